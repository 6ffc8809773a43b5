import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure, Leaving } from './lanes.js';

/** An item that this process has to run. It has the lane now. */
export interface Claim {
  readonly item: LaneItem;
  /** The item's place in the order of acceptance. */
  readonly sequence: string;
  /** The token of the lane's lease, higher than those of all earlier leases of the lane. */
  readonly token: string;
  /** The number of this try, from 1. If it is higher, part of the item may have run before. */
  readonly tries: number;
}

/** Work that is not an item, and has its lane now. */
export interface Work {
  readonly id: string;
  readonly lane: string;
  readonly token: string;
}

/** A turn's lane and the token of its lease. */
export type Held = Pick<Lease, 'lane' | 'token'>;

/** What became of asking for a lane: its token; still waiting; or waiting for turns that wait for the one that asks. */
export type Entry = { readonly token: string } | 'waits' | 'circle';

/** An item becomes a dead letter, with the error's name. `items` are accepted in the same step. */
export interface Aside {
  readonly aside: string;
  readonly items: readonly LaneItem[];
}

/** How an item's turn ended. `back`: it has to run again; `unused`: it was not started. */
export type End = 'done' | 'back' | 'unused' | Aside;

/** What the process takes next: an item of the same lane or of another, only one of another lane, or nothing. */
export type Want = 'lane' | 'other' | undefined;

export interface Ended {
  /** Another process has taken over the lane, and nothing was written. */
  readonly isLost: boolean;
  /** What to run next. */
  readonly claim: Claim | undefined;
}

export interface Accepted {
  /** For each item, whether its id is new. */
  readonly isNew: readonly boolean[];
  readonly claims: readonly Claim[];
}

export interface Due {
  /** How many items were due, up to the limit. */
  readonly count: number;
  /** When the next item falls due, in epoch ms. */
  readonly next: number | undefined;
  readonly claims: readonly Claim[];
}

/** What other processes announce to this one. */
export interface MailboxListener {
  /** Lanes are waiting for a process. */
  woken(): void;
  /** Work of this process has got its lane. */
  granted(work: string, token: string): void;
  /** The store can be reached again. */
  connected(): void;
}

/**
 * Keeps accepted items until they have run, in a store that several processes share. A lane belongs to one process at a
 * time, by a lease that it must renew. With the lease's token, the store refuses every write of a turn that has lost
 * its lane. Every method rejects with StoreError if the store cannot be reached. `room` is how many more lanes the
 * caller can run: usually the process that accepts an item also gets its lane, in the same step.
 */
export interface SharedMailbox {
  /** Tells this process what the others announce, until `close`. Resolves once it can be reached. */
  listen(listener: MailboxListener): Promise<void>;
  accept(items: readonly LaneItem[], writes: readonly Write[], room: number): Promise<Accepted>;
  /** Like `Lanes.leave`. */
  leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
  /** Ends an item's turn with its writes. `isAgain`: an earlier call without an answer may have done so already. */
  end(claim: Claim, end: End, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
  /** Claims up to `room` waiting lanes. */
  take(room: number): Promise<readonly Claim[]>;
  /** Lets the lanes of expired leases wait for a process. Resolves with how many lanes wait in all. */
  reclaim(): Promise<number>;
  /**
   * Shows the others that this process lives, which it must do every second. With `freesGone`, it also lets the lanes
   * of processes that are gone wait for another one, without waiting for their leases to expire. A process is gone if
   * it has closed its connections and has not shown itself for a while. One that is connected and silent may be slow.
   */
  beat(freesGone: boolean): Promise<void>;
  /** Renews these leases. Those that are lost already stay lost: resolves with their tokens. */
  renew(leases: Iterable<Held>): Promise<readonly string[]>;
  /** Whether the lease still has its lane. */
  holds(lane: string, token: string): Promise<boolean>;
  /**
   * Notes that a run of a claim begins that may have run before: only such runs count if the process dies. Resolves
   * with whether the claim still has its lane.
   */
  begun(claim: Claim): Promise<boolean>;
  /**
   * Locks a lane for work, or puts it in the queue. Poll while it waits: otherwise its place in the queue expires after
   * the time of a lease. `waiting` are the turns that wait for the work. If these wait in a circle, of any number of
   * processes, the work loses its place if it `givesWay`. `isNext`: its place is before what waits in the lane.
   */
  enter(lane: string, work: string, waiting: readonly Held[], givesWay: boolean, isNext: boolean): Promise<Entry>;
  /** The work will not run, or no longer waits. */
  giveUp(lane: string, work: string): Promise<void>;
  /** Ends work with its writes, as `end` does for an item. */
  endWork(work: Work, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
  schedule(item: DueItem): Promise<void>;
  cancel(key: string): Promise<boolean>;
  /** Moves up to `limit` due items into their lanes, the longest due first. */
  takeDue(limit: number, room: number): Promise<Due>;
  asides(): Promise<AsideItem[]>;
  /** Puts a dead letter into its lane again. Resolves with `undefined` if the id is unknown. */
  repeat(id: string, room: number): Promise<readonly Claim[] | undefined>;
  /** See `Lanes.kept`. */
  kept(): AsyncIterable<readonly KeptItem[]>;
  /** See `Lanes.changeAside`. */
  changeAside(id: string, next: LaneItem | undefined): Promise<void>;
  /** See `Lanes.forgetIds`. */
  forgetIds(isTheirs: (id: string) => boolean): Promise<number>;
  /** See `Lanes.empty`. Resolves with `undefined`, and does nothing, if a lane is lost. */
  empty(
    held: readonly Held[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<readonly LaneItem[] | undefined>;
  clear(): Promise<void>;
  measure(): Promise<LaneMeasure>;
  /** Ends `listen`. */
  close(): void;
}
