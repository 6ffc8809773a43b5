import type { Result, Scale } from './report.js';
/** Whether memory stays flat: an hour by the bot's clock, in which turns run as quickly as they can. */
export declare function hour(scale: Scale): AsyncGenerator<Result>;
