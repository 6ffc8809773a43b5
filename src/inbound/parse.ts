import { statusName } from '../clickatell/statusName.js';
import { isUnexplained, isWindowRefusal } from '../clickatell/verdict.js';
import { type StatusName, statuses } from '../clickatell/wire.js';
import { personOf } from '../core/person.js';
import { contentOf } from './content.js';
import { readEdit } from './edit.js';
import type { InboundEvent, InboundMessage, InboundStatus } from './event.js';
import { addressIn, idOf, isRecord, named, numberOf, textOf, timestampOf } from './fields.js';
import { readReferral } from './referral.js';
import { recipientOf, senderOf } from './sender.js';

/** So far, every callback has had one entry. */
const maxEntries = 1000;

export interface ParsedCallback {
  readonly events: InboundEvent[];
  /** What was left out, and why. Contains nothing of a message's content. */
  readonly passedOver: { event: string; reason: string }[];
}

/**
 * Reads the envelope of a callback (Clickatell's reference, "One API client callbacks"). Never throws. Entries that
 * cannot be used are left out; a person's message that cannot be read is `unsupported`, because it still opens the
 * window.
 */
export function parseCallback(envelope: Record<string, unknown>): ParsedCallback {
  const events: InboundEvent[] = [];
  const passedOver: { event: string; reason: string }[] = [];
  if (!isRecord(envelope.event)) {
    return { events, passedOver: [{ event: '', reason: 'no event object' }] };
  }

  const integrationId = idOf(envelope.integrationId);
  for (const [name, value] of Object.entries(envelope.event)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      const result = readEntry(name, entry, integrationId);
      if (typeof result === 'string') passedOver.push({ event: name.slice(0, 64), reason: result });
      else events.push(result);
    }
  }
  return { events, passedOver };
}

/** Whether a callback has more than 1,000 entries: it should be refused, not taken in part. */
export function hasTooMany({ event }: Record<string, unknown>): boolean {
  if (!isRecord(event)) return false;
  const counts = Object.values(event).map((value) => (Array.isArray(value) ? Math.max(value.length, 1) : 1));
  return counts.reduce((sum, count) => sum + count, 0) > maxEntries;
}

/** The event, or the reason why there is none. */
function readEntry(name: string, entry: unknown, integrationId: string | undefined): InboundEvent | string {
  const isStatus = name === 'messageStatusUpdate';
  if (!isStatus && !name.startsWith('mo')) return 'not a message or a status';
  if (!isRecord(entry)) return 'not an object';
  if (!isWhatsApp(entry.channel)) return 'another channel';
  return isStatus ? readStatus(entry) : readMessage(name, entry, integrationId);
}

/** Clickatell's samples have `"whatsapp "`. An entry without a channel came to the WhatsApp integration's URL. */
function isWhatsApp(channel: unknown): boolean {
  if (channel === undefined || channel === null) return true;
  return typeof channel === 'string' && channel.trim().toLowerCase() === 'whatsapp';
}

function readMessage(
  name: string,
  entry: Record<string, unknown>,
  integrationId: string | undefined,
): InboundMessage | string {
  const messageId = idOf(entry.messageId);
  const sender = senderOf(entry);
  const business = addressIn(entry.to);
  if (messageId === undefined || sender === undefined || business === undefined) {
    return `no usable ${missing({ messageId, from: sender, to: business })}; its fields: ${fieldNames(entry)}`;
  }

  const { address, alias, field } = sender;
  const person = personOf(address);
  const timestamp = timestampOf(entry.timestamp);
  const profileName = isRecord(entry.whatsapp) ? textOf(entry.whatsapp.profileName) : undefined;
  // Made once: this is done for every message.
  const fields = named(entry);
  const referral = readReferral(entry, fields);
  const { relatedMessageId, relatedClientMessageId, ...content } = {
    relatedMessageId: idOf(entry.relatedMessageId),
    relatedClientMessageId: idOf(entry.relatedClientMessageId),
    ...(readEdit(name, entry, messageId, fields) ?? contentOf(name, entry)),
  };
  return {
    messageId,
    person,
    ...(address !== person && { sentFrom: address }),
    ...(alias !== undefined && { alias }),
    ...(field !== undefined && { senderField: field }),
    business,
    ...(timestamp !== undefined && { timestamp }),
    ...(profileName !== undefined && { profileName }),
    ...(relatedMessageId !== undefined && { relatedMessageId }),
    ...(relatedClientMessageId !== undefined && { relatedClientMessageId }),
    ...(referral && { referral }),
    ...(integrationId !== undefined && { integrationId }),
    raw: entry,
    ...content,
  };
}

function missing(fields: Record<string, unknown>): string {
  return Object.keys(fields)
    .filter((name) => fields[name] === undefined)
    .join(' or ');
}

/** A message that has no sender for us is lost, so the log tells where one may stand. Names alone, and no values. */
function fieldNames(entry: Record<string, unknown>): string {
  const names = Object.keys(entry).filter((name) => /^[A-Za-z_]{1,40}$/.test(name));
  return names.slice(0, 30).join(', ') || 'none';
}

const namesByCode = new Map<number, string>(Object.entries(statuses).map(([name, code]) => [code, name]));

function readStatus(entry: Record<string, unknown>): InboundStatus | string {
  const messageId = idOf(entry.messageId);
  if (messageId === undefined) return 'no usable messageId';
  const given = nameOf(entry.status);
  const { code = numberOf(entry.statusCode), name = given } =
    given === undefined || isUnexplained(given) ? reasonIn(entry) : {};
  const statusCode = Number.isSafeInteger(code) ? code : undefined;
  const status =
    name ?? (statusCode === undefined ? undefined : (namesByCode.get(statusCode) ?? `STATUS_${statusCode}`));
  if (status === undefined) return 'no usable status';

  const clientMessageId = idOf(entry.clientMessageId);
  const { number, userId } = recipientOf(entry);
  const timestamp = timestampOf(entry.timestamp);
  return {
    kind: 'status',
    messageId,
    ...(clientMessageId !== undefined && { clientMessageId }),
    status,
    ...(statusCode !== undefined && { statusCode }),
    ...(timestamp !== undefined && { timestamp }),
    ...(userId !== undefined && { recipient: { userId, ...(number !== undefined && { number }) } }),
    raw: entry,
  };
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' ? idOf(statusName(value)) : undefined;
}

/** Smaller numbers can be those of errors at submit time, which mean something else in a status. */
const leastOwnCode = 100;
const windowRefusal: StatusName = 'WHATSAPP_RE_ENGAGEMENT_REQUIRED';

/**
 * Why a message failed, if the status's name does not say it and the entry has an error of its own: `error` in
 * Clickatell's form, or `errors` in Meta's. Its words replace the name only if they are a refusal for the window.
 */
function reasonIn({ error, errors }: Record<string, unknown>): { code?: number; name?: string } {
  const [first]: unknown[] = Array.isArray(errors) ? errors : [error];
  if (!isRecord(first)) return {};
  const code = numberOf(first.code);
  const words = [first.title, first.description, first.message].map(nameOf);
  const isRefusal = words.some((each) => each !== undefined && isWindowRefusal({ description: each }));
  return {
    ...(code !== undefined && code >= leastOwnCode && { code }),
    ...(isRefusal && { name: windowRefusal }),
  };
}
