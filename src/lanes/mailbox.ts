import { z } from 'zod';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from './lane.js';

/** Reads an item back from wherever it was stored. */
export const laneItem = z.object({ id: z.string(), lane: z.string(), payload: z.unknown() });

export interface StoredItem {
  /** The place in the order of acceptance. */
  readonly sequence: number;
  readonly item: LaneItem;
}

/** Where accepted items stand until they have run. One process at a time. */
export interface Mailbox {
  /** Whether what stands here is there for the next process too. */
  readonly isDurable: boolean;
  /**
   * Claims each id and stores the items whose id is new, in one atomic step; resolves once they survive a crash.
   * Answers the stored items; `undefined` for an id that was claimed before.
   */
  append(items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]>;
  /** What an earlier process left, in the order of acceptance. */
  remaining(): Promise<StoredItem[]>;
  /** The item has run. */
  remove(sequence: number): Promise<void>;
  /** The item failed for good: it is kept beside the lanes, with the error's name, for a person to look at. */
  putAside(stored: StoredItem, error: string): Promise<void>;
  /** What was put aside, oldest first. */
  asides(): Promise<AsideItem[]>;
  /** Appends again what was put aside; `undefined` for an id that was not. */
  takeBack(id: string): Promise<StoredItem | undefined>;
  /** Keeps an item for later, in place of what stands under its key. */
  schedule(item: DueItem): Promise<void>;
  cancel(key: string): Promise<boolean>;
  /** Appends everything that is due, in the order of its times, and answers what of it was new. */
  takeDue(): Promise<StoredItem[]>;
  /** When the next item falls due, epoch ms. */
  nextDue(): number | undefined;
  /** Forgets everything, the ids too. */
  clear(): Promise<void>;
  measure(): Promise<LaneMeasure>;
}
