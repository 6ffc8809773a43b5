import type { Clock } from '../core/clock.js';
import { conversationOf, lastFour } from '../core/conversation.js';
import { DeskDeliveryError, LaneLostError, StoreError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Leaving } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { keptMs } from './book.js';
import type { Desk, DeskEvent, DeskNews } from './desk.js';
import type { DeskMessage } from './record.js';

export interface DeskQueueDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Missing if nobody is to be told. */
  readonly desk?: Desk | undefined;
  readonly observe?: Observer | undefined;
  /** How long a turn may take, in ms. */
  readonly turnLimitMs?: number | undefined;
  /** Has `perform` called in the queue's lane, now or later: in place of an earlier call for later. */
  readonly wake: (queue: string) => Promise<void>;
  readonly wakeAt: (queue: string, at: number) => Promise<void>;
  /** See `Lanes.leave`. */
  readonly leave: (messages: readonly Leaving[]) => Promise<readonly (readonly unknown[] | undefined)[]>;
  /** What was said before a hand-off. */
  readonly transcript: (handOff: { readonly queue: string; readonly id: string }) => Promise<readonly DeskMessage[]>;
}

/** The place of an event, which is kept by itself: so a long list costs little to change. */
interface Waiting extends Pick<DeskEvent, 'id' | 'sequence' | 'at'> {}

interface Row {
  /** The number of the next event. */
  readonly next: number;
  readonly waiting: readonly Waiting[];
  /** How often the first of them was not taken, and when it is tried again, in epoch ms. */
  readonly tries?: number;
  readonly retryAt?: number;
}

/** After so many deliveries, other turns have their turn. */
const mostAtOnce = 8;
/** How long a desk may take for one event at most, in ms. */
const longestMs = 20_000;
/** The pause after a delivery that failed, doubled each time, in ms; and after one that the desk has refused. */
const soon = { first: 2000, longest: 5 * 60_000 };
const slowly = { first: 5 * 60_000, longest: 60 * 60_000 };

/**
 * What the desk is to be told: a list for each conversation that was handed off, delivered in a lane of its own, in
 * order. An event is committed with what it tells of. What cannot be delivered waits, and keeps no lane and no slot.
 */
export class DeskQueue {
  readonly #deps: DeskQueueDeps;
  readonly #rows: Table<Row>;
  readonly #events: Table<DeskNews>;

  constructor(deps: DeskQueueDeps) {
    this.#deps = deps;
    this.#rows = new Table(deps.store, 'desk-queues', { ttlMs: 2 * keptMs });
    this.#events = new Table(deps.store, 'desk-events', { ttlMs: 2 * keptMs });
  }

  get isOn(): boolean {
    return this.#deps.desk !== undefined;
  }

  /** Stages an event in the turn that it tells of. If the process ends right after that, the event goes out a little later. */
  async stage(queue: string, news: DeskNews, lease: Lease): Promise<void> {
    if (!this.isOn) return;
    // Before the event is there: a call too many finds nothing.
    await this.#deps.wakeAt(queue, this.#deps.clock.now() + soon.first);
    for (const write of this.writes(queue, news)) lease.stage(write);
  }

  /** The event, as a write of a larger commit. Nothing if nobody is to be told. */
  writes(queue: string, news: DeskNews): Write[] {
    if (!this.isOn) return [];
    const put = (row: Row | undefined): Row => {
      const { next = 1, waiting = [], ...rest } = row ?? {};
      if (waiting.some(({ id }) => id === news.id)) return { ...rest, next, waiting };
      const { id, at } = news;
      return { ...rest, next: next + 1, waiting: [...waiting, { id, at, sequence: next }] };
    };
    return [
      this.#events.set(keyOf(queue, news), news),
      // Should this fail, the call for later is there, or the next event brings one.
      this.#rows.change(queue, put, () => void this.#deps.wake(queue).catch(() => {})),
    ];
  }

  /** Delivers what waits, in the queue's lane, until one is not taken. */
  async perform(queue: string, lease: Lease): Promise<void> {
    const { desk, clock, wake, wakeAt } = this.#deps;
    if (!desk) return;
    for (let count = 0; ; count += 1) {
      const row = await this.#rows.read(queue);
      const [place] = row?.waiting ?? [];
      if (!row || !place) return;
      if (count === mostAtOnce) return wake(queue);
      if ((row.retryAt ?? 0) > clock.now()) return wakeAt(queue, row.retryAt ?? 0);
      lease.refuseIfLost();
      const news = await this.#events.read(keyOf(queue, place));
      if (news) {
        const event = { ...news, sequence: place.sequence };
        const failure = await this.#deliver(desk, queue, event, lease);
        if (failure) return this.#retry(queue, event, failure, row.tries ?? 0, lease);
        this.#tell(event, 'delivered');
      }
      const change = ({ waiting, next }: Row): Row => ({ next, waiting: waiting.filter(({ id }) => id !== place.id) });
      const gone = this.#events.set(keyOf(queue, place), undefined);
      await this.#commit([this.#rows.change(queue, (current) => current && change(current)), gone], lease);
    }
  }

  /** Has delivered what waits in these queues: a process may have ended before it could ask for that. */
  async wakeAll(queues: readonly string[]): Promise<void> {
    if (!this.isOn) return;
    const rows = await this.#rows.readMany(queues);
    for (const [at, queue] of queues.entries()) if (rows[at]?.waiting.length) await this.#deps.wake(queue);
  }

  /** How much waits for the desk in these queues, and since when, in epoch ms. */
  async measure(
    queues: readonly string[],
  ): Promise<{ readonly waiting: number; readonly oldestAt: number | undefined }> {
    const rows = await this.#rows.readMany(queues);
    const events = rows.flatMap((row) => row?.waiting ?? []);
    return {
      waiting: events.length,
      oldestAt: events.length > 0 ? Math.min(...events.map(({ at }) => at)) : undefined,
    };
  }

  async #deliver(desk: Desk, queue: string, event: DeskEvent, lease: Lease): Promise<Error | undefined> {
    const whole =
      event.type === 'handoff.opened'
        ? { ...event, transcript: await this.#deps.transcript({ queue, id: event.handOff }) }
        : event;
    const { turnLimitMs = Number.POSITIVE_INFINITY } = this.#deps;
    // All deliveries of a turn must fit into it.
    const limitMs = Math.ceil(Math.min(longestMs, turnLimitMs / (mostAtOnce + 1)));
    const signal = AbortSignal.any([lease.signal, AbortSignal.timeout(limitMs)]);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new DeskDeliveryError('it took too long.')), { once: true });
    });
    try {
      await Promise.race([desk.deliver(whole, signal), late]);
      return undefined;
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError) throw error;
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #retry(queue: string, event: DeskEvent, error: Error, tries: number, lease: Lease): Promise<void> {
    const { clock, wakeAt } = this.#deps;
    lease.refuseIfLost();
    const isRefused = error instanceof DeskDeliveryError && error.isRefused;
    const { first, longest } = isRefused ? slowly : soon;
    const pauseMs = Math.min(first * 2 ** Math.min(tries, 20), longest);
    const retryAt = clock.now() + Math.ceil(pauseMs);
    this.#tell(event, 'waiting', error);
    if (isRefused) this.#fault(error);
    // The person may have been erased while it was under way.
    if (!(await this.#rows.read(queue))?.waiting.some(({ id }) => id === event.id)) return;
    await wakeAt(queue, retryAt);
    const change = (row: Row): Row => ({ ...row, tries: tries + 1, retryAt });
    await this.#commit([this.#rows.change(queue, (current) => current && change(current))], lease);
  }

  async #commit(writes: readonly Write[], lease: Lease): Promise<void> {
    const [stored] = await this.#deps.leave([{ lease, writes }]);
    if (stored) return;
    lease.refuseIfLost();
    throw new LaneLostError();
  }

  #tell({ type: event, conversation }: DeskEvent, outcome: 'delivered' | 'waiting', error?: Error): void {
    const person = lastFour(conversationOf(conversation)?.person ?? '');
    this.#deps.observe?.({ kind: 'desk', event, outcome, person, ...(error && { error }) });
  }

  #fault(error: unknown): void {
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#deps.observe?.({ kind: 'fault', where: 'desk', error: fault });
  }
}

function keyOf(queue: string, { id }: Pick<DeskEvent, 'id'>): string {
  return `${queue}/${id}`;
}
