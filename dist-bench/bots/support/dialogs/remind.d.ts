import { type Dialog } from 'botbuilder-dialogs';
import type { Desk } from '../desk.js';
/** A reminder that is not set yet. */
export interface Remind {
    /** What to remind the person of; `undefined` until the first words are read. */
    about?: string;
    /** What they wrote last. */
    text: string;
    /** The moments that they were asked to choose from, epoch ms. */
    offered: readonly number[];
}
/** Sets a reminder. Asks for its time until there is one that is not ambiguous. */
export declare function remindDialogs(desk: Desk): Dialog[];
