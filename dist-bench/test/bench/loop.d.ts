import type { Result, Scale } from './report.js';
/** For how long the event loop stands still when there is much to do at once. */
export declare function loop(scale: Scale): AsyncGenerator<Result>;
