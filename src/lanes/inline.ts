import { setTimeout as wait } from 'node:timers/promises';
import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { currentScope } from '../core/turn.js';

/** Work that waits for its turn in a lane. */
export interface QueuedWork<T> {
  readonly done: Promise<T>;
  /** Takes the work out of the lane. Returns `false` if it has begun. */
  readonly withdraw: () => boolean;
}

/**
 * How long work waits behind an untracked turn of its lane, in ms. Such a turn may itself be waiting for this work, and
 * there is no way to know. Only turns that started before turns were tracked are untracked (see `areTurnsTracked`).
 */
const untrackedMs = 2000;

/**
 * Runs work in a lane. If a turn of this lane asks for it, it runs at once, because the turn would otherwise wait for
 * itself. Otherwise it waits for its turn.
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
