import { type Plain } from './plain.js';
/** The text of formatted runs, in WhatsApp's marks. */
export declare function richText(runs: readonly Plain[]): string;
