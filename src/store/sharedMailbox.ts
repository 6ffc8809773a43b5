import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure, Leaving } from './lanes.js';

/** An item that this process is to run: it has the lane now. */
export interface Claim {
  readonly item: LaneItem;
  /** The item's place in the order of acceptance. */
  readonly sequence: string;
  /** The lane's lease. Higher than the tokens of all earlier leases of the lane. */
  readonly token: string;
  /** Which try of the item this is, from 1: more where it may have run before, in part. */
  readonly tries: number;
}

/** A work that is no item and has its lane now. */
export interface Work {
  readonly id: string;
  readonly lane: string;
  readonly token: string;
}

/** How an item's turn ended. `back`: it is to run again; `unused`: it was not begun. */
export type End = 'done' | 'back' | 'unused' | { readonly aside: string };

/** What the process takes next: the next item of the lane, or of another one; one of another; nothing. */
export type Want = 'lane' | 'other' | undefined;

export interface Ended {
  /** The lane has gone to another process: nothing was written. */
  readonly isLost: boolean;
  /** What is to run next. */
  readonly claim: Claim | undefined;
}

export interface Accepted {
  /** For each item whether its id is new. */
  readonly isNew: readonly boolean[];
  readonly claims: readonly Claim[];
}

export interface Due {
  /** How many items were due, of those asked for. */
  readonly count: number;
  /** When the next one is, epoch ms. */
  readonly next: number | undefined;
  readonly claims: readonly Claim[];
}

/** What a process learns from the others. */
export interface MailboxListener {
  /** Lanes wait for a process. */
  woken(): void;
  /** A work of this process has its lane. */
  granted(work: string, token: string): void;
  /** The store can be asked again after it could not. */
  connected(): void;
}

/**
 * Where accepted items stand until they have run, in a store that several processes share. One process at a time has a
 * lane, by a lease that it must renew; its token makes the store refuse every write of a turn that lost its lane.
 * Everything rejects with StoreError if the store cannot be asked now. `room` is how many lanes the caller can run at
 * once, so that an item usually goes to the process that has accepted it, in the same step.
 */
export interface SharedMailbox {
  /** Tells this process what the others do, until `close`. */
  listen(listener: MailboxListener): void;
  accept(items: readonly LaneItem[], writes: readonly Write[], room: number): Promise<Accepted>;
  /** As `Lanes.leave`. */
  leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]>;
  /** Ends an item's turn with its writes. `isAgain`: it may have been ended already, without an answer. */
  end(claim: Claim, end: End, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
  /** Claims of lanes that wait for a process, at most so many. */
  take(room: number): Promise<readonly Claim[]>;
  /** Lets lanes whose lease has run out wait for a process. Answers how many lanes wait in all. */
  reclaim(): Promise<number>;
  /** Keeps the lanes of these leases from being taken over; those that are lost already stay lost. */
  renew(leases: Iterable<Pick<Lease, 'lane' | 'token'>>): Promise<void>;
  /** Whether the lease still has its lane. */
  holds(lane: string, token: string): Promise<boolean>;
  /**
   * Locks a lane for a work, or has it wait in line; `undefined` while it waits. To be called again while it waits:
   * otherwise its place is given up after the time of a lease.
   */
  enter(lane: string, work: string): Promise<string | undefined>;
  /** The work does not run, or no longer wants to wait. */
  giveUp(lane: string, work: string): Promise<void>;
  /** Ends a work with its writes, as `end` does an item. */
  endWork(work: Work, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended>;
  schedule(item: DueItem): Promise<void>;
  cancel(key: string): Promise<boolean>;
  /** Puts what is due into its lanes, the longest due first, at most `limit`. */
  takeDue(limit: number, room: number): Promise<Due>;
  asides(): Promise<AsideItem[]>;
  /** `undefined` for an unknown id. */
  repeat(id: string, room: number): Promise<readonly Claim[] | undefined>;
  clear(): Promise<void>;
  measure(): Promise<LaneMeasure>;
  /** Ends `listen`. */
  close(): void;
}
