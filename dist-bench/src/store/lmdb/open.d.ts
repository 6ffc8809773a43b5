import { type RootDatabase } from 'lmdb';
import { type Clock } from '../../core/clock.js';
import type { OwnEngine, Store } from '../store.js';
/**
 * A store in a folder, for one process. Once a write resolves, it is visible and survives the end of the process. A
 * moment later it is on the disk and survives a power cut; `await store.environment.flushed` waits for that.
 */
export interface LmdbStore extends Store {
    readonly kind: 'lmdb';
    readonly engine: OwnEngine;
    /** The LMDB environment, for opening more named databases in it. The store closes it. */
    readonly environment: RootDatabase;
}
/**
 * Opens the store in a folder, and creates the folder if it is missing. Rejects with StoreError if that is not possible
 * or if a process (including this one) has it open already. By `clock`, values expire.
 */
export declare function openLmdb(folder: string, clock?: Clock): Promise<LmdbStore>;
