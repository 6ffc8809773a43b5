import type { Result, Scale } from './report.js';
/** The window's rule by itself, and what the window adds to a turn. */
export declare function decision({ quick }: Scale): AsyncGenerator<Result>;
/** Takes every result, so that no call can be optimised away. */
export declare let kept: unknown;
