import type { Figures, Row } from './report.js';
/** What each contender's rounds came to, by its name. */
export type Rounds = ReadonlyMap<string, readonly Figures[]>;
/**
 * Measures every contender once in every round, so that whatever disturbs the machine for a while disturbs them all.
 */
export declare function interleaved<Contender extends {
    readonly name: string;
}>(contenders: readonly Contender[], rounds: number, measure: (contender: Contender) => Promise<Figures>): Promise<Rounds>;
export declare function rowsOf(rounds: Rounds): Row[];
/** Adds, as `name`, a figure divided by the same figure of the base contender in the same round. */
export declare function withRatio(rounds: Rounds, base: string, figure: string, name: string): Rounds;
