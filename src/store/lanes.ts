import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';

/** Something that happens in a conversation. It must survive JSON, because it may wait in a store. */
export interface LaneItem {
  /** Each id is accepted once, for as long as the store remembers it. A duplicate of a callback has the same id. */
  readonly id: string;
  /** The lane: the conversation's id. */
  readonly lane: string;
  /** Tells the handler what to do; opaque to the lanes. */
  readonly payload: unknown;
}

/** An item for later. */
export interface DueItem extends LaneItem {
  /** When it is accepted into its lane, in epoch ms by the lanes' clock. */
  readonly dueAt: number;
  /** Another item under the same key replaces it. */
  readonly key: string;
}

/** A dead letter: an item that was taken out of its lane because its handler kept failing. */
export interface AsideItem {
  readonly item: LaneItem;
  /** The last error's name. */
  readonly error: string;
}

/** An item that the lanes keep, and where. */
export interface KeptItem {
  readonly place: 'waiting' | 'scheduled' | 'aside';
  /** With `dueAt` and `key` if it is scheduled. */
  readonly item: LaneItem | DueItem;
}

/** How much waits in all lanes of the store. */
export interface LaneMeasure {
  /** The backlog: items that were accepted and are not done. */
  readonly depth: number;
  /** When the oldest waiting item was accepted, in epoch ms; `undefined` if none waits. */
  readonly oldestAt: number | undefined;
  /** Dead letters. */
  readonly aside: number;
}

/** Runs an item. The writes that it stages in the lease are committed together with the item's end. */
export type LaneHandler = (item: LaneItem, lease: Lease) => Promise<void>;

/** What follows from a dead letter. It is done in the same step in which the item is set aside. */
export interface Aftermath {
  readonly writes?: readonly Write[];
  /** Accepted as by `Lanes.accept`. Those of the same lane stand behind what waits there. */
  readonly items?: readonly LaneItem[];
}

/**
 * Called when an item becomes a dead letter, with the error that it failed with. If it throws, that is reported, and the
 * item is set aside without anything else; if one of the writes throws, without the writes.
 */
export type WhenSetAside = (item: LaneItem, error: Error) => Aftermath;

/** The record of one part of a request to the provider, written right before it leaves. */
export interface Leaving {
  /** The lease of the turn that sends it. Nothing is written if it has lost its lane. */
  readonly lease: Lease;
  readonly writes: readonly Write[];
}

/**
 * One lane per conversation. The items of a lane run one at a time, in the order of acceptance. Different lanes run in
 * parallel, up to a limit. An item that did not finish because its process ended runs again, in another process if
 * several share the store.
 */
export interface Lanes {
  /**
   * Accepts the items, all or none, and resolves once they are safe, with whether each was new. Items of one lane keep
   * their order. `writes` are committed in the same step, whether the items are new or not.
   */
  accept(items: readonly LaneItem[], writes?: readonly Write[]): Promise<boolean[]>;
  /** Schedules an item, replacing any other under its key. Its id is claimed when it falls due. */
  schedule(item: DueItem): Promise<void>;
  /** Cancels the item under the key. Resolves with `false` if there is none, or none any more. */
  cancel(key: string): Promise<boolean>;
  /** Begins to run items, first those that an earlier process left behind. */
  start(handler: LaneHandler, whenSetAside?: WhenSetAside): Promise<void>;
  /**
   * Runs `work` as a turn of the lane, behind what waits there. Inside a turn of the same lane it runs at once, because
   * that turn would otherwise wait for itself. It is not stored, and ends with the process. `within`: the turn that waits
   * for it; by default the one that calls. `isNext`: it runs next, before what waits in the lane.
   */
  run<T>(lane: string, work: (lease: Lease) => Promise<T>, within?: Lease, isNext?: boolean): Promise<T>;
  /**
   * Commits the records of all parts of one request right before it leaves. Resolves, for each part, with the values
   * under the keys of its writes, or with `undefined` if its turn has lost its lane: that part must not leave.
   */
  leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
  /** The number of items and other work that this process has taken on. Due items count as one if it owns the store. */
  readonly depth: number;
  measure(): Promise<LaneMeasure>;
  /** The dead letters, oldest first. */
  setAside(): Promise<AsideItem[]>;
  /** Puts a dead letter at the end of its lane again. Resolves with `false` if the id is unknown. */
  repeat(id: string): Promise<boolean>;
  /**
   * All items that are kept, in chunks and in no order: those that wait, are scheduled or are dead letters. The event
   * loop runs between two chunks. It reads everything, so it is for rare work alone.
   */
  kept(): AsyncIterable<readonly KeptItem[]>;
  /** Replaces a dead letter by another one with its id; `undefined` deletes it. Nothing if there is none. */
  changeAside(id: string, next: LaneItem | undefined): Promise<void>;
  /** Forgets ids that were accepted. Reads all of them. Resolves with how many were forgotten. */
  forgetIds(isTheirs: (id: string) => boolean): Promise<number>;
  /**
   * Deletes the items that wait in the lanes of turns, which must have them, without running them. The writes that
   * `writesFor` makes of them are committed in the same step: what is accepted before it is deleted, and what is accepted
   * after it finds the writes done. Resolves with the items. Rejects with LaneLostError if a turn has lost its lane.
   */
  empty(
    leases: readonly Lease[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<readonly LaneItem[]>;
  /** Deletes everything: waiting and scheduled items, dead letters, and the ids that were accepted. */
  clear(): Promise<void>;
  /**
   * Takes what is due, and from a shared store also what waits for a process with room. Resolves once this process has
   * nothing in hand.
   */
  idle(): Promise<void>;
  /**
   * Accepts nothing more and waits up to `deadlineMs` for the running turns to end. If the store outlives the process,
   * waiting items are left to the next process; otherwise they run before this resolves.
   */
  stop(deadlineMs?: number): Promise<void>;
}
