import type { Database, Key } from 'lmdb';
/**
 * Deletes entries that are over. It cycles through all of them, two for each that is made. So it keeps up with what is
 * made, however much comes at once, needs no index, and does nothing while nothing is made.
 */
export declare class Sweep<Value, K extends Key> {
    #private;
    constructor(entries: Database<Value, K>, isOver: (value: Value, key: K) => boolean);
    /** So many entries are made. */
    owe(made: number): void;
    /** Checks what is owed. Call it inside of a transaction. */
    run(): void;
}
