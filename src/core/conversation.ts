import { addressOf, personIdOf } from './person.js';

/**
 * A WhatsApp conversation: one of our numbers and a person. The customer service window, the lane and the bot's state
 * belong to this pair, so two numbers of one business have two conversations with the same person. Both ids are opaque:
 * a person may have no number, only a user id such as `US.1349…`.
 */
export interface Conversation {
  readonly business: string;
  /** The same for both spellings of a person's number: see `personOf`. */
  readonly person: string;
}

/** A conversation, and the address of its person as somebody wrote it, if that is not `person` itself. */
export interface Addressed extends Conversation {
  readonly address?: string | undefined;
}

/** The pair as one string, for `conversation.id` and for keys. `conversationOf` parses it. */
export function conversationId({ business, person }: Conversation): string {
  return `${encodeURIComponent(business)}:${encodeURIComponent(person)}`;
}

/**
 * Parses an id from `conversationId`, also one that a program made of numbers in another spelling. Returns `undefined`
 * for an id that is not ours.
 */
export function conversationOf(id: string): Conversation | undefined {
  const [business, person, ...rest] = id.split(':');
  if (!business || !person || rest.length > 0) return undefined;
  try {
    return {
      business: addressOf(decodeURIComponent(business)),
      person: personIdOf(decodeURIComponent(person)),
    };
  } catch {
    return undefined;
  }
}

/** The last four characters of a person's id or number: logs and errors must not show more of it. */
export function lastFour(id: string): string {
  return `…${id.slice(-4)}`;
}

/** Clickatell's three types of conversation. */
export type ConversationType = 'customer-initiated' | 'business-initiated' | 're-engagement';

/** A template that asked a person to answer. */
export interface Asked {
  /** When it left, in epoch ms by our clock. */
  readonly at: number;
  /** Its message's id. */
  readonly message: string;
  /** Whether the person has written since, or never got it: then another one may be sent after the cool-down. */
  readonly isOver?: boolean;
  /** Why the person never got it. */
  readonly problem?: string;
}

/** What runs before a window closes: what is scheduled, and what has run. */
export interface Closing {
  /** The window that `done` is about, by its `lastInboundAt`. */
  readonly heardAt: number;
  /** When the scheduled item is due, in epoch ms; absent if none is scheduled. */
  readonly at?: number;
  /** What was to run so many minutes before the end, or earlier, has run. */
  readonly done?: number;
}

/** One person has two ids: this conversation has become part of another person's id. */
export interface Joined {
  /** The id whose conversation it has become part of, with the same number of ours. */
  readonly person: string;
  /** When that was last needed, in epoch ms: the record is written again now and then, so that it is not forgotten. */
  readonly at: number;
  /**
   * How far that is: what was accepted before still runs here (`draining`), or has run and what is kept is still here
   * (`drained`). Absent once the other conversation has everything.
   */
  readonly state?: 'draining' | 'drained';
  /** When the person had last written under the other id before that, in epoch ms. Absent if they never had. */
  readonly heardAt?: number;
}

/** An alert that was sent. */
export interface SentAlert {
  /** The subscription, such as `flight:SA204`. */
  readonly topic: string;
  /** When it left, in epoch ms, on the clock of `lastInboundAt`. */
  readonly at: number;
  /** The record's `lastInboundAt` then. */
  readonly heardAt?: number | undefined;
}

/** A human has the conversation. */
export interface DeskHold {
  /** The hand-off's id. */
  readonly id: string;
  /** When it ends by itself if nobody writes, in epoch ms. */
  readonly until: number;
}

/** What is known about a conversation's customer service window. If nothing is known, the window counts as closed. */
export interface WindowRecord {
  /** When the person last wrote: the timestamp of the message itself, in epoch ms. */
  readonly lastInboundAt?: number;
  /** The id of the message that was written at `lastInboundAt`; absent if it is the first. */
  readonly lastMessageId?: string;
  /** The id of the first message that the person ever sent. */
  readonly firstMessageId?: string;
  /**
   * The last messages whose time was far in the future when they came, by their ids. They counted as of now, and that
   * time may have come when their callback is repeated.
   */
  readonly ahead?: readonly string[];
  /**
   * When a free-form message left that the provider refused as outside the window, in epoch ms, on the clock of
   * `lastInboundAt`. The window counts as closed until the person writes after that.
   */
  readonly refusedAt?: number;
  /** How many messages wait in the conversation's outbox, because the provider could not take them. */
  readonly outbox?: number;
  /** How many messages are held until the person writes. */
  readonly held?: number;
  /** The last template that asked the person to answer, because something is held for them. */
  readonly asked?: Asked;
  /** The person's name in their profile, as their last message told it. */
  readonly name?: string;
  /** Absent if nothing runs before windows close. */
  readonly closing?: Closing;
  /** The last message that was sent on our own account, if it was an alert. */
  readonly alert?: SentAlert;
  /**
   * Where messages to the person go if their number has two spellings, or they have several ids: the one that they last
   * wrote from, as the provider writes it.
   */
  readonly address?: string;
  /** The same, as a program wrote it last. Counts until the person writes. */
  readonly givenAddress?: string;
  /** The person is known by another id as well, and this conversation has become part of that one. */
  readonly joined?: Joined;
  /** The other ids of the person, whose conversations have become part of this one. */
  readonly aliases?: readonly string[];
  /** Those of them that the bot has not been told of yet. */
  readonly untold?: readonly string[];
  /** The conversation is handed off to a human. Absent while the bot has it. */
  readonly desk?: DeskHold;
}

/**
 * The conversation with the address that messages go to, as far as its window's record has one: so that nobody need read
 * that again.
 */
export function addressed(conversation: Addressed, window: WindowRecord | undefined): Addressed {
  const address = window?.address ?? window?.givenAddress;
  return address === undefined || address === conversation.address ? conversation : { ...conversation, address };
}

/** Whether what comes to this conversation belongs to the one that it has become part of. */
export function isMoved({ joined }: WindowRecord = {}): boolean {
  return joined !== undefined && joined.state !== 'draining';
}
