/** Whole numbers that look random, but are always the same for the same seed. */
export interface Random {
    /** From `low` to `high`, both included. */
    between(low: number, high: number): number;
    pick<T>(items: readonly [T, ...T[]]): T;
}
/** Takes its numbers from a chain of hashes: first of the seed, then of each block before. */
export declare function seeded(seed: string): Random;
