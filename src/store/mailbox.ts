import { z } from 'zod';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure } from './lanes.js';

/** Parses a stored item. */
export const laneItem = z.object({ id: z.string(), lane: z.string(), payload: z.unknown() });

export interface StoredItem {
  /** Its place in the order of acceptance, from 1. */
  readonly sequence: number;
  readonly item: LaneItem;
  /** How many runs of the item began, as far as this was noted by `begun`. */
  readonly runs?: number;
}

/**
 * Keeps accepted items until they have run, in a store that belongs to one process. `writes` are committed in the same
 * atomic step as the rest of a call, by the rules of `Values.commit`.
 */
export interface Mailbox {
  /** Whether the items outlive the process. */
  readonly isDurable: boolean;
  /**
   * Claims each id and stores the items whose id is new. Resolves once they survive a power cut, with the stored items
   * and `undefined` for duplicates.
   */
  append(items: readonly LaneItem[], writes: readonly Write[]): Promise<(StoredItem | undefined)[]>;
  /** Up to `limit` items that have not run and have a higher sequence than `after`, in the order of acceptance. */
  page(after: number, limit: number): readonly StoredItem[] | Promise<readonly StoredItem[]>;
  /**
   * Notes that a run of the item begins, the `runs`th, for items that an earlier process may have been running when it
   * ended. Resolves once this survives the process.
   */
  begun(sequence: number, runs: number): Promise<void>;
  /** The item has run. */
  done(sequence: number, writes: readonly Write[]): Promise<void>;
  /**
   * The item failed for good. It is kept as a dead letter, with the error's name, for a person to look at. `items` are
   * claimed and stored as by `append`.
   */
  putAside(
    stored: StoredItem,
    error: string,
    writes: readonly Write[],
    items: readonly LaneItem[],
  ): Promise<(StoredItem | undefined)[]>;
  /** The dead letters, oldest first. */
  asides(): Promise<AsideItem[]>;
  /** Appends a dead letter to the items again. Resolves with `undefined` if the id is unknown. */
  takeBack(id: string): Promise<StoredItem | undefined>;
  /** Schedules an item, replacing any other under its key. */
  schedule(item: DueItem): Promise<void>;
  cancel(key: string): Promise<boolean>;
  /**
   * Appends up to `limit` items that are due, the longest due first. Resolves with the stored items and `undefined` for
   * duplicates.
   */
  takeDue(limit: number): Promise<(StoredItem | undefined)[]>;
  /** When the next item falls due, in epoch ms. Does not scan the items. */
  nextDue(): number | undefined;
  /** See `Lanes.kept`. */
  kept(): AsyncIterable<readonly KeptItem[]>;
  /** See `Lanes.changeAside`. */
  changeAside(id: string, next: LaneItem | undefined): Promise<void>;
  /** See `Lanes.forgetIds`. */
  forgetIds(isTheirs: (id: string) => boolean): Promise<number>;
  /** Deletes items that have not run. */
  drop(sequences: readonly number[], writes: readonly Write[]): Promise<void>;
  /** Deletes everything, the ids too. */
  clear(): Promise<void>;
  /** Does not scan the items. */
  measure(): Promise<LaneMeasure>;
}
