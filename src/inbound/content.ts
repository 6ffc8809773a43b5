import { hasContacts, isAboutContacts, readContacts } from './contacts.js';
import { deletionIn, isDeletion } from './deletion.js';
import { isEncrypted, isRecord, textOf } from './fields.js';
import { readMedia } from './media.js';
import { hasPlace, isAboutPlace, readPlace } from './place.js';
import { isReaction, readReaction } from './reaction.js';
import { readTap } from './tap.js';

type Entry = Record<string, unknown>;

/** The content of a message, by its event; `unsupported` if it cannot be read completely. */
export function contentOf(event: string, entry: Entry) {
  const deletion = deletionIn(entry);
  if (deletion) return { kind: 'unsupported' as const, ...deletion, reason: 'unknown-kind' as const };
  const isSecret = isEncrypted(entry) || (Array.isArray(entry.files) && entry.files.some(isSecretFile));
  const content = isSecret ? undefined : readContent(event, entry);
  if (content) return content;
  const reason = isSecret ? 'encrypted' : isKnown(event) ? 'unreadable' : 'unknown-kind';
  return { kind: 'unsupported' as const, event: event.slice(0, 64), reason } as const;
}

const knownEvents = new Set(['moText', 'moMedia', 'moButtonResponse', 'moListResponse']);

function isKnown(event: string): boolean {
  return knownEvents.has(event) || isReaction(event) || isAboutContacts(event) || isAboutPlace(event);
}

function isSecretFile(file: unknown): boolean {
  return isRecord(file) && isEncrypted(file);
}

function readContent(event: string, entry: Entry) {
  switch (event) {
    case 'moText':
      return readText(entry);
    case 'moMedia':
      return readMedia(entry);
    default:
      return readByName(event, entry);
  }
}

/** The names of these events are not certain, so a part of them has to do. */
function readByName(event: string, entry: Entry) {
  if (isReaction(event)) return readReaction(event, entry);
  if (isDeletion(event)) return undefined;
  if (isAboutContacts(event)) return readContacts(entry);
  if (isAboutPlace(event)) return readPlace(entry);
  return readOther(entry);
}

/** A text with the data of a button is a tap on that button. */
function readText(entry: Entry) {
  const { content } = entry;
  if (typeof content !== 'string') return undefined;
  const postbackData = readTap(entry)?.postbackData;
  return postbackData !== undefined && textOf(content) !== undefined
    ? { kind: 'button' as const, title: content, postbackData }
    : { kind: 'text' as const, text: content };
}

/** Any other event, by its content, because the names of events are not certain: contacts, a place, a tap or a text. */
function readOther(entry: Entry) {
  if (hasContacts(entry)) return readContacts(entry);
  if (hasPlace(entry)) return readPlace(entry);
  const isPlain = entry.contentType === undefined || entry.contentType === null;
  const content = isPlain ? textOf(entry.content) : undefined;
  const tap = readTap(entry);
  const title = tap?.title ?? content ?? tap?.postbackData;
  if (!tap || title === undefined) return content === undefined ? undefined : { kind: 'text' as const, text: content };
  const { postbackData } = tap;
  return { kind: 'button' as const, title, ...(postbackData !== undefined && { postbackData }) };
}
