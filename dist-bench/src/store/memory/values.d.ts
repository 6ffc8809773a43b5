import { type Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { Values } from '../values.js';
/** Values in one Map. Each commit is finished before the next one begins. */
export declare class MemoryValues implements Values {
    #private;
    constructor(clock?: Clock);
    getMany(keys: readonly string[]): unknown[];
    commit(writes: readonly Write[]): Promise<readonly unknown[]>;
    commitNow(writes: readonly Write[]): readonly unknown[];
    delete(keys: readonly string[]): Promise<number>;
    clear(keyPrefix: string): Promise<void>;
    close(): Promise<void>;
    refuseIfClosed(): void;
    /** How many values are stored, including expired ones that are not deleted yet. */
    get size(): number;
}
