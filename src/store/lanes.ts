import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';

/** One thing that happens to a conversation. It must survive JSON, for it may wait in a store. */
export interface LaneItem {
  /** An id is accepted once, ever (within what the store remembers): the same callback again is the same id. */
  readonly id: string;
  /** The lane: the conversation's id. */
  readonly lane: string;
  /** What the handler has to do; opaque to the lanes. */
  readonly payload: unknown;
}

/** An item for later. */
export interface DueItem extends LaneItem {
  /** When it is accepted into its lane, epoch ms by the lanes' clock. */
  readonly dueAt: number;
  /** Another item under the same key takes its place. */
  readonly key: string;
}

/** An item that was taken out of its lane because its handler kept failing. */
export interface AsideItem {
  readonly item: LaneItem;
  /** The last error's name. */
  readonly error: string;
}

/** How much waits in the lanes of the whole store. */
export interface LaneMeasure {
  /** Items accepted and not done. */
  readonly depth: number;
  /** When the item was accepted that has waited longest, epoch ms; `undefined` where none waits. */
  readonly oldestAt: number | undefined;
  /** Items set aside. */
  readonly aside: number;
}

/** Runs an item. What it stages in the lease is committed in one step with the item's end. */
export type LaneHandler = (item: LaneItem, lease: Lease) => Promise<void>;

/** One message of a request to the provider, written down right before it leaves. */
export interface Leaving {
  /** The turn that sends it: nothing is written if it has lost its lane. */
  readonly lease: Lease;
  readonly writes: readonly Write[];
}

/**
 * One lane per conversation. What is accepted runs one item at a time in the order of acceptance; different lanes run
 * side by side, up to a limit. An item whose handler did not finish because the process ended runs again, elsewhere
 * where several processes share the store.
 */
export interface Lanes {
  /**
   * Takes the items, all or none, and resolves when they are safe. Answers for each whether it was new.
   * Items of one lane keep their order. `writes` are committed in the same step, whether the items are new or not.
   */
  accept(items: readonly LaneItem[], writes?: readonly Write[]): Promise<boolean[]>;
  /** Takes an item for later, in place of what stands under its key. Its id is claimed when it falls due. */
  schedule(item: DueItem): Promise<void>;
  /** Takes back what is scheduled under the key; `false` where nothing (any more) is. */
  cancel(key: string): Promise<boolean>;
  /** Begins to run items, those that an earlier process left behind first. */
  start(handler: LaneHandler): Promise<void>;
  /**
   * Runs `work` as a turn of the lane, behind what waits there; at once when called from inside a turn of the same
   * lane, which would otherwise wait for itself. Not stored: it ends with the process.
   */
  run<T>(lane: string, work: (lease: Lease) => Promise<T>): Promise<T>;
  /**
   * Writes down, in one commit, all messages of one request right before it leaves. Answers for each what stands under
   * the keys of its writes now, or `undefined` if its turn no longer has its lane: that message must not leave.
   */
  leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
  /** Items and works that this process has at hand; where it alone has the store, with one for all that is due. */
  readonly depth: number;
  measure(): Promise<LaneMeasure>;
  /** What was set aside, oldest first. */
  setAside(): Promise<AsideItem[]>;
  /** Puts an item that was set aside at the end of its lane again; `false` for an unknown id. */
  repeat(id: string): Promise<boolean>;
  /** Forgets what is stored: all that waits, is scheduled or was set aside, and the ids that were accepted. */
  clear(): Promise<void>;
  /**
   * Takes nothing more and lets the turns that run end, for at most `deadlineMs`. What waits stays for the next process
   * where the store outlives this one, and runs before the end where it does not.
   */
  stop(deadlineMs?: number): Promise<void>;
}
