import { lastFour } from '../core/conversation.js';
import { addressOf, personIdOf } from '../core/person.js';
import type { WebhookFindings } from '../findings/shape.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Check } from './check.js';
import type { Arrival, Inbox } from './inbox.js';
import type { Person } from './person.js';

/** A delay that people notice. */
const longMs = 10_000;

export interface PingCheck {
  readonly checks: readonly Check[];
  /** The person's message, if it came, and from them to us: it has opened the window. */
  readonly ping?: InboundMessage;
}

/** Waits for the text that the person was asked to send, and says what its callback is like. */
export async function awaitPing(
  inbox: Inbox,
  { person, signal }: { readonly person: Person; readonly signal: AbortSignal },
  { code, to, number, timeoutMs }: { code: string; to: string; number: string; timeoutMs: number },
): Promise<PingCheck> {
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, timeoutMs);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  const given = person.choose('Waiting for it.', [{ key: 'on', label: 'go on without it' }], over.signal);
  void given.then((answer) => answer && end());
  const arrival = await inbox.next(({ event }) => isPing(event, code), over.signal);
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  end();
  if (!arrival || arrival.event.kind === 'status') return { checks: [notCome(inbox)] };
  const { event } = arrival;
  const checks = [webhookCheck(arrival, event), numberCheck(event, number), personCheck(event, to)];
  const isUsable = checks.every(({ verdict }) => verdict !== 'failed');
  return { checks, ...(isUsable && { ping: event }) };
}

function isPing(event: Arrival['event'], code: string): boolean {
  return event.kind === 'text' && new RegExp(`\\b${code}\\b`).test(event.text);
}

function webhookCheck({ name, fields, secret, headers, at }: Arrival, { timestamp }: InboundMessage): Check {
  const tookMs = timestamp === undefined ? undefined : at - timestamp;
  const took = tookMs === undefined ? 'has no time' : `took ${(tookMs / 1000).toFixed(1)} s`;
  const ways = {
    query: 'the secret came in its address (?key=…)',
    basic: 'the secret came as the password of HTTP Basic',
    none: 'no secret was asked for',
  };
  const agent = headers['user-agent'] === undefined ? '' : ` Its user agent is ${plain(headers['user-agent'])}.`;
  const shape = `It is a ${name} with ${fields.join(', ')}. Its headers: ${headerNames(headers).join(', ')}.`;
  const facts = `The callback ${took}, and ${ways[secret]}. ${shape}${agent}`;
  const isLate = tookMs !== undefined && tookMs > longMs;
  const isEarly = tookMs !== undefined && tookMs < -1000;
  if (isEarly) return warning(`${facts} It came before its own time: compare the clocks.`);
  if (isLate) return warning(`${facts} That is long: look at the tunnel or proxy, and compare the clocks.`);
  return secret === 'none'
    ? warning(`${facts} Set WEBHOOK_SECRET, or anybody can speak as your customers.`)
    : { name: 'webhook', verdict: 'ok', sentence: facts };
}

function warning(sentence: string): Check {
  return { name: 'webhook', verdict: 'warning', sentence };
}

/** Names alone: values may be secrets. */
function headerNames(headers: Arrival['headers']): string[] {
  const names = Object.keys(headers).filter((name) => /^[a-z0-9-]{1,60}$/.test(name));
  return names.sort();
}

function plain(agent: string): string {
  return agent.replace(/[^\w ./;()-]/g, '').slice(0, 80);
}

function numberCheck({ business }: InboundMessage, number: string): Check {
  if (personIdOf(business) === personIdOf(number)) {
    return { name: 'number', verdict: 'ok', sentence: `The key’s business number is ${lastFour(number)}.` };
  }
  return {
    name: 'number',
    verdict: 'failed',
    sentence: `The ping was for ${lastFour(business)}, and WHATSAPP_NUMBER is ${lastFour(number)}: set the integration’s own number.`,
  };
}

function personCheck({ person, sentFrom }: InboundMessage, to: string): Check {
  if (person === personIdOf(to)) {
    const other = sentFrom !== undefined && sentFrom !== addressOf(to);
    const spelling = other ? ' The callback spells it in another way; the adapter knows both as one person.' : '';
    return { name: 'phone', verdict: 'ok', sentence: `The test phone is ${lastFour(to)}.${spelling}` };
  }
  return {
    name: 'phone',
    verdict: 'failed',
    sentence: `The ping came from ${lastFour(person)}, and --to is ${lastFour(to)}: give the phone that sends the ping.`,
  };
}

/** What to look at if no ping came. */
function notCome({ arrivals, withoutSecret, unusable }: Inbox): Check {
  const problem =
    withoutSecret > 0
      ? `${withoutSecret} callback(s) came without the secret: the address in the portal must end in ?key=<the secret>, or carry it as HTTP Basic password.`
      : unusable > 0
        ? `${unusable} callback(s) came that are no WhatsApp message or status: check that they come from the One API.`
        : arrivals.length > 0
          ? 'Callbacks came, but none with the ping: check the text and the number that it was sent to.'
          : 'Nothing came. Check the callback address in the portal (both, for replies and for statuses), that it is https ' +
            'and leads to this port, and that the phone wrote to the business number.';
  return { name: 'webhook', verdict: 'failed', sentence: `No ping came. ${problem}` };
}

/** Whether statuses came for the messages that were sent. Replies and statuses have addresses of their own. */
export function statusCheck({ arrivals, withoutSecret }: Inbox): Check {
  const all = arrivals.flatMap(({ event }) => (event.kind === 'status' ? [event.status] : []));
  const told = [...new Set(all)].join(', ');
  const refused = `${withoutSecret} callback(s) came without the secret: the address of statuses must carry it, too.`;
  if (all.length > 0 && withoutSecret === 0) {
    return { name: 'statuses', verdict: 'ok', sentence: `Statuses come by callback: ${told}.` };
  }
  if (all.length > 0)
    return { name: 'statuses', verdict: 'warning', sentence: `Statuses came (${told}), but ${refused}` };
  const missing =
    'enter the callback address for statuses in the portal, too. Without them, a refusal that comes late is never known.';
  return {
    name: 'statuses',
    verdict: 'failed',
    sentence: `No status came by callback: ${withoutSecret > 0 ? refused : missing}`,
  };
}

/** What all the callbacks of a run say about the webhook. */
export function webhookFindings(arrivals: readonly Arrival[]): WebhookFindings | undefined {
  const [first] = arrivals;
  if (!first) return undefined;
  const { event, at, secret, headers } = first;
  const sentAt = event.timestamp;
  return {
    ...(sentAt !== undefined && { delayMs: Math.round(at - sentAt) }),
    secret,
    headers: headerNames(headers),
    events: Object.fromEntries(arrivals.map((arrival) => [arrival.name, [...arrival.fields]])),
  };
}
