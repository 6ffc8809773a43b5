import type { Result, Scale } from './report.js';
/** Whether a turn, and the start, cost more when the store knows many people. */
export declare function growth(scale: Scale): AsyncGenerator<Result>;
