import { z } from 'zod';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from './lanes.js';

/** Reads an item back from wherever it was stored. */
export const laneItem = z.object({ id: z.string(), lane: z.string(), payload: z.unknown() });

export interface StoredItem {
  /** The place in the order of acceptance, from 1 on. */
  readonly sequence: number;
  readonly item: LaneItem;
}

/**
 * Where accepted items stand until they have run, in a store that belongs to one process. `writes` are committed in the
 * same atomic step as the rest of a call, by the rules of `Values.commit`.
 */
export interface Mailbox {
  /** Whether what stands here is there for the next process too. */
  readonly isDurable: boolean;
  /**
   * Claims each id and stores the items whose id is new; resolves once they survive a power cut. Answers the stored
   * items; `undefined` for an id that was claimed before.
   */
  append(items: readonly LaneItem[], writes: readonly Write[]): Promise<(StoredItem | undefined)[]>;
  /** Items that have not run, in the order of acceptance: at most `limit`, with a higher sequence than `after`. */
  page(after: number, limit: number): readonly StoredItem[] | Promise<readonly StoredItem[]>;
  /** The item has run. */
  done(sequence: number, writes: readonly Write[]): Promise<void>;
  /** The item failed for good: it is kept beside the lanes, with the error's name, for a person to look at. */
  putAside(stored: StoredItem, error: string): Promise<void>;
  /** What was put aside, oldest first. */
  asides(): Promise<AsideItem[]>;
  /** Appends again what was put aside; `undefined` for an id that was not. */
  takeBack(id: string): Promise<StoredItem | undefined>;
  /** Keeps an item for later, in place of what stands under its key. */
  schedule(item: DueItem): Promise<void>;
  cancel(key: string): Promise<boolean>;
  /** Appends what is due, the longest due first, at most `limit`. Answers the stored ones; `undefined` for an id that was claimed before. */
  takeDue(limit: number): Promise<(StoredItem | undefined)[]>;
  /** When the next item falls due, epoch ms. Scans nothing. */
  nextDue(): number | undefined;
  /** Forgets everything, the ids too. */
  clear(): Promise<void>;
  /** Scans nothing. */
  measure(): Promise<LaneMeasure>;
}
