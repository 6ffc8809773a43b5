import { randomUUID } from 'node:crypto';
import type { ConsentGate, Denied } from '../consent/gate.js';
import type { Activity } from '../core/activity.js';
import { type Clock, leastEpochMs } from '../core/clock.js';
import { type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Ledger } from '../sending/ledger.js';
import { firstId, isAgain } from '../sending/partIds.js';
import { refusalOf } from '../sending/send.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf } from '../templates/message.js';
import { asProactive, type Decision, decide, handedOffDecision, type WindowPolicy } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { decisionsKeptByDefault } from './kept.js';
import { Outcomes } from './outcomes.js';
import { isSameDecision, type Made, type Packed, pack, unpack } from './packed.js';
import type { DecisionForecast, DecisionRecord, HeldEnd } from './record.js';
import { endOf, sentenceOf, settingOf } from './sentence.js';

export interface DecisionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly policy: WindowPolicy;
  readonly templates: TemplateCatalog;
  readonly tracker: Pick<WindowTracker, 'read'>;
  readonly ledger: Ledger;
  /** Missing if the program does without consent. */
  readonly consent?: Pick<ConsentGate, 'denied'> | undefined;
  /** What becomes of what is sent on our own account while a human has the conversation. */
  readonly handedOff: 'hold' | 'send' | 'refuse';
  /** For how long records are kept, in ms; 0 keeps none. */
  readonly keptMs?: number | undefined;
  readonly observe?: Observer | undefined;
}

/** A message that was refused before it came to sending. */
interface Refused {
  readonly decision: Decision;
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly window: WindowRecord | undefined;
  /** The turn that it was said in. */
  readonly turn: Turn | undefined;
}

/** A record, and the conversation that it belongs to. */
interface Found {
  readonly from: string;
  readonly packed: Packed;
}

const hourMs = 60 * 60 * 1000;
/** A store cannot list its keys, so what is looked for is asked for by the hour: so many at once. */
const hoursAtOnce = 31 * 24;
/** A chunk is written as a whole with each record, so a busy hour has several. */
const mostInChunk = 8;
const mostBusy = 20_000;

/**
 * Why each message left as it did. The records of a conversation stand in one list for each hour, and are written with
 * the end of the turn that made them: in a commit that happens anyway.
 */
export class Decisions {
  readonly #deps: DecisionsDeps;
  readonly #chunks: Table<readonly Packed[]>;
  readonly #heldEnds: Table<HeldEnd>;
  readonly #outcomes: Outcomes;
  readonly #keptMs: number;
  /** The number of the chunk that is written to now, for conversations with more than one in this hour. */
  readonly #busy = new Map<string, number>();
  /** The latest hour that anything was written in. A clock that can be moved can be put back. */
  #lastHour = 0;

  constructor(deps: DecisionsDeps) {
    this.#deps = deps;
    this.#keptMs = deps.keptMs ?? decisionsKeptByDefault;
    this.#chunks = new Table(deps.store, 'decisions', { ttlMs: this.#keptMs + hourMs });
    this.#heldEnds = new Table(deps.store, 'held-ends', { ttlMs: this.#keptMs + hourMs });
    this.#outcomes = new Outcomes(deps.ledger, this.#heldEnds);
  }

  /** Keeps what was decided, with the end of the lease's turn. */
  record(made: Made, lease: Lease): void {
    const write = this.#write(made);
    if (write) lease.stage(write);
  }

  /** A write that keeps how a message ended that was to be held, and was never sent. Nothing if no records are kept. */
  heldEndWrite(message: string, outcome: HeldEnd['outcome']): Write | undefined {
    return this.#keptMs === 0 ? undefined : this.#heldEnds.set(message, { outcome, at: this.#deps.clock.now() });
  }

  /** Keeps why a message was refused that has not come as far as sending: in its turn, if it was said in one. */
  refused({ turn, ...refused }: Refused): void {
    if (turn?.lease.isLost) return;
    const id = intentOf(refused.activity).id ?? turn?.nextMessageId() ?? randomUUID();
    const made = { ...refused, id, notification: turn?.notification };
    if (turn && !turn.lease.isOver) this.record(made, turn.lease);
    else this.#recordNow(made);
  }

  /** Keeps what was decided outside of any turn. Nobody waits for it. */
  #recordNow(made: Made): void {
    const write = this.#write(made);
    if (!write) return;
    this.#chunks.commit([write]).catch((error: Error) => {
      this.#deps.observe?.({ kind: 'fault', where: 'decisions', error });
    });
  }

  /** The records of these conversations are erased: the next ones begin anew. */
  forget(conversations: readonly Conversation[]): void {
    const erased = conversations.map((each) => `${conversationId(each)}/`);
    for (const key of this.#busy.keys()) if (erased.some((start) => key.startsWith(start))) this.#busy.delete(key);
  }

  async #denied(activity: Activity, conversation: Conversation, decision: Decision): Promise<Denied | undefined> {
    const isMarketing = decision.kind === 'template' && decision.template.template.category === 'marketing';
    return this.#deps.consent?.denied(conversation, { topic: intentOf(activity).topic, isMarketing });
  }

  /** What would happen to a message on our own account now, and why. @throws InvalidInputError, and the errors of `decide`. */
  async explain(activity: Activity, conversation: Conversation): Promise<DecisionForecast> {
    const { policy, clock, templates, tracker } = this.#deps;
    if (typeof activity !== 'object' || activity === null) {
      throw new InvalidInputError('activity', 'must be an activity, as { type: "message", text }');
    }
    if ((activity.type ?? 'message') !== 'message') {
      throw new InvalidInputError('activity.type', 'must be "message": nothing is decided about other activities');
    }
    const window = await tracker.read(conversation);
    const now = clock.now();
    const decided = decide(activity, window, now, templates, policy);
    const type = decided.conversationType;
    const byWindow = handedOffDecision(asProactive(activity), window, this.#deps.handedOff, type) ?? decided;
    const denied = byWindow.kind === 'refuse' ? undefined : await this.#denied(activity, conversation, byWindow);
    const decision = denied ? refusalOf(denied, byWindow) : byWindow;
    const facts = unpack(pack({ decision, activity, conversation, window, id: '' }, policy, now));
    const { outbox: behind = 0, held = 0 } = window ?? {};
    return { ...facts, sentence: sentenceOf(facts, { isForecast: true }), behind, held };
  }

  /**
   * The records of some conversations since a time, in the order of time. Default: all that are kept.
   *
   * @throws InvalidInputError for a time in seconds.
   */
  since(
    conversations: readonly Conversation[] | (() => Promise<readonly Conversation[]>),
    since?: number,
  ): AsyncIterableIterator<DecisionRecord> {
    const { clock } = this.#deps;
    const earliest = clock.now() - this.#keptMs;
    if (since !== undefined && !(since >= leastEpochMs)) {
      throw new InvalidInputError('since', 'must be a time in epoch milliseconds; what is given reads like seconds');
    }
    return this.#since(conversations, Math.max(since ?? earliest, earliest));
  }

  async *#since(
    given: readonly Conversation[] | (() => Promise<readonly Conversation[]>),
    from: number,
  ): AsyncGenerator<DecisionRecord> {
    const { clock } = this.#deps;
    const conversations = typeof given === 'function' ? await given() : given;
    const last = Math.max(hourOf(clock.now()), this.#lastHour);
    for (let hour = hourOf(from); hour <= last; hour += hoursAtOnce) {
      const hours = Array.from({ length: Math.min(hoursAtOnce, last - hour + 1) }, (_, index) => hour + index);
      const found = await Promise.all(conversations.map((conversation) => this.#found(conversation, hours)));
      const records = found.flat().filter(({ packed }) => (packed.u ?? packed.t) >= from);
      yield* await this.#told(records.sort((one, other) => one.packed.t - other.packed.t));
    }
  }

  /** The records of one notification, in the order of time. */
  async ofNotification(id: string, all: readonly Conversation[], since: number): Promise<DecisionRecord[]> {
    const records: DecisionRecord[] = [];
    for await (const record of this.since(all, since)) {
      if (record.notification === id) records.push(record);
    }
    return records;
  }

  #write(made: Made): Write | undefined {
    const { policy, clock } = this.#deps;
    if (this.#keptMs === 0) return undefined;
    const packed = pack(made, policy, clock.now());
    const hour = hourOf(packed.t);
    if (hour > this.#lastHour) {
      this.#lastHour = hour;
      this.#busy.clear();
    }
    const first = keyOf(made.conversation, hour);
    const number = this.#busy.get(first) ?? 0;
    return this.#chunks.change(
      chunkOf(first, number),
      (list = []) => added(list, packed),
      (stored) => {
        if ((stored?.length ?? 0) >= mostInChunk) this.#next(first, number + 1);
      },
    );
  }

  #next(first: string, number: number): void {
    this.#busy.set(first, number);
    const [oldest] = this.#busy.size > mostBusy ? this.#busy.keys() : [];
    if (oldest !== undefined) this.#busy.delete(oldest);
  }

  async #found(conversation: Conversation, hours: readonly number[]): Promise<Found[]> {
    const found: Found[] = [];
    let firsts = hours.map((hour) => keyOf(conversation, hour));
    for (let number = 0; firsts.length > 0; number += 1) {
      const lists = await this.#chunks.readMany(firsts.map((first) => chunkOf(first, number)));
      for (const packed of lists.flatMap((list) => list ?? [])) found.push({ from: conversation.business, packed });
      firsts = firsts.filter((_, index) => (lists[index]?.length ?? 0) >= mostInChunk);
    }
    return found;
  }

  async #told(found: readonly Found[]): Promise<DecisionRecord[]> {
    const afterwards = await this.#outcomes.of(found.map(({ packed }) => packed));
    return found.map(({ from, packed }, index) => {
      const { m: message, n: notification, s, k, x, u } = packed;
      const facts = unpack(packed);
      const then = afterwards[index] ?? { parts: [] };
      return {
        message: firstId(message),
        from,
        ...(notification !== undefined && { notification }),
        ...facts,
        ...(s && { wasFreeForm: true }),
        ...(k && { isFallback: true }),
        ...(isAgain(message) && { isOnceMore: true }),
        ...(x !== undefined && { times: x + 1 }),
        ...(u !== undefined && { lastAt: u }),
        sentence: sentenceOf(facts, settingOf(packed)) + endOf(then.ended),
        afterwards: then,
      };
    });
  }
}

/** A message that waits is tried again and again: that it is decided the same each time is one record. */
function added(list: readonly Packed[], packed: Packed): readonly Packed[] {
  const last = list.at(-1);
  if (!last || !isSameDecision(last, packed)) return [...list, packed];
  return [...list.slice(0, -1), { ...last, x: (last.x ?? 0) + 1, u: packed.t }];
}

function hourOf(at: number): number {
  return Math.floor(at / hourMs);
}

function keyOf(conversation: Conversation, hour: number): string {
  return `${conversationId(conversation)}/${hour}`;
}

function chunkOf(first: string, number: number): string {
  return number === 0 ? first : `${first}.${number}`;
}
