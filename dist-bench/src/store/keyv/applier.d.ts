import type { Ownership } from './ownership.js';
import type { Rows } from './rows.js';
/** Copies values from the journal to their own rows. A key with several writes in between is written once. */
export declare class Applier {
    #private;
    constructor(rows: Rows, owner: Ownership, number: number);
    /** `undefined` deletes. */
    add(number: number, writes: Iterable<readonly [key: string, row: string | undefined]>): void;
    /** Continues from a later number. Only allowed if nothing waits. */
    skipTo(number: number): void;
    /** Whether the key's row does not have its last value yet. */
    has(key: string): boolean;
    /** Whether the journal has a slot that can be written. */
    get hasRoom(): boolean;
    /** Applies all that waits now. */
    flush(): Promise<void>;
    /** Stops applying records by itself. */
    stop(): void;
}
