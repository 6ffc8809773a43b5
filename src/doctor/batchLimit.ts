import type { Http } from '../clickatell/http.js';
import { errors, paths, sendAnswer, type WireMessage } from '../clickatell/wire.js';
import type { Check } from './check.js';

/** More than this was never the limit. */
export const mostProbed = 200;

/** The message of the probe: it has no recipient, so it can reach nobody and costs nothing. */
export function probeMessage(index: number): WireMessage {
  return { channel: 'whatsapp', to: '', content: 'probe', clientMessageId: `doctor-probe-${index}` };
}

export interface BatchLimit {
  readonly check: Check;
  /** The most messages of a request; `undefined` if it could not be inferred. */
  readonly batchSize?: number;
}

/**
 * Infers how many messages a request may hold, from the error of requests that cannot be accepted: too many (22), or the
 * same as for a single message. It is an inference: a provider that looks at the messages before it counts them would
 * seem to take any number.
 */
export async function probeBatchLimit(http: Http): Promise<BatchLimit> {
  const one = await probe(http, 1);
  if (one !== 'fits') return unclear(one);
  const most = await probe(http, mostProbed);
  if (most === 'fits') return limit(mostProbed);
  if (most !== 'too many') return unclear(most);
  let [fits, tooMany] = [1, mostProbed];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    const found = await probe(http, middle);
    if (found === 'fits') fits = middle;
    else if (found === 'too many') tooMany = middle;
    else return unclear(found);
  }
  return limit(fits);
}

type Probed = 'fits' | 'too many' | 'accepted' | 'no use';

async function probe(http: Http, count: number): Promise<Probed> {
  const messages = Array.from({ length: count }, (_, index) => probeMessage(index));
  const reply = await http.request('POST', paths.message, { messages }, count);
  const answer = reply.kind === 'answer' ? sendAnswer.safeParse(reply.body).data : undefined;
  if (!answer) return 'no use';
  const entries = answer.messages ?? [];
  if (entries.some(({ accepted }) => accepted)) return 'accepted';
  const codes = [answer.error, ...entries.map(({ error }) => error)].map((error) => error?.code);
  if (codes.includes(errors.tooManyMessages.code)) return 'too many';
  return codes.some((code) => code !== undefined && isAboutRecipient.has(code)) ? 'fits' : 'no use';
}

/** What the provider says about a message without a recipient. */
const isAboutRecipient: ReadonlySet<number> = new Set([errors.parameter.code, errors.invalidRecipient.code]);

function limit(batchSize: number): BatchLimit {
  const many = batchSize === mostProbed ? `${batchSize} messages or more` : `${batchSize} messages`;
  const sentence = `A request may hold ${many}, as far as requests that cannot be accepted tell.`;
  return { check: { name: 'batch size', verdict: 'ok', sentence }, batchSize };
}

function unclear(probed: Probed): BatchLimit {
  const sentence =
    probed === 'accepted'
      ? 'A message without a recipient was accepted, so the limit of a request cannot be found out like this. The client’s own limit stays.'
      : 'The answers do not tell how many messages a request may hold: run the doctor again later.';
  return { check: { name: 'batch size', verdict: probed === 'accepted' ? 'warning' : 'skipped', sentence } };
}
