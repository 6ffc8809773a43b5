import type { Clock } from '../core/clock.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

interface Scheduled {
  readonly lane: string;
  readonly notification: Record<string, unknown>;
}

interface Waiting {
  readonly key: string;
  readonly dueAt: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** How many follow-ups are remembered for a conversation: those that wait longest. */
const mostRemembered = 100;

/**
 * Which conversations have a follow-up scheduled. The lanes know follow-ups only by their keys. What is remembered of
 * one that was due is dropped with the next change, or after a day.
 */
export class PendingFollowUps {
  readonly #clock: Clock;
  /** By lane, soonest first. */
  readonly #waiting: Table<readonly Waiting[]>;
  /** Each key's lane and its notification, as JSON. */
  readonly #scheduled: Table<Scheduled>;

  constructor(store: Store, clock: Clock) {
    this.#clock = clock;
    this.#waiting = new Table(store, 'follow-ups');
    this.#scheduled = new Table(store, 'follow-up-lanes');
  }

  /** A follow-up is scheduled. It takes the place of any other under its key, also in another lane. */
  async add(lane: string, { key, dueAt }: Waiting, notification: Record<string, unknown>): Promise<void> {
    const [scheduled, list = []] = await Promise.all([this.#scheduled.read(key), this.#waiting.read(lane)]);
    const before = scheduled?.lane;
    const now = this.#clock.now();
    const ttlMs = Math.max(0, dueAt - now) + dayMs;
    const longestTtlMs = Math.max(ttlMs, ...list.map((each) => each.dueAt - now + dayMs));
    const put = this.#waiting.change(lane, (current) =>
      [...others(current, key, now), { key, dueAt }]
        .sort((one, other) => one.dueAt - other.dueAt)
        .slice(-mostRemembered),
    );
    await this.#waiting.commit([
      ...(before !== undefined && before !== lane ? [this.#without(before, key)] : []),
      { ...put, ttlMs: longestTtlMs },
      { ...this.#scheduled.set(key, { lane, notification }), ttlMs },
    ]);
  }

  /** The follow-up under the key is cancelled. */
  async remove(key: string): Promise<void> {
    await this.#waiting.commit(await this.removeWrites(key));
  }

  /** Like `remove`, as writes of a larger commit. */
  async removeWrites(key: string): Promise<Write[]> {
    const scheduled = await this.#scheduled.read(key);
    return scheduled ? [this.#without(scheduled.lane, key), this.#scheduled.set(key, undefined)] : [];
  }

  /** Those that are scheduled for the lane's conversation and not due yet, with their notifications as JSON. */
  async of(lane: string): Promise<{ readonly key: string; readonly notification: Record<string, unknown> }[]> {
    const now = this.#clock.now();
    const waiting = ((await this.#waiting.read(lane)) ?? []).filter(({ dueAt }) => dueAt > now);
    const scheduled = await this.#scheduled.readMany(waiting.map(({ key }) => key));
    return waiting.flatMap(({ key }, place) => {
      const { lane: own, notification } = scheduled[place] ?? {};
      return own === lane && notification ? [{ key, notification }] : [];
    });
  }

  /** Moves what is scheduled for the one conversation to the other. */
  async takeOverWrites(from: string, to: string): Promise<Write[]> {
    const [list = [], own = []] = await Promise.all([this.#waiting.read(from), this.#waiting.read(to)]);
    if (list.length === 0) return [];
    const now = this.#clock.now();
    const ttlOf = ({ dueAt }: Waiting) => Math.max(0, dueAt - now) + dayMs;
    const [leave, take] = this.#waiting.moveWrites(from, to, (before, moved) =>
      [...before.filter(({ key }) => !moved.some((each) => each.key === key)), ...moved]
        .sort((one, other) => one.dueAt - other.dueAt)
        .slice(-mostRemembered),
    );
    const ttlMs = Math.max(...[...list, ...own].map(ttlOf));
    const lanes = list.map((each) => ({
      ...this.#scheduled.change(each.key, (current) => current && { ...current, lane: to }),
      ttlMs: ttlOf(each),
    }));
    return [leave, { ...take, ttlMs }, ...lanes];
  }

  /** Whether one is scheduled for the lane's conversation and not due yet. */
  async has(lane: string): Promise<boolean> {
    const now = this.#clock.now();
    return ((await this.#waiting.read(lane)) ?? []).some(({ dueAt }) => dueAt > now);
  }

  #without(lane: string, key: string) {
    const now = this.#clock.now();
    return this.#waiting.change(lane, (current) => {
      const left = others(current, key, now);
      return left.length > 0 ? left : undefined;
    });
  }
}

/** Without those of the key, and those that were due. */
function others(list: readonly Waiting[] = [], key: string, now: number): Waiting[] {
  return list.filter((each) => each.key !== key && each.dueAt > now);
}
