/** JSON, as a value. */
export type Plain = null | boolean | number | string | readonly Plain[] | Fields;
export type Fields = {
    readonly [name: string]: Plain | undefined;
};
/**
 * Copies anything to plain JSON. What JSON does not have (functions, cycles, bytes, properties that throw when they are
 * read) is left out. Code that reads the copy can rely on its types and on its size.
 */
export declare function plain(value: unknown): Plain | undefined;
export declare function fieldsOf(value: Plain | undefined): Fields;
export declare function isFields(value: Plain | undefined): value is Fields;
/** The items of a list. A single value in place of a list counts as a list of one. */
export declare function itemsOf(value: Plain | undefined): readonly Plain[];
/** A text that is not blank, or a number as text. */
export declare function wordOf(value: Plain | undefined): string | undefined;
