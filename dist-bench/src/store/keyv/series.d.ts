import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';
/**
 * Values under rising sequence numbers, from 1. One value lists the blocks that are in use, so that opening finds all
 * values without listing keys, which not every Keyv can do. `Note` is what is kept of each value in memory.
 */
export declare class Series<Note> {
    #private;
    constructor(engine: KeyvEngine, name: string);
    /** The keys with which a transaction that adds values must be started. */
    get keys(): readonly string[];
    key(sequence: number): string;
    /** Reads all values, a block at a time. Call it once, before anything else. */
    open(noteOf: (value: unknown, sequence: number) => Note): Promise<void>;
    get size(): number;
    has(sequence: number): boolean;
    note(sequence: number): Note | undefined;
    /** The notes with a higher sequence number, in order. */
    after(sequence: number): Generator<readonly [sequence: number, note: Note]>;
    add(transaction: Transaction, value: unknown, note: Note): number;
    remove(transaction: Transaction, sequence: number): void;
    /** Forgets the notes. The caller clears the values. */
    reset(): void;
}
