import type { Result, Scale } from './report.js';
/** Messages in, one answer each: as quick as it goes, and with a provider that takes its time. */
export declare function reply(scale: Scale): AsyncGenerator<Result>;
