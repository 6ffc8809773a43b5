import type { Choice } from './action.js';
/**
 * The choice that a reply means, if it means one. The reply may be, in this order: a title, a number of the list (`2`,
 * `2.`, `(2)`, `２`), a whole line of it, a value that is a string, or near to exactly one title (see `isNear`). Case,
 * width and spacing do not matter. If the titles have numbers of their own (`2. Internet`), a number means one of those
 * and never a place in the list, and a title is also understood without its number.
 */
export declare function resolveChoice<T extends Choice>(text: string, choices: readonly T[]): T | undefined;
