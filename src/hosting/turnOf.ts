import type { Turn } from '../core/turn.js';
import { isCachedState } from './cachedState.js';
import type { HostContext } from './context.js';

/** By the context's state, which it shares with its copies and proxies. */
const turns = new WeakMap<HostContext['turnState'], Turn>();

export function rememberTurn(context: Pick<HostContext, 'turnState'>, turn: Turn): void {
  turns.set(context.turnState, turn);
  turn.lease.onLost((error) => close(context, error));
}

/** The channel's turn that the context belongs to; `undefined` for a context that the channel did not create. */
export function turnOf(context: Pick<HostContext, 'turnState'>): Turn | undefined {
  return turns.get(context.turnState);
}

/**
 * Aborted when the turn may do nothing more, because it has taken longer than `lanes.turnLimitMs`, or because another
 * process has taken over its lane. Hand it to what takes long:
 *
 *     await fetch(url, { signal: turnSignal(context) });
 */
export function turnSignal(context: Pick<HostContext, 'turnState'>): AbortSignal {
  return turnOf(context)?.lease.signal ?? new AbortController().signal;
}

/**
 * How many messages that were held for the person left right before this turn. So a bot knows that a tap such as "Show
 * me" has its answer already.
 */
export function heldReleased(context: Pick<HostContext, 'turnState'>): number {
  return turnOf(context)?.released ?? 0;
}

/**
 * The lane goes on without this turn. The SDKs' states are loaded and saved through the context's state, so with those
 * closed, the turn cannot write over what later turns have written. All else in it stays open: the SDKs' timers look there
 * on their own, and nobody would catch what they meet.
 */
function close({ turnState }: Pick<HostContext, 'turnState'>, error: Error): void {
  const get = turnState.get.bind(turnState);
  const set = turnState.set.bind(turnState);
  const forget = turnState.delete.bind(turnState);
  const unlessState = <T>(value: T): T => {
    if (isCachedState(value)) throw error;
    return value;
  };
  Object.assign(turnState, {
    get: (key: unknown) => unlessState(get(key)),
    set: (key: unknown, value: unknown) => set(key, unlessState(value)),
    // A state that was not loaded can be deleted, too.
    delete(key: unknown) {
      if (unlessState(get(key)) === undefined) throw error;
      return forget(key);
    },
  });
}
