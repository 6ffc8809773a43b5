import type { DialogContext } from 'botbuilder-dialogs';
import type { Desk } from './desk.js';
import { type Said } from './said.js';
/** Answers a message while no dialog is under way. */
export declare function answer(dc: DialogContext, said: Said, desk: Desk): Promise<void>;
/** Answers what can be said in the middle of a dialog without answering it. `false` leaves it to the dialog. */
export declare function interrupt(dc: DialogContext, said: Said, desk: Desk): Promise<boolean>;
