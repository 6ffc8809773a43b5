import type { Result, Scale } from './report.js';
/**
 * One publication to many, of whom half have written within the last day: each is told once. Somebody else writes twice a
 * second meanwhile.
 */
export declare function publish(scale: Scale): AsyncGenerator<Result>;
