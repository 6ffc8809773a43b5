import type { Ledger } from '../sending/ledger.js';
import type { Table } from '../store/table.js';
import { type Packed } from './packed.js';
import type { Afterwards, HeldEnd } from './record.js';
/**
 * Finds what became of messages: their parts in the ledger, how those ended that were held and never sent, and what was
 * decided about them later.
 */
export declare class Outcomes {
    #private;
    constructor(ledger: Ledger, heldEnds: Table<HeldEnd>);
    /** For each record, in the same order. The records are in the order of time. */
    of(records: readonly Packed[]): Promise<Afterwards[]>;
}
