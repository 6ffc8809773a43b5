import type { Cache } from './cache.js';
import type { Rows } from './rows.js';
/** Reads rows into the cache. Keys that are requested during a read are read together after it. */
export declare class Reader {
    #private;
    constructor(rows: Rows, cache: Cache);
    /** Resolves once the cache knows the keys. The caller must have pinned them there. */
    load(keys: readonly string[]): Promise<void>;
}
