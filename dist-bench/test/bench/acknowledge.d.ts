import type { Result, Scale } from './report.js';
/** How soon the webhook answers, at a load that does not wait for it: steady, and in a burst that no bot keeps up with. */
export declare function acknowledge(scale: Scale): AsyncGenerator<Result>;
