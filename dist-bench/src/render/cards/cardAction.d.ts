import type { Action } from './block.js';
import { type Fields, type Plain } from './plain.js';
/** Reads a Bot Framework card action; none if it has nothing to show. */
export declare function cardAction(value: Plain | undefined): Action[];
export declare function cardActions(value: Plain | undefined): Action[];
/** What tapping a card or a picture does, unless one of the buttons does the same. */
export declare function tapActions(owners: readonly Fields[], buttons: readonly Action[]): Action[];
export declare function addressAction(type: string, title: string, value: Plain | undefined): Action;
