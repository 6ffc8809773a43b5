/** The value under which so many percent of the values are; 0 of none. */
export declare function percentile(values: readonly number[], percent: number): number;
export declare function median(values: readonly number[]): number;
/** What several rounds came to. */
export interface Spread {
    readonly median: number;
    readonly low: number;
    readonly high: number;
}
export declare function spread(values: readonly number[]): Spread;
