/**
 * A conversation on WhatsApp: the pair of one of our numbers and a person. The customer service window, the lane and
 * the bot's state all belong to this pair; two numbers of one business have two conversations with the same person.
 * Both ids are opaque: a person may have no number, only a user id such as `US.1349…`.
 */
export interface Conversation {
  readonly business: string;
  readonly person: string;
}

/** The pair as one id, for `conversation.id` and for keys. `conversationOf` reads it back. */
export function conversationId({ business, person }: Conversation): string {
  return `${encodeURIComponent(business)}:${encodeURIComponent(person)}`;
}

/** The pair that `conversationId` wrote; `undefined` for an id that is not ours. */
export function conversationOf(id: string): Conversation | undefined {
  const [business, person, ...rest] = id.split(':');
  if (!business || !person || rest.length > 0) return undefined;
  try {
    return { business: decodeURIComponent(business), person: decodeURIComponent(person) };
  } catch {
    return undefined;
  }
}

/** All that a log line or an error may show of a person's id or number: its last four characters. */
export function lastFour(id: string): string {
  return `…${id.slice(-4)}`;
}

/** Clickatell's three kinds of conversation. */
export type ConversationType = 'customer-initiated' | 'business-initiated' | 're-engagement';

/** What is known of the customer service window of one conversation. Nothing known counts as closed. */
export interface WindowRecord {
  /** When the person last wrote, by the message's own timestamp, epoch ms. */
  readonly lastInboundAt?: number;
  /** The message with which the person wrote for the first time ever. */
  readonly firstMessageId?: string;
  /** When a free-form message left that the provider refused as outside the window: closed, whatever we think. */
  readonly refusedAt?: number;
}
