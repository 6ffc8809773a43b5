import type { Need } from '../consent/record.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import { WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { HeldBack } from '../sending/heldBack.js';
import { needOf } from '../sending/outgoing.js';
import { firstId } from '../sending/partIds.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { intentOf, type TemplateReference } from '../templates/message.js';
import { CountedList, type Moving } from '../window/counted.js';
import type { WindowTracker } from '../window/tracker.js';
import type { WaitingMeasure } from '../window/waitingIndex.js';
import { type Held, type HeldReport, heldReport } from './held.js';
import { type HoldEnd, tellOutcome } from './outcome.js';
import type { HoldSettings } from './settings.js';

/** A message as the channel sends it. */
export interface Message {
  readonly id: string;
  readonly activity: Activity;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** When it was said, if it has left, waited or been held before, in epoch ms. */
  readonly saidAt?: number | undefined;
}

interface Left {
  /** The message's id. */
  readonly id: string;
  /** In epoch ms. */
  readonly at: number;
}

const superseded = 'A newer message with the same key has taken its place while it was held.';

export interface ShelfDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly tracker: WindowTracker;
  readonly settings: HoldSettings;
  readonly observe?: Observer | undefined;
  /** Has what is held looked after in the conversation's lane. */
  readonly wake: (lane: string) => Promise<void>;
  /** A write that keeps a message from being sent when a status tells of an earlier try. */
  readonly dropped: (message: string) => Write;
  /** A write that keeps how a message ended, for the record of the decision to hold it. Nothing if none is kept. */
  readonly endWrite: (message: string, outcome: HoldEnd | 'refused') => Write | undefined;
  /** The same for the transcript of the conversation. Missing if none is kept. */
  readonly transcriptWrite?:
    | ((conversation: Conversation, message: string, outcome: HoldEnd | 'refused') => Write)
    | undefined;
  /** A write that tells a notification that its message will not be sent. */
  readonly ended: (notification: string, state: 'refused' | 'failed', reason: string) => Write;
}

/** What is held for each person, in order: how it gets there, and how it leaves without being sent. */
export class Shelf {
  readonly #deps: ShelfDeps;
  readonly #held: CountedList<Held>;
  /** What the messages say, each in a row of its own: it may be large, and the list is written anew for each change. */
  readonly #contents: Table<Activity>;
  /** By lane and key: the last message that left under the key, so that an older one does not come after it. */
  readonly #left: Table<Left>;

  constructor(deps: ShelfDeps) {
    this.#deps = deps;
    this.#left = new Table(deps.store, 'held-left', { ttlMs: deps.settings.keptMs });
    this.#contents = new Table(deps.store, 'held-contents');
    this.#held = new CountedList(deps.store, deps.tracker, 'held', 'held');
  }

  /**
   * Holds a message; one that is held already keeps its place. Resolves with whether it is held: not if a newer one with
   * its key is.
   *
   * @throws WindowClosedError if as many are held for the person as may be.
   */
  async add(
    conversation: Conversation,
    message: Message,
    { decision, sendId }: HeldBack,
    lease: Lease,
  ): Promise<boolean> {
    const { clock, settings, wake } = this.#deps;
    const lane = conversationId(conversation);
    const asking = askingOf(decision);
    const { desk } = intentOf(message.activity);
    const { key } = decision;
    const since = clock.now();
    const { activity, ...rest } = message;
    const need = needOf(message);
    const held: Held = {
      ...rest,
      ...(need && { need }),
      id: firstId(message.id),
      sendId,
      ...(key !== undefined && { key }),
      ...(asking && { asking }),
      ...(desk && { desk }),
      since,
      until: since + settings.keptMs,
    };
    const list = await (lease.lane === lane ? this.#held.readIn(lease, lane) : this.#held.read(lane));
    const isHeld = list.some(({ id }) => id === held.id);
    const sameKey = isHeld || key === undefined ? [] : list.filter((each) => each.key === key);
    if (sameKey.some((each) => isNewer(each, held)) || (await this.#hasNewerLeft(lane, held, lease))) {
      this.#end(conversation, held, 'superseded', lease, superseded);
      return false;
    }
    if (list.length - sameKey.length >= settings.most && !isHeld) {
      this.#keepRefused(conversation, held.id, lease);
      const tooMany = `The customer service window is closed, and ${settings.most} messages are held for the person already.`;
      throw new WindowClosedError(tooMany, undefined);
    }
    const replaced = new Set(sameKey.map(({ id }) => id));
    const change = (all: readonly Held[]) =>
      all.some(({ id }) => id === held.id)
        ? all.map((each) => (each.id === held.id ? { ...each, sendId } : each))
        : [...all.filter((each) => !replaced.has(each.id)), held];
    const contents = [this.#contents.set(keyOf(lane, held.id), activity), ...this.#without(lane, replaced)];
    const put = () => this.#held.change(conversation, lease, change, contents);
    if (lease.lane === lane) {
      // First, because its turn comes after this one in any case, and without it the message would be held for ever.
      await wake(lane);
      await put();
    } else {
      await put();
      await wake(lane);
    }
    if (!isHeld) tellOutcome(this.#deps.observe, conversation, 'held');
    for (const each of sameKey) this.#end(conversation, each, 'superseded', lease, superseded);
    return true;
  }

  /** A message with this key has left, or is about to. */
  async left(conversation: Conversation, key: string, { id }: Pick<Message, 'id'>, lease: Lease): Promise<void> {
    const lane = conversationId(conversation);
    const left = this.#left.set(keyOf(lane, key), { id: firstId(id), at: this.#deps.clock.now() });
    if (lease.lane === lane) lease.stage(left);
    else await this.#left.commit([left]);
  }

  /** Like `left`, of a message that was not held: the older ones under it are held no more. */
  async supersede(conversation: Conversation, key: string, { id }: Pick<Message, 'id'>, lease: Lease): Promise<void> {
    const lane = conversationId(conversation);
    await this.left(conversation, key, { id }, lease);
    const list = await (lease.lane === lane ? this.#held.readIn(lease, lane) : this.#held.read(lane));
    const older = list.filter((each) => each.key === key && each.id !== id);
    await this.remove(conversation, new Set(older.map((each) => each.id)), lease);
    for (const each of older) this.#end(conversation, each, 'superseded', lease, superseded);
  }

  /** What is held and has not been for too long. The rest is taken out. */
  async unexpired(conversation: Conversation, lease: Lease): Promise<readonly Held[]> {
    const list = await this.#held.readIn(lease, lease.lane);
    const now = this.#deps.clock.now();
    const expired = list.filter(({ until }) => until <= now);
    if (expired.length === 0) return list;
    await this.remove(conversation, new Set(expired.map(({ id }) => id)), lease);
    for (const each of expired) this.#end(conversation, each, 'expired', lease, expiredReason(each));
    return list.filter(({ until }) => until > now);
  }

  /** Messages are held no more, and the caller says what has become of them. */
  async remove(conversation: Conversation, ids: ReadonlySet<string>, lease: Lease): Promise<void> {
    if (ids.size === 0) return;
    const change = (all: readonly Held[]) => all.filter(({ id }) => !ids.has(id));
    await this.#held.change(conversation, lease, change, this.#without(conversationId(conversation), ids));
  }

  /** What a message says. `undefined` if it is held no more. */
  content(held: string, lease: Lease): Promise<Activity | undefined> {
    return this.#contents.readIn(lease, keyOf(lease.lane, held));
  }

  /** A message that was tried stays, for the reason that is given now, and leaves under another id. */
  async stay(conversation: Conversation, held: string, { decision, sendId }: HeldBack, lease: Lease): Promise<void> {
    const asking = askingOf(decision);
    await this.#held.change(conversation, lease, (all) =>
      all.map((each) => (each.id === held ? { ...without(each), sendId, ...(asking && { asking }) } : each)),
    );
  }

  /** Takes messages out that match, in the conversation's lane. Resolves with how many there were. */
  async cancel(conversation: Conversation, matches: (held: Held) => boolean, lease: Lease): Promise<number> {
    const list = await this.#held.readIn(lease, lease.lane);
    const found = list.filter(matches);
    const gone = new Set(found.map(({ id }) => id));
    if (gone.size === 0) return 0;
    await this.remove(conversation, gone, lease);
    for (const each of found) this.#end(conversation, each, 'cancelled', lease, 'It was cancelled while it was held.');
    return found.length;
  }

  /**
   * Moves what is held for the one conversation to the other, in the order of time. Of several messages with one key, the
   * newest stays. There may be more of them then than may be held at once.
   */
  async takeOverWrites(from: Conversation, to: Conversation): Promise<Moving> {
    const [lane, target] = [conversationId(from), conversationId(to)];
    const [moved, own] = await Promise.all([this.#held.read(lane), this.#held.read(target)]);
    const known = new Set(moved.map(({ id }) => id));
    const older = moved.length > 0 ? olderOnes([...own, ...moved]) : [];
    const gone = new Set(older.map(({ id }) => id));
    const merge = (kept: readonly Held[], added: readonly Held[]) =>
      [...kept.filter(({ id }) => !known.has(id)), ...added]
        .filter(({ id }) => !gone.has(id))
        .sort((one, other) => one.since - other.since);
    const keys = new Set([...own, ...moved].flatMap(({ key }) => (key === undefined ? [] : [key])));
    const { lists, counts } = this.#held.moveWrites(from, to, ({ id }) => known.has(id), merge);
    const writes = [
      ...lists,
      ...[...known].flatMap((id) => this.#contents.moveWrites(keyOf(lane, id), keyOf(target, id))),
      ...[...keys].flatMap((key) =>
        this.#left.moveWrites(keyOf(lane, key), keyOf(target, key), (one, other) => (other.at > one.at ? other : one)),
      ),
      ...this.#without(target, gone),
      ...older.flatMap((each) => this.#endWrites(to, each, 'superseded', superseded)),
    ];
    return { count: moved.length, writes, counts };
  }

  /** How much one of our numbers holds. */
  measure(business: string): Promise<WaitingMeasure> {
    return this.#held.measure(business);
  }

  /** Takes out what the person does not allow any more: `denied` says why, of what it needs. */
  async drop(
    conversation: Conversation,
    denied: (need: Need) => string | undefined | Promise<string | undefined>,
    lease: Lease,
  ): Promise<void> {
    const gone = new Map<string, string>();
    const list = await this.#held.readIn(lease, lease.lane);
    for (const { id, need } of list) {
      const reason = need && (await denied(need));
      if (reason !== undefined) gone.set(id, reason);
    }
    await this.remove(conversation, new Set(gone.keys()), lease);
    for (const each of list) {
      const reason = gone.get(each.id);
      if (reason !== undefined) this.#end(conversation, each, 'stopped', lease, reason);
    }
  }

  /** What is held for a person, in order. */
  async reports(conversation: Conversation): Promise<HeldReport[]> {
    const list = await this.#held.read(conversationId(conversation));
    const now = this.#deps.clock.now();
    return list.filter(({ until }) => until > now).map((held, at) => heldReport(held, conversation.business, at));
  }

  #end(conversation: Conversation, held: Held, outcome: HoldEnd, lease: Lease, reason: string): void {
    for (const write of this.#endWrites(conversation, held, outcome, reason)) lease.stage(write);
    tellOutcome(this.#deps.observe, conversation, outcome);
  }

  #endWrites(conversation: Conversation, { id, notification }: Held, outcome: HoldEnd, reason: string): Write[] {
    const kept = this.#keptWrites(conversation, id, outcome);
    const state = outcome === 'expired' ? 'failed' : 'refused';
    return [
      ...kept,
      this.#deps.dropped(id),
      ...(notification === undefined ? [] : [this.#deps.ended(notification, state, reason)]),
    ];
  }

  /** Whether a message under the same key was said after this one, and has left: of one that comes to be held late. */
  async #hasNewerLeft(lane: string, { id, key, saidAt }: Held, lease: Lease): Promise<boolean> {
    if (key === undefined || saidAt === undefined) return false;
    const row = keyOf(lane, key);
    const left = await (lease.lane === lane ? this.#left.readIn(lease, row) : this.#left.read(row));
    return left !== undefined && left.id !== id && left.at > saidAt;
  }

  #without(lane: string, ids: ReadonlySet<string>): Write[] {
    return [...ids].map((id) => this.#contents.set(keyOf(lane, id), undefined));
  }

  #keepRefused(conversation: Conversation, id: string, lease: Lease): void {
    for (const write of this.#keptWrites(conversation, id, 'refused')) lease.stage(write);
  }

  #keptWrites(conversation: Conversation, id: string, outcome: HoldEnd | 'refused'): Write[] {
    const { endWrite, transcriptWrite } = this.#deps;
    return [endWrite(id, outcome), transcriptWrite?.(conversation, id, outcome)].filter((write) => write !== undefined);
  }
}

function askingOf({ template: bound }: HeldBack['decision']): TemplateReference | undefined {
  if (!bound) return undefined;
  const { template, parameters } = bound;
  return { name: template.name, language: template.language, parameters };
}

function without({ asking: _, ...held }: Held): Held {
  return held;
}

function expiredReason({ asking }: Held): string {
  return asking
    ? 'It has expired: it was held, and the person did not write in time.'
    : 'It has expired: it was held for the end of a hand-off, which did not come in time.';
}

/** `of`: a held message's id, or a key. */
function keyOf(lane: string, of: string): string {
  return `${lane}/${of}`;
}

/** Those that a newer one with the same key takes the place of. */
function olderOnes(all: readonly Held[]): Held[] {
  return all.filter(
    (each) => each.key !== undefined && all.some((other) => other.key === each.key && isNewer(other, each)),
  );
}

/** Whether a message was said after another one: in the same millisecond, what is held at once after what had left. */
function isNewer(one: Held, other: Held): boolean {
  const [at, otherAt] = [one.saidAt ?? one.since, other.saidAt ?? other.since];
  return at > otherAt || (at === otherAt && one.saidAt === undefined && other.saidAt !== undefined);
}
