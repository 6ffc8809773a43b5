import { type Fields } from './plain.js';
/** A receipt's facts, and its items and sums in monospace, with the prices in a column. */
export declare function receiptWords(content: Fields): string;
/** `name: value`, a line each. */
export declare function factLines(facts: readonly Fields[], name: 'key' | 'title'): string;
