import { idOf, isRecord, named } from './fields.js';

/**
 * Whether an event tells that the person took a message back, by its name. Its content, if it has any, is what they did not
 * want to be read.
 */
export function isDeletion(event: string): boolean {
  return /delet|revok|unsen[dt]|retract/i.test(event);
}

/** The event of WhatsApp's own callbacks that stands in a message; `undefined` if it is an ordinary one. */
export function deletionIn(entry: Record<string, unknown>) {
  const revoke = entry.revoke;
  const isDeleted = isRecord(revoke) || entry.type === 'revoke' || entry.type === 'deleted';
  if (!isDeleted) return undefined;
  const target = idOf(isRecord(revoke) ? named(revoke)('originalmessageid', 'messageid') : undefined);
  return { event: 'moRevoke', ...(target !== undefined && { relatedMessageId: target }) };
}
