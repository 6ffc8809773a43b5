import type { Result, Scale } from './report.js';
/** SIGKILL under load, and another process on the same store: when the last answer comes, and that each comes once. */
export declare function recovery(scale: Scale): AsyncGenerator<Result>;
