import type { Spread } from './statistics.js';
/** Figures of one run, with their units in their names. */
export type Figures = Readonly<Record<string, number>>;
/** One thing measured: its name, and what its rounds came to. */
export interface Row {
    readonly name: string;
    readonly figures: Readonly<Record<string, number | Spread>>;
}
export interface Result {
    readonly benchmark: string;
    /** What was done, for the reader of the figures. */
    readonly setting: string;
    readonly rows: readonly Row[];
    /** The figures whose range is printed beside the median. The JSON file has the range of all. */
    readonly ranged?: readonly string[];
}
/** How a benchmark is run. */
export interface Scale {
    /** Few repetitions, small numbers: to see that it works, not to be quoted. */
    readonly quick: boolean;
    /** How often each contender is measured. */
    readonly rounds: number;
    /** The names of the contenders of `reply`, if not all are measured. The baseline always is. */
    readonly only: readonly string[] | undefined;
    /** A Redis that answers. */
    readonly redisUrl: string | undefined;
    /** Whether a PostgreSQL answers. */
    readonly hasPostgres: boolean;
}
/** A benchmark can have several tables, and gives each as soon as it has it. */
export type Benchmark = (scale: Scale) => AsyncIterable<Result>;
export declare function describeMachine(): string;
/** A result as a Markdown table, one column for each figure that any of its rows has. */
export declare function tableOf({ benchmark, setting, rows, ranged }: Result): string;
export declare function writeJson(path: string, { quick, rounds }: Scale, results: readonly Result[]): Promise<void>;
