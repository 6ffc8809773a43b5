import type { Asked, Joined, WindowRecord } from '../core/conversation.js';

export interface Together {
  /** The other id, whose conversation becomes part of this one. */
  readonly alias: string;
  /** In epoch ms. */
  readonly now: number;
  readonly windowMs: number;
}

const mostAhead = 20;

/** Nobody's message: a person who has written under both ids is new under neither. */
const greeted = 'joined';

/**
 * What is known of a person's window, from what is known of each of their two ids. Pure, and the same if it is done
 * again after the other id has left nothing behind (see `leftBehind`). Their lists of messages are counted elsewhere.
 */
export function together(own: WindowRecord, other: WindowRecord, { alias, now, windowMs }: Together): WindowRecord {
  const [later, earlier] = isLater(other, own) ? [other, own] : [own, other];
  const lastInboundAt = later.lastInboundAt ?? earlier.lastInboundAt;
  const lastMessageId = later.lastMessageId ?? later.firstMessageId;
  const firstMessageId = firstOf(own, other);
  const refusedAt = latestOf(own.refusedAt, other.refusedAt);
  const asked = lastAsked(own.asked, other.asked);
  const isAnswered =
    lastInboundAt !== undefined && (now - lastInboundAt < windowMs || lastInboundAt > (asked?.at ?? now));
  const ahead = [...new Set([...(other.ahead ?? []), ...(own.ahead ?? [])])].slice(-mostAhead);
  const name = later.name ?? earlier.name;
  const address = later === other ? (other.address ?? alias) : own.address;
  // The answer to it may come to either id.
  const isOpen = ({ alert }: WindowRecord) => alert !== undefined && alert.heardAt === lastInboundAt;
  const alert = isOpen(own) || !isOpen(other) ? own.alert : other.alert;
  // Of two hand-offs, the one of the id that counts goes on.
  const desk = own.desk ?? other.desk;
  const givenAddress = own.givenAddress ?? other.givenAddress;
  const aliases = [...new Set([...(own.aliases ?? []), ...(other.aliases ?? []), alias])];
  const isNews = !own.aliases?.includes(alias);
  const untold = [...new Set([...(own.untold ?? []), ...(other.untold ?? []), ...(isNews ? [alias] : [])])];
  const { lastMessageId: _, untold: __, ...kept } = own;
  return {
    ...kept,
    ...(lastInboundAt !== undefined && { lastInboundAt }),
    ...(firstMessageId !== undefined && { firstMessageId }),
    ...(lastMessageId !== undefined && lastMessageId !== firstMessageId && { lastMessageId }),
    ...(refusedAt !== undefined && { refusedAt }),
    ...(asked && { asked: isAnswered ? answered(asked) : asked }),
    ...(ahead.length > 0 && { ahead }),
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(givenAddress !== undefined && { givenAddress }),
    ...(alert && { alert }),
    ...(desk && { desk }),
    aliases,
    ...(untold.length > 0 && { untold }),
  };
}

/**
 * What stays under an id that has become part of another: enough to know a callback that comes again, and where to go.
 */
export function leftBehind(
  { lastInboundAt, firstMessageId, lastMessageId, ahead, refusedAt, outbox, held }: WindowRecord,
  joined: Joined,
): WindowRecord {
  return {
    ...(lastInboundAt !== undefined && { lastInboundAt }),
    ...(firstMessageId !== undefined && { firstMessageId }),
    ...(lastMessageId !== undefined && { lastMessageId }),
    ...(ahead && { ahead }),
    ...(refusedAt !== undefined && { refusedAt }),
    ...(outbox !== undefined && { outbox }),
    ...(held !== undefined && { held }),
    joined,
  };
}

/** Whether the person last wrote under this id before it became part of another one. */
export function wroteLast({ lastInboundAt = Number.NEGATIVE_INFINITY, joined }: WindowRecord): boolean {
  return joined?.state !== undefined && lastInboundAt > (joined.heardAt ?? Number.NEGATIVE_INFINITY);
}

/** Whether the person wrote under the one id after they last did under the other. */
function isLater(one: WindowRecord, other: WindowRecord): boolean {
  return (one.lastInboundAt ?? Number.NEGATIVE_INFINITY) > (other.lastInboundAt ?? Number.NEGATIVE_INFINITY);
}

/** The person has written: whether the template reached them does not matter any more. */
export function answered({ at, message }: Asked): Asked {
  return { at, message, isOver: true };
}

function firstOf({ firstMessageId: own }: WindowRecord, { firstMessageId: other }: WindowRecord): string | undefined {
  if (own === undefined || other === undefined || own === other) return own ?? other;
  return greeted;
}

function lastAsked(own: Asked | undefined, other: Asked | undefined): Asked | undefined {
  if (!own || !other) return own ?? other;
  return other.at > own.at ? other : own;
}

function latestOf(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
