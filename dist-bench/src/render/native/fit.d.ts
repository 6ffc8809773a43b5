import type { Choice } from '../../choices/action.js';
import { type Section } from '../cards/block.js';
import type { Offer } from '../piece.js';
/** WhatsApp's limits, in UTF-16 units. */
export declare const limits: {
    readonly text: 4096;
    readonly body: 1024;
    readonly buttons: 3;
    readonly buttonTitle: 20;
    readonly buttonId: 256;
    readonly rows: 10;
    readonly rowTitle: 24;
    readonly rowDescription: 72;
    readonly rowId: 200;
    readonly sectionTitle: 24;
};
/** What is offered together, before its form is known. */
export interface Question {
    /** At most 1024 units with the words of the sections; `undefined` if there is no text. */
    readonly body: string | undefined;
    readonly sections: readonly Section[];
    /** The number of the first choice. */
    readonly first: number;
}
/** The text, shortened with an ellipsis if it has more than `limit` UTF-16 units. */
export declare function shortened(text: string, limit: number): string;
/** The text above the buttons or the list. */
export declare function bodyOf({ body, sections }: Question): string;
/** The choices of a question, if it has only choices. */
export declare function onlyChoices({ sections }: Question): Choice[] | undefined;
export declare function areDistinct(values: readonly string[]): boolean;
/** Makes an id of at most `limit` UTF-16 units. `index` is given if another choice of the message means the same. */
export type IdFor = (choice: Choice, limit: number, index?: number) => string;
/** The ids of a message's choices, in order. */
export declare function idsOf(offers: readonly Offer[], limit: number, idFor: IdFor): string[];
