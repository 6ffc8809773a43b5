import type { Clock } from '../core/clock.js';
import type { Observer } from '../core/observe.js';
import type { Part } from '../sending/ledger.js';
import type { Store } from '../store/store.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import type { PriceTable } from './priceTable.js';
import { type CostReport, type CostsBy } from './report.js';
export interface AccountsDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly templates: TemplateCatalog;
    readonly prices?: PriceTable | undefined;
    readonly observe?: Observer | undefined;
    /** For how long counts are kept, in ms. Default: 400 days. */
    readonly keptMs?: number | undefined;
}
/**
 * What a cost report is about: whole days, UTC, from that of `since` to the last one before `until`, as far as counts are
 * kept, and today at the latest.
 */
export interface CostsOf {
    /** In epoch ms. Default: the beginning of this month. */
    readonly since?: number | undefined;
    /** In epoch ms. Default: now. */
    readonly until?: number | undefined;
    /** What the rows are for. Default: `category`. */
    readonly by?: CostsBy | undefined;
}
/** What is wrong with `costsKeptMs`, as a sentence; `undefined` for nothing. */
export declare function costsFault(keptMs?: number): string | undefined;
/** What was sent and what it cost, from what the ledger learns of parts. */
export declare class Accounts {
    #private;
    constructor({ prices, templates, keptMs, ...deps }: AccountsDeps);
    /** A part has come further. Counts it once as sent and once as delivered, however often its statuses come. */
    moved(before: Part | undefined, part: Part): void;
    /** @throws InvalidInputError that names the wrong field; StoreError. */
    report({ since, until, by }?: CostsOf): Promise<CostReport>;
    /** Adds what was counted to the store. */
    flush(): Promise<void>;
    /** Forgets what is not stored yet. */
    drop(): void;
}
