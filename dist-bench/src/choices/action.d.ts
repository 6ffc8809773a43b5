/** One thing that a person can choose. It survives JSON, because it is stored until the person answers. */
export interface Choice {
    /** What the person reads, on one line. */
    readonly title: string;
    /** What the bot gets: the action's value, or its title if it has no value. */
    readonly value: unknown;
    /** The card action's type, such as `imBack` or `postBack`; `submit` for an adaptive card's. */
    readonly type: string;
    /** The text of the answer, if a `messageBack` gives one. */
    readonly text?: string;
}
/** What the id of a button or a row contains: an action, or the id under which we keep one. */
export type DecodedAction = {
    readonly type: string;
    readonly value: unknown;
    readonly text?: string;
} | {
    readonly kept: string;
};
/**
 * The id of a button or a row. If the action fits into `limit` UTF-16 units, the id contains it, as in `imBack:balance`
 * or `postBack:{"step":2}`, so that a tap can be read years later. Otherwise the caller has to keep the choice, `kept`,
 * under the `id` until it is tapped.
 *
 * @param limit at least 32.
 * @param index tells choices of one message apart that mean the same (`imBack#1:balance`).
 */
export declare function encodeAction(choice: Choice, limit: number, index?: number): {
    id: string;
    kept?: Choice;
};
/** Reads an id that `encodeAction` made; `undefined` for any other. */
export declare function decodeAction(id: string): DecodedAction | undefined;
