import type { Result, Scale } from './report.js';
/** Notifications to people who have never written: each is accepted durably, and leaves as a template. */
export declare function fanOut(scale: Scale): AsyncGenerator<Result>;
