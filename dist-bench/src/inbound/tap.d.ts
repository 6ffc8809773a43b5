type Entry = Record<string, unknown>;
/** A tapped button, a picked row or a template's quick reply. */
export interface Tap {
    readonly title?: string;
    readonly postbackData?: string;
}
/**
 * A tap, wherever the entry has it, because no place is certain: there is one unconfirmed sample for buttons, and none
 * for the rest. A place that has both the data and the title has precedence, because an entry may also have the title
 * of the whole list. `undefined` if there is neither.
 */
export declare function readTap(entry: Entry): Tap | undefined;
export {};
