import type { DateContext } from './locale.js';
export interface Found {
    /** Epoch ms; some may have passed. */
    readonly moments: readonly number[];
    /** Why there are none. */
    readonly problem?: 'repeating' | 'unclear' | 'none';
    /** Where the words are: the first character, and the one after the last. */
    readonly places: readonly (readonly [start: number, end: number])[];
}
/** The moments that a text names. `monthFirst` decides what 05/06 is. */
export declare function findMoments(text: string, context: DateContext, monthFirst: boolean): Found;
