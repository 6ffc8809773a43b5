import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Addressed, type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import { CircularWaitError, LaneLostError, LinkRefusedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { isNumber, isUserId, personOf } from '../core/person.js';
import type { Write } from '../core/write.js';
import type { InboundMessage } from '../inbound/event.js';
import type { LaneItem, Lanes } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import { type JoinPayload, ownPayload } from './payload.js';

export interface LinksDeps {
  readonly tracker: WindowTracker;
  readonly lanes: Pick<Lanes, 'accept' | 'run' | 'leave'>;
  readonly observe?: Observer | undefined;
  /** All of our numbers. */
  readonly ours: () => readonly string[];
  /**
   * Everything else that is kept of a person, as writes that move it to the other id. Told with them whether the person
   * last wrote as the alias; `records` are the writes of the two window records.
   */
  readonly moved: (alias: Conversation, to: Conversation, records: Records) => Promise<Write[]>;
  /** What follows in the turn, once everything has moved. */
  readonly afterwards: (to: Conversation, lease: Lease) => Promise<unknown>;
  /** How long a turn waits for what is under way under the other id, in ms. */
  readonly mostWaitMs: number;
}

/** The writes of two window records that become one. See `WindowTracker.takeOverWrites`. */
export type Records = ReturnType<WindowTracker['takeOverWrites']>;

/** A conversation, and what is known of its window. */
interface Hop {
  readonly conversation: Addressed;
  readonly window: WindowRecord | undefined;
}

type JoinHow = Pick<JoinPayload, 'isAutomatic' | 'isLeft'>;

/** Links are followed so far at most. There are no circles, but a damaged store must not keep a turn for ever. */
const mostHops = 64;
const mostTries = 100;
const mostKnown = 10_000;

/**
 * People with two ids: their number and a user id, or an old number and a new one. The conversation of the one id, the
 * alias, becomes part of the other's, the canonical one, in three steps, each of which can be repeated:
 *
 * 1. The alias's window record says so, in the commit that accepts the link. From then on what comes for a user id is
 *    accepted into the canonical lane, so that the order of acceptance is the order of turns.
 * 2. A turn of the canonical lane waits until what was accepted into the alias's lane before has run (`draining`). From
 *    then on whatever still comes there goes on to the canonical lane (`drained`, see `forward`).
 * 3. The same turn moves everything that is kept under the alias, in one commit.
 */
export class Links {
  readonly #deps: LinksDeps;
  /** Pairs that statuses have shown and that are one. */
  readonly #known = new Set<string>();

  constructor(deps: LinksDeps) {
    this.#deps = deps;
  }

  /** Forgets which pairs are one. */
  forget(): void {
    this.#known.clear();
  }

  /** The conversation that counts: this one, or the one that it has become part of. Not a promise if none need be read. */
  resolve(conversation: Addressed): Addressed | Promise<Addressed> {
    const reading = this.#deps.tracker.read(conversation);
    if (reading instanceof Promise) return reading.then((window) => this.#beyond(conversation, window));
    return reading?.joined ? this.#beyond(conversation, reading) : conversation;
  }

  async #beyond(conversation: Addressed, window: WindowRecord | undefined): Promise<Addressed> {
    if (!window?.joined) return conversation;
    return (await this.#chain(next(conversation, window.joined.person))).at(-1)?.conversation ?? conversation;
  }

  /** All conversations of the person, that which counts first. */
  async all(conversation: Conversation): Promise<Conversation[]> {
    const { business } = conversation;
    const { person } = await this.resolve(conversation);
    const { aliases = [] } = (await this.#deps.tracker.read({ business, person })) ?? {};
    return [person, ...aliases].map((each) => ({ business, person: each }));
  }

  /** What is known of the window of a conversation that counts, with what is about to become part of it. */
  async window(conversation: Conversation): Promise<WindowRecord | undefined> {
    const own = await this.#deps.tracker.read(conversation);
    if (own?.joined?.state !== 'draining') {
      return own?.joined ? this.#deps.tracker.read(await this.resolve(conversation)) : own;
    }
    const other = await this.#deps.tracker.read(await this.resolve(conversation));
    return (own.lastInboundAt ?? 0) > (other?.lastInboundAt ?? 0) ? own : other;
  }

  /**
   * A person's message as it is accepted. A user id's goes to the conversation that it has become part of. What comes from
   * a number is passed on from its lane, so that nobody with one id alone costs a read, unless it `isUrgent`.
   */
  arrival(message: InboundMessage, isUrgent: boolean): InboundMessage | Promise<InboundMessage> {
    if (!isUrgent && !isUserId(message.person)) return message;
    const resolving = this.resolve({ business: message.business, person: message.person });
    if (resolving instanceof Promise) return resolving.then(({ person }) => movedTo(person, message));
    return movedTo(resolving.person, message);
  }

  /**
   * Two ids are one person's. Resolves once that is stored; what is kept under the alias moves in the canonical lane.
   * Nothing if they are one already.
   */
  async link(conversation: Conversation, alias: Conversation, isAutomatic = false): Promise<void> {
    const { tracker, lanes } = this.#deps;
    const [to, other] = await Promise.all([this.resolve(conversation), this.resolve(alias)]);
    const isOne = to.person === other.person;
    if (isOne && (await tracker.read(alias))?.joined?.state === undefined) return;
    const item = this.item(to, isOne ? alias.person : other.person, { isAutomatic });
    await lanes.accept([item], isOne ? [] : tracker.joinWrites(to, other, isAutomatic));
  }

  /**
   * What a status that shows the ids of its recipient brings, if the conversation of its message is known by one of them
   * alone.
   */
  async ofStatus(
    { business, person }: Conversation,
    { number, userId }: { readonly number?: string | undefined; readonly userId: string },
  ): Promise<{ item: LaneItem; writes: Write[] } | undefined> {
    // A status may call us its recipient.
    const shown = number === undefined || this.#deps.ours().includes(number) ? undefined : personOf(number);
    const to = isNumber(person) ? person : shown;
    const alias = isNumber(person) ? userId : person;
    if (to === undefined || !isUserId(alias)) return undefined;
    const pair = `${business}:${to}:${alias}`;
    if (this.#known.has(pair)) return undefined;
    const { joined } = (await this.#deps.tracker.read({ business, person: alias })) ?? {};
    // Statuses come three to a message: those that show what is known already cost nothing more.
    if (joined && joined.state === undefined) {
      if (this.#known.size >= mostKnown) this.#known.clear();
      this.#known.add(pair);
      return undefined;
    }
    const conversation = { business, person: to };
    const writes = this.#deps.tracker.joinWrites(conversation, { business, person: alias }, true);
    return { item: this.item(conversation, alias, { isAutomatic: true }), writes };
  }

  /** An item of the canonical lane that makes the alias part of its conversation. */
  item(to: Conversation, alias: string, how: JoinHow, id: string = randomUUID()): LaneItem {
    const payload = ownPayload({ kind: 'join', alias, ...how });
    return { id: `join:${id}`, lane: conversationId(to), payload };
  }

  /**
   * Makes everything of the alias part of the conversation, in a turn of its lane. If what is under way under the alias
   * takes too long, the turn goes on without that, and another one tries again.
   */
  async settle(conversation: Conversation, person: string, how: JoinHow, lease: Lease): Promise<void> {
    const { business } = conversation;
    const { isAutomatic = false, isLeft = false } = how;
    const alias = { business, person };
    for (let tries = 0; tries < mostTries; tries += 1) {
      const chain = await this.#chain(alias);
      const root = chain.at(-1);
      if (root?.conversation.person === conversation.person) {
        const hops = chain.slice(0, -1);
        const hop = hops.findLast(({ window }) => isToBeMoved(window)) ?? (isLeft && tries === 0 ? hops[0] : undefined);
        if (!hop) return;
        if (await this.#take(conversation, hop, isAutomatic, lease)) continue;
        await this.#deps.lanes.accept([this.item(conversation, person, how)]);
        return;
      }
      // This conversation is about to become part of another one itself, whose lane does it.
      const own = await this.#deps.tracker.read(conversation);
      if (own?.joined || !root) return this.link(conversation, alias, isAutomatic);
      if (isAutomatic && !isOnly(conversation.person, root)) return this.#refuse();
      await this.#commit(this.#deps.tracker.joinWrites(conversation, root.conversation, isAutomatic), lease);
    }
  }

  /** Resolves with whether it was done. */
  async #take(to: Conversation, { conversation: alias, window }: Hop, isAutomatic: boolean, lease: Lease) {
    const { tracker, moved, ours, afterwards } = this.#deps;
    if (window?.joined?.state === 'draining' && !(await this.#drain(to, alias, lease))) return false;
    if (isAutomatic) {
      // A person has one user id for all numbers of a business.
      for (const business of ours()) {
        if (business === to.business) continue;
        await this.link({ business, person: to.person }, { business, person: alias.person }, true);
      }
    }
    const records = tracker.takeOverWrites(alias, to);
    await this.#commit(await moved(alias, to, records), lease);
    await afterwards(to, lease);
    return true;
  }

  /** Waits until what was accepted into the alias's lane has run. Resolves with whether it has. */
  async #drain(to: Conversation, alias: Conversation, lease: Lease): Promise<boolean> {
    const { lanes, tracker, mostWaitMs } = this.#deps;
    let isWanted = true;
    const work = async (own: Lease) => {
      if (isWanted) own.stage(tracker.drainedWrite(alias, to));
      return isWanted;
    };
    const done = lanes.run(conversationId(alias), work, lease).catch((error: unknown) => {
      if (error instanceof CircularWaitError) return false;
      throw error;
    });
    const settled = new AbortController();
    const late = wait(mostWaitMs, false, { signal: settled.signal, ref: false }).catch(() => false);
    try {
      return await Promise.race([done, late]);
    } finally {
      isWanted = false;
      settled.abort();
      done.catch(() => {});
    }
  }

  async #commit(writes: readonly Write[], lease: Lease): Promise<void> {
    const [stored] = await this.#deps.lanes.leave([{ lease, writes }]);
    if (stored) return;
    lease.refuseIfLost();
    throw new LaneLostError();
  }

  /** From a conversation to that which counts. */
  async #chain(first: Addressed): Promise<Hop[]> {
    const hops: Hop[] = [];
    let conversation: Addressed | undefined = first;
    while (conversation && hops.length < mostHops) {
      const window: WindowRecord | undefined = await this.#deps.tracker.read(conversation);
      hops.push({ conversation, window });
      conversation = window?.joined && next(conversation, window.joined.person);
    }
    return hops;
  }

  #refuse(): void {
    this.#deps.observe?.({ kind: 'fault', where: 'link', error: new LinkRefusedError() });
  }
}

/** A message of an alias, as one of the person that counts. */
export function movedTo(person: string, message: InboundMessage): InboundMessage {
  if (person === message.person) return message;
  const { alias, ...rest } = message;
  // Whoever shows both ids writes from the number.
  const isOther = alias !== undefined && alias !== person;
  return { ...rest, person, sentFrom: message.sentFrom ?? message.person, ...(isOther && { alias }) };
}

function next({ business, person: alias, address = alias }: Addressed, person: string): Addressed {
  return { business, person, ...(address !== person && { address }) };
}

/** Something of a conversation that has become part of another is still there. */
function isToBeMoved({ joined, held, outbox }: WindowRecord = {}): boolean {
  return joined?.state !== undefined || held !== undefined || outbox !== undefined;
}

/** Whether no other number is known of the person whose id this is. */
function isOnly(number: string, { conversation: { person }, window }: Hop): boolean {
  return ![person, ...(window?.aliases ?? [])].some((each) => isNumber(each) && each !== number);
}
