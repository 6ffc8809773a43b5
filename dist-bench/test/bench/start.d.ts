import type { Result, Scale } from './report.js';
/** From the start of the process until it is ready, and the memory that it has when nothing happens. */
export declare function start({ quick, rounds }: Scale): AsyncGenerator<Result>;
