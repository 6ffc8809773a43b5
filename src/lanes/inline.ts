import { setTimeout as wait } from 'node:timers/promises';
import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { currentScope } from '../core/turn.js';

/** Work that waits for its turn in a lane. */
export interface QueuedWork<T> {
  readonly done: Promise<T>;
  /** Takes the work out of the lane; `false` if it has begun. */
  readonly withdraw: () => boolean;
}

/**
 * How long work waits behind a turn of its lane of which nobody can tell whether it has asked for the work itself, and
 * so waits for it. Only turns that began before turns were tracked are like that (see `areTurnsTracked`).
 */
const untrackedMs = 2000;

/**
 * Runs work in a lane: at once if a turn of this lane asks for it, which would otherwise wait for itself; otherwise it
 * waits for its turn.
 */
export async function runInline<T>(
  leases: Leases,
  lane: string,
  work: (lease: Lease) => Promise<T>,
  queue: () => QueuedWork<T>,
): Promise<T> {
  const current = currentScope()?.lease;
  const running = leases.of(lane);
  if (current && current === running) return current.inline(() => work(current));
  const { done, withdraw } = queue();
  if (current || !running || running.isTracked) return done;
  const late = new AbortController();
  const timeUp = wait(untrackedMs, true, { signal: late.signal, ref: false }).catch(() => false);
  const isLate = await Promise.race([done.then(() => false), timeUp]).finally(() => late.abort());
  if (isLate && !running.isOver && withdraw()) {
    done.catch(() => {});
    return running.inline(() => work(running));
  }
  return done;
}
