import { setTimeout as wait } from 'node:timers/promises';
import type { ClickatellClient } from '../clickatell/client.js';
import { toldRefusal } from '../clickatell/told.js';
import { faultOf, isWindowRefusal, optOutIn, stateOf } from '../clickatell/verdict.js';
import { errors } from '../clickatell/wire.js';
import { ClickatellAdapterError, SendRefusedError, UploadFailedError } from '../core/errors.js';
import { personIdOf } from '../core/person.js';
import type { Arrival, Inbox } from './inbox.js';
import type { Person } from './person.js';
import type { Known, Result, Shape, Tap } from './shape.js';

export interface TrialDeps {
  readonly client: ClickatellClient;
  readonly inbox: Inbox;
  readonly person: Person;
  /** Ends the wait for the person. */
  readonly signal: AbortSignal;
  readonly to: string;
  readonly known: Known;
  /** How long the person may take to look and to tap, in ms. */
  readonly timeoutMs: number;
  /** How long a callback or a status may take to arrive, in ms. */
  readonly graceMs: number;
}

const answers = [
  { key: 'native', label: 'yes, I see it' },
  { key: 'text', label: 'only its words, as plain text' },
  { key: 'nothing', label: 'nothing arrived' },
] as const;

/** Sends a shape once, and finds out what became of it: by its statuses, by the person's tap, or by asking them. */
export async function tryShape(shape: Shape, deps: TrialDeps): Promise<Result> {
  const { client, inbox, person, to, known } = deps;
  const clientMessageId = `doctor-${known.run}-${shape.names.join('-')}`;
  const after = inbox.arrivals.length;
  let apiMessageId: string;
  try {
    const content = await shape.content(known);
    ({ apiMessageId } = await client.send({ channel: 'whatsapp', to, clientMessageId, ...content }));
  } catch (error) {
    return notSent(error);
  }
  const sent: Sent = { apiMessageId, clientMessageId, after };
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, deps.timeoutMs);
  deps.signal.addEventListener('abort', end);
  try {
    return await Promise.race([
      tapOf(shape, sent, deps, over.signal),
      failureOf(sent, inbox, over.signal),
      person
        .choose(`Does the phone show ${shape.look}?`, answers, over.signal)
        .then((answer) => resultOf(answer, shape, sent, deps, over.signal)),
    ]);
  } finally {
    clearTimeout(timer);
    deps.signal.removeEventListener('abort', end);
    over.abort();
  }
}

interface Sent {
  readonly apiMessageId: string;
  readonly clientMessageId: string;
  /** How many callbacks had arrived before it left. */
  readonly after: number;
}

/** Resolves if the person taps. */
async function tapOf({ tap }: Shape, sent: Sent, deps: TrialDeps, signal: AbortSignal): Promise<Result> {
  const isTap = tap ? tapMatcher(tap, sent, deps) : () => false;
  const arrival = await deps.inbox.next(isTap, signal, sent.after);
  if (!arrival) return never();
  return arrival.event.kind === 'unsupported'
    ? { kind: 'untapped', event: arrival.name }
    : { kind: 'native', tap: arrival };
}

function tapMatcher(tap: Tap, sent: Sent, { to, known }: TrialDeps): (arrival: Arrival) => boolean {
  return ({ event }) => {
    if (event.kind === 'status' || event.person !== personIdOf(to)) return false;
    if (event.kind === 'unsupported') return true;
    if (tap.kind === 'place') return event.kind === 'location';
    if (event.kind === 'text') return tap.titles.includes(event.text.trim());
    if (event.kind !== 'button') return false;
    const isOurs =
      event.relatedMessageId === sent.apiMessageId || event.relatedClientMessageId === sent.clientMessageId;
    const isKnown = tap.postbacks(known.run).includes(event.postbackData ?? '') || tap.titles.includes(event.title);
    return isOurs || isKnown;
  };
}

/** Resolves if a status tells that the message failed. */
async function failureOf(sent: Sent, inbox: Inbox, signal: AbortSignal): Promise<Result> {
  const arrival = await inbox.next(({ event }) => isFailure(event, sent), signal, sent.after);
  if (arrival?.event.kind !== 'status') return never();
  const { status, statusCode: code } = arrival.event;
  return refusalOf({ code, description: status });
}

function isFailure(event: Arrival['event'], { apiMessageId, clientMessageId }: Sent): boolean {
  if (event.kind !== 'status' || stateOf(event.status, event.statusCode) !== 'failed') return false;
  return event.messageId === apiMessageId || event.clientMessageId === clientMessageId;
}

async function resultOf(
  answer: (typeof answers)[number]['key'] | undefined,
  { tap }: Shape,
  sent: Sent,
  deps: TrialDeps,
  signal: AbortSignal,
): Promise<Result> {
  if (answer === 'text') return { kind: 'text' };
  if (answer === 'native' && !tap) return { kind: 'native' };
  if (answer === 'native') {
    // The tap may still be on its way, and `tapOf` will tell.
    await pause(deps.graceMs, signal);
    return { kind: 'untapped' };
  }
  if (answer === undefined) await pause(deps.graceMs, deps.signal);
  const last = await lastStatus(sent, deps);
  const told = last && stateOf(last.status ?? '', last.statusCode) === 'failed' ? last : undefined;
  if (told) return refusalOf({ code: told.statusCode, description: told.status ?? '' });
  if (answer === 'nothing') return { kind: 'lost', last: last?.status };
  const status = last?.status === undefined ? '' : ` Its last status is ${last.status}.`;
  return { kind: 'unclear', reason: `nobody said what the phone shows.${status}` };
}

async function lastStatus({ apiMessageId }: Sent, { client }: TrialDeps) {
  // What is not known of the status is no reason to lose what is known of the message.
  return client.status(apiMessageId).catch(() => undefined);
}

/** Why a message was not accepted. */
function notSent(error: unknown): Result {
  if (error instanceof SendRefusedError) return refusalOf(error);
  if (error instanceof UploadFailedError) {
    // With a cause, the provider was away or busy, and refused nothing.
    return { kind: error.cause === undefined ? 'refused' : 'unclear', reason: error.message };
  }
  if (error instanceof ClickatellAdapterError) return { kind: 'unclear', reason: error.message };
  throw error;
}

/** The errors that are about the person and not about the message. */
const aboutPerson: ReadonlySet<number> = new Set([
  errors.invalidRecipient.code,
  errors.optedOut.code,
  errors.notOnChannel.code,
]);

/** What a refusal, at once or by a status, says of the shape: nothing if it is about the account, the pace or the person. */
function refusalOf(refusal: { code?: number | undefined; description: string; http?: number | undefined }): Result {
  const reason = toldRefusal(refusal);
  const isAtOnce = refusal.http !== undefined;
  const isOfPerson = isAtOnce && refusal.code !== undefined && aboutPerson.has(refusal.code);
  const isElse = faultOf(refusal) !== undefined || isWindowRefusal(refusal) || optOutIn(refusal) !== undefined;
  if (isElse || isOfPerson) return { kind: 'unclear', reason, stops: true };
  return { kind: 'refused', reason };
}

/** Resolves after the time, or once the signal is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {});
}

/** For what will not be told: another one tells. */
function never(): Promise<never> {
  return new Promise(() => {});
}
