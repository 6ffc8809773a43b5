import { setTimeout as wait } from 'node:timers/promises';
import { CircularWaitError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import { currentScope, inScope, leasesIn, type Scope } from '../core/turn.js';
import { doubtMs, type Waits } from './waits.js';

/** Work that waits for its turn in a lane. */
export interface QueuedWork<T> {
  readonly done: Promise<T>;
  /** Takes the work out of the lane. Returns `false` if it has begun. */
  readonly withdraw: () => boolean;
}

/** What is known of the code that asks for the lane. */
export interface Asking {
  readonly scope: Scope | undefined;
  /** The turns that wait until the work is done: the one that asks, and those that wait for that one. */
  readonly waiting: readonly Lease[];
}

/**
 * How long work waits behind an untracked turn of its lane, in ms. Only turns that started before turns were tracked are
 * untracked (see `areTurnsTracked`).
 */
const untrackedMs = 2000;

/**
 * Runs work in a lane. If a turn of this lane asks for it, directly or through turns that it waits for, it runs at once,
 * because the turn would otherwise wait for itself. Otherwise it waits for its turn.
 *
 * @throws CircularWaitError if what runs in the lane waits for the turn that asks.
 */
export async function runInline<T>(
  waits: Waits,
  lane: string,
  work: (lease: Lease) => Promise<T>,
  queue: (asking: Asking) => QueuedWork<T>,
  within?: Lease,
): Promise<T> {
  const scope: Scope | undefined = within ? { lease: within } : currentScope();
  const waiting = leasesIn(scope);
  const running = waits.leases.of(lane);
  if (running && scope?.lease === running) return running.inline(() => work(running));
  if (running && scope && waiting.includes(running)) {
    return running.inline(() => inScope({ lease: running, outer: scope }, () => work(running)));
  }
  const queued = queue({ scope, waiting });
  const end = waits.begin(waiting, lane);
  try {
    if (running && !running.isTracked && !within) return await behindUntracked(waits, running, work, queued);
    if (waits.isCircle(waiting, lane)) return await unlessHopeless(() => waits.isCircle(waiting, lane), queued);
    return await queued.done;
  } finally {
    end();
  }
}

/**
 * The turn that runs in the lane may be one that waits for this work, directly or through others, and there is no way
 * to know: it started before turns were tracked (see `areTurnsTracked`). Then the work runs inside it.
 */
async function behindUntracked<T>(
  waits: Waits,
  running: Lease,
  work: (lease: Lease) => Promise<T>,
  { done, withdraw }: QueuedWork<T>,
): Promise<T> {
  while (!running.isOver) {
    if (await isSettledIn(untrackedMs, done)) return done;
    if (waits.unknown === 0 || running.isOver || !withdraw()) continue;
    done.catch(() => {});
    return running.inline(() => work(running));
  }
  return done;
}

async function unlessHopeless<T>(isHopeless: () => boolean, { done, withdraw }: QueuedWork<T>): Promise<T> {
  if ((await isSettledIn(doubtMs, done)) || !isHopeless() || !withdraw()) return done;
  done.catch(() => {});
  throw new CircularWaitError();
}

async function isSettledIn(ms: number, done: Promise<unknown>): Promise<boolean> {
  const settled = new AbortController();
  const late = wait(ms, false, { signal: settled.signal, ref: false }).catch(() => true);
  const either = done.then(
    () => true,
    () => true,
  );
  return Promise.race([either, late]).finally(() => settled.abort());
}
