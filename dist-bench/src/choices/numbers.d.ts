import type { Choice } from './action.js';
/** The numbers that a bot has given to all of its choices itself, if they all differ: `2. Internet`. */
export declare function ownNumbers(choices: readonly Choice[]): number[] | undefined;
/** A title without its number, if the choices have numbers of their own. */
export declare function withoutNumber(title: string, own: readonly number[] | undefined): string;
