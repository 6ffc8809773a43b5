import type { Clock } from '../core/clock.js';
import {
  type Addressed,
  type Asked,
  type Closing,
  type Conversation,
  conversationId,
  type DeskHold,
  type Joined,
  type WindowRecord,
} from '../core/conversation.js';
import { hasSpellings, isNumber } from '../core/person.js';
import { ClockSkew, isSkewed } from '../core/skew.js';
import type { Write } from '../core/write.js';
import { rememberedMs } from '../store/lives.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { customerServiceWindowMs } from './decide.js';
import { answered, leftBehind, together, wroteLast } from './together.js';

/** How long what is known of a silent person is kept by default, in ms: 18 months of 30.5 days. */
const eighteenMonths = 549 * 24 * 60 * 60 * 1000;
/** Statuses may come, and callbacks be repeated, for that long after a message. */
const leastKeptMs = 30 * 24 * 60 * 60 * 1000;

const mostAhead = 20;

/** How far the provider's clock may be ahead of ours, in ms, so that no message falls between this and the ids. */
const skewMs = 60 * 60 * 1000;

/** What is wrong with `windowsKeptMs`, as a sentence; `undefined` for nothing. */
export function keptFault(keptMs: number = eighteenMonths): string | undefined {
  if (Number.isFinite(keptMs) && keptMs >= leastKeptMs) return undefined;
  return 'windowsKeptMs: must be a number of milliseconds, and at least 30 days.';
}

/** The lists of a conversation whose length stands in its record. */
export type Counted = 'outbox' | 'held';

/** The person who wrote, and what they call themselves. */
export type Writer = Addressed & { readonly profileName?: string | undefined };

/** What more is known of a refusal. Times in epoch ms. */
export interface Refusal {
  /** The record's `lastInboundAt` when it left. */
  readonly heardAt?: number | undefined;
  /** When the provider refused it, by the provider's clock. */
  readonly toldAt?: number | undefined;
}

export interface WindowTrackerOptions {
  /**
   * How long the record of a person is kept who neither writes nor is refused a message, in ms; afterwards they are a
   * new person. Default: 18 months.
   */
  readonly keptMs?: number | undefined;
  /** How far our clock is off. Default: not at all. */
  readonly skew?: ClockSkew | undefined;
}

/**
 * Remembers when the person of each conversation last wrote. Store errors are passed on: they are never treated as a
 * closed window or an open one.
 *
 * Times of messages come from the provider's clock, and times of refusals from ours. In a record, all are on whichever
 * of the two clocks is behind, as far as their skew is known, so that they can be compared: and so that a window that
 * our clock judges never seems open for longer than it is.
 */
export class WindowTracker {
  readonly #records: Table<WindowRecord>;
  readonly #clock: Clock;
  readonly #skew: ClockSkew;

  constructor(store: Store, clock: Clock, { keptMs = eighteenMonths, skew }: WindowTrackerOptions = {}) {
    this.#records = new Table(store, 'windows', { ttlMs: keptMs });
    this.#clock = clock;
    this.#skew = skew ?? new ClockSkew(clock);
  }

  /**
   * What is known about the window; `undefined` for a person who never wrote to this number. Not a promise if the store
   * is in this process.
   */
  read(conversation: Conversation): WindowRecord | undefined | Promise<WindowRecord | undefined> {
    return this.#records.read(conversationId(conversation));
  }

  /**
   * Records a person's message. `at` is the message's own timestamp in epoch ms, not the time of arrival, because a
   * callback can be hours late. An older message never moves the window back, a time in the future counts as now, and
   * `undefined` (no usable timestamp) does not open the window.
   */
  async recordInbound(
    conversation: Writer,
    messageId: string | undefined,
    at: number | undefined,
  ): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), this.#inbound(conversation, messageId, at));
  }

  /** Like `recordInbound`, as a write of a larger commit. */
  inboundWrite(conversation: Writer, messageId: string, at: number | undefined): Write {
    return this.#records.change(conversationId(conversation), this.#inbound(conversation, messageId, at));
  }

  /**
   * Where messages to the person go. If their number has two spellings, this is the one in which the provider writes
   * it, or until they write, the one that a program wrote last. Not a promise if the number has only one, or if the
   * conversation was given with the address (see `addressed`).
   */
  addressOf(conversation: Addressed): string | Promise<string> {
    const { person, address: given } = conversation;
    if (given !== undefined) return given;
    if (!hasSpellings(person)) return person;
    const address = (record: WindowRecord | undefined) => record?.address ?? record?.givenAddress ?? person;
    const reading = this.read(conversation);
    return reading instanceof Promise ? reading.then(address) : address(reading);
  }

  /** Keeps the address as a program wrote it, as a write of a larger commit; none if there is nothing to keep. */
  addressWrites(conversation: Addressed): Write[] {
    const { person, address = person } = conversation;
    if (!hasSpellings(person) && address === person) return [];
    return [
      this.#records.change(conversationId(conversation), (current) =>
        (current?.givenAddress ?? person) === address ? current : { ...current, givenAddress: address },
      ),
    ];
  }

  /** Like `addressWrites`, in a commit of its own. */
  recordAddress(conversation: Addressed): Promise<void> {
    return this.#records.commit(this.addressWrites(conversation));
  }

  /**
   * Whether a message was taken before, although it is so old that its id may be forgotten: it is the person's latest,
   * or they have written since. A message that comes for the first time a week late, and after a newer one of the
   * person, counts as taken, too: nobody waits for its answer any more.
   */
  async wasTakenLongAgo(conversation: Conversation, messageId: string, at: number | undefined): Promise<boolean> {
    if (at === undefined || !this.isOld(at)) return false;
    const { lastInboundAt, firstMessageId, lastMessageId = firstMessageId } = (await this.read(conversation)) ?? {};
    return lastInboundAt !== undefined && (at < lastInboundAt || messageId === lastMessageId);
  }

  /** Whether a message is so old that its id may be forgotten. */
  isOld(at: number | undefined): boolean {
    return at !== undefined && this.#clock.now() - at > rememberedMs - skewMs;
  }

  /** The person's data is erased. `onRead` gets the record as it was when the write is evaluated. */
  eraseWrite(conversation: Conversation, onRead: (record: WindowRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      onRead(current);
      return undefined;
    });
  }

  /**
   * The provider refused a free-form message as outside the window, which left at `leftAt` by our clock: closed until
   * the person writes after that.
   */
  recordRefusal(conversation: Conversation, leftAt: number, more: Refusal = {}): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), this.#refusal(leftAt, more));
  }

  /** Like `recordRefusal`, as a write of a larger commit. */
  refusalWrite(conversation: Conversation, leftAt: number, more: Refusal = {}): Write {
    return this.#records.change(conversationId(conversation), this.#refusal(leftAt, more));
  }

  /** The length of one of the conversation's lists, as the commit finds it. */
  countWrite(conversation: Conversation, list: Counted, length: () => number): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      const { [list]: before = 0, ...rest } = current ?? {};
      const next = length();
      if (before === next) return current;
      return next > 0 ? { ...rest, [list]: next } : rest;
    });
  }

  /** The template that asks the person to answer has left, or it turned out that the person never got it. */
  askedWrite(conversation: Conversation, change: (record: WindowRecord) => Asked | undefined): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      const { asked: before, ...rest } = current ?? {};
      const asked = change(current ?? {});
      return asked === before ? current : { ...rest, ...(asked && { asked }) };
    });
  }

  /** Calls back with the record when the write is evaluated, for another write of the same commit. Changes nothing. */
  peekWrite(conversation: Conversation, onRead: (record: WindowRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      onRead(current);
      return current;
    });
  }

  /** A message on our own account has left: an alert, or another one. */
  alertWrite(conversation: Conversation, topic: string | undefined): Write {
    const at = this.#skew.ofOurs(this.#clock.now());
    return this.#records.change(conversationId(conversation), (current) => {
      const { alert, ...rest } = current ?? {};
      if (topic === undefined) return alert ? rest : current;
      return { ...rest, alert: { topic, at, heardAt: rest.lastInboundAt } };
    });
  }

  /** A human has the conversation, for longer or no more. */
  deskWrite(conversation: Conversation, change: (desk: DeskHold | undefined) => DeskHold | undefined): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      const { desk: before, ...rest } = current ?? {};
      const desk = change(before);
      if (desk === before) return current;
      return desk ? { ...rest, desk } : rest;
    });
  }

  /** What is scheduled before the window closes, and what has run. */
  closingWrite(conversation: Conversation, next: Closing | undefined): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      const { closing, ...rest } = current ?? {};
      if (!closing && !next) return current;
      return next ? { ...rest, closing: next } : rest;
    });
  }

  /**
   * The alias's conversation becomes part of the other one: what comes from now on belongs there, and what was accepted
   * before still runs. Changes nothing if either of them is part of another one already. `isAutomatic`: nor if the alias
   * has had another number, because two numbers are made one only by a program that knows whose they are.
   */
  joinWrites(conversation: Conversation, alias: Conversation, isAutomatic: boolean): Write[] {
    const { person } = conversation;
    const at = this.#clock.now();
    let joined: Joined = { person, at, state: 'draining' };
    let isPart = false;
    const look = this.#records.change(conversationId(conversation), (current) => {
      isPart = current?.joined !== undefined;
      const { lastInboundAt: heardAt } = current ?? {};
      joined = { person, at, state: 'draining', ...(heardAt !== undefined && { heardAt }) };
      return current;
    });
    const mark = this.#records.change(conversationId(alias), (current) => {
      if (isPart) return current;
      if (current?.joined)
        return isStale(current.joined, joined) ? { ...current, joined: again(current.joined, joined) } : current;
      const others = (current?.aliases ?? []).filter((each) => isNumber(each) && each !== person);
      return isAutomatic && others.length > 0 ? current : { ...current, joined };
    });
    return [look, mark];
  }

  /** What was accepted for the alias before has run: what comes to its lane from now on belongs to the other person. */
  drainedWrite(alias: Conversation, { person }: Conversation): Write {
    return this.#records.change(conversationId(alias), (current) => {
      if (!current?.joined || (current.joined.person === person && current.joined.state !== 'draining')) return current;
      return { ...current, joined: { ...current.joined, person, state: 'drained' } };
    });
  }

  /** Moves what is known of the alias to the other person. */
  takeOverWrites(
    alias: Conversation,
    conversation: Conversation,
  ): {
    writes: Write[];
    /** Says, once the writes are evaluated, whether the person last wrote as the alias before the two became one. */
    told: () => boolean;
  } {
    let from: WindowRecord = {};
    let isLast = false;
    const now = this.#clock.now();
    const leave = this.#records.change(conversationId(alias), (current) => {
      from = current ?? {};
      return leftBehind(from, { person: conversation.person, at: now });
    });
    const take = this.#records.change(conversationId(conversation), (current) => {
      isLast = wroteLast(from);
      return together(current ?? {}, from, { alias: alias.person, now, windowMs: customerServiceWindowMs });
    });
    return { writes: [leave, take], told: () => isLast };
  }

  /** The bot has been told of these other ids of the person. */
  toldWrite(conversation: Conversation, aliases: readonly string[]): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      if (!current?.untold) return current;
      const { untold, ...rest } = current;
      const left = untold.filter((alias) => !aliases.includes(alias));
      return left.length > 0 ? { ...rest, untold: left } : rest;
    });
  }

  /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
  lookWrite(conversation: Conversation, onKnown: (record: WindowRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => current, onKnown);
  }

  #inbound(
    { person, address: written = person, profileName: name }: Writer,
    messageId: string | undefined,
    at: number | undefined,
  ) {
    const isOneWay = !hasSpellings(person) && written === person;
    // An invalid Date gives NaN. Every comparison with it is false, so it would replace a real time.
    const now = this.#clock.now();
    const given = at !== undefined && Number.isFinite(at) ? this.#skew.ofProvider(at) : undefined;
    const time = given === undefined ? undefined : Math.min(given, now);
    const isAhead = given !== undefined && given > now && isSkewed(given - now);
    return (current: WindowRecord | undefined): WindowRecord | undefined => {
      const { lastInboundAt, firstMessageId, ahead = [] } = current ?? {};
      const isNews = messageId === undefined || !ahead.includes(messageId);
      const isLater = isNews && time !== undefined && time > (lastInboundAt ?? Number.NEGATIVE_INFINITY);
      const first = firstMessageId ?? messageId;
      // Of several ids, they may have gone back to the first. A late message does not say where they are now.
      const isWhere = !isOneWay || current?.address !== undefined;
      const isKept = !isLater && current?.address !== undefined && !hasSpellings(person);
      const address = isKept ? current.address : isWhere ? written : undefined;
      // Also if another message counted as of now in the same millisecond.
      const isNewAhead = isNews && isAhead && messageId !== undefined;
      if (!isLater && !isNewAhead && first === firstMessageId && address === current?.address) return current;
      // A message that opens the window answers the template that asked for one, whatever its time is. So does one that
      // was written after it, even if we hear of it when the window has closed again.
      const isOpening = isLater && now - time < customerServiceWindowMs;
      const isAnswer = isOpening || (isLater && time > (current?.asked?.at ?? now));
      return {
        ...current,
        ...(isLater && { lastInboundAt: time }),
        ...(isLater && name && { name }),
        ...(isAnswer && current?.asked && { asked: answered(current.asked) }),
        ...(isLater && messageId !== undefined && messageId !== first && { lastMessageId: messageId }),
        ...(isNewAhead && { ahead: [...ahead, messageId].slice(-mostAhead) }),
        ...(first !== undefined && { firstMessageId: first }),
        ...(address !== undefined && { address }),
      };
    };
  }

  /**
   * The message left before the provider refused it, so the refusal's own time is a bound where the skew is not known.
   * In any case the refusal is about what was known when the message left.
   */
  #refusal(leftAt: number, { heardAt = Number.NEGATIVE_INFINITY, toldAt }: Refusal) {
    const until = toldAt === undefined ? Number.POSITIVE_INFINITY : this.#skew.ofProvider(toldAt);
    const refusedAt = Math.max(heardAt, Math.min(this.#skew.ofOurs(leftAt), until));
    return (current: WindowRecord | undefined): WindowRecord | undefined =>
      refusedAt <= (current?.refusedAt ?? Number.NEGATIVE_INFINITY) ? current : { ...current, refusedAt };
  }
}

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** A record is forgotten if it is not written for long, and links are needed for as long as the person writes. */
function isStale(before: Joined, now: Joined): boolean {
  return before.person === now.person && now.at - before.at > monthMs;
}

function again(before: Joined, { at }: Joined): Joined {
  return { ...before, at };
}

/** Times may be in whole seconds, and the skew of two clocks is never known exactly. In ms. */
const toleranceMs = 5000;

/**
 * The alert that a STOP answers: the last message on our own account, if the person has not written since. `at`: when
 * they wrote the STOP, which can come late; in epoch ms.
 */
export function latestAlert(
  { alert, lastInboundAt }: WindowRecord = {},
  at: number = Number.POSITIVE_INFINITY,
): string | undefined {
  if (!alert || alert.heardAt !== lastInboundAt || alert.at > at + toleranceMs) return undefined;
  return alert.topic;
}
