import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import type { Choice } from './action.js';
/**
 * The choices that a conversation was last offered, so that an inbound "2" or a title finds its action. Choices that
 * are too large for the id of a button are kept here, too, under the id that the button carries instead.
 */
export declare class OfferedChoices {
    #private;
    constructor(store: Store);
    /** `undefined` for none. Not a promise if the store is in this process. */
    read(conversation: string): readonly Choice[] | undefined | Promise<readonly Choice[] | undefined>;
    /** Replaces the choices offered before. An empty list leaves nothing to choose. */
    replaceWrite(conversation: string, choices: readonly Choice[]): Write;
    /** Keeps a choice for 30 days under an id that a button carries: printable ASCII, at most 256 characters. */
    keepWrite(id: string, choice: Choice): Write;
    /** The choice that was kept under an id; `undefined` if the id is not ours or more than 30 days old. */
    kept(id: string): Promise<Choice | undefined>;
}
