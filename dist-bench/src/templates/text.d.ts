/** A text with variables in its parts: `literals[0]`, the variable `positions[0]`, `literals[1]`, … */
export interface Parts {
    /** One more than there are variables. */
    readonly literals: readonly string[];
    /** The numbers of the variables, in the order of the text. */
    readonly positions: readonly number[];
}
/**
 * Splits a text at its well-formed variables (`{{1}}`, `{{2}}`, …). Everything else is literal, stray braces included.
 */
export declare function takeApart(text: string): Parts;
/** Fills in all variables at once, so that a value may itself contain `{{2}}`. */
export declare function fillIn({ literals, positions }: Parts, values: readonly string[]): string;
/** Counts code points, as WhatsApp's limits do: an emoji outside the basic plane is one, not two. */
export declare function countCharacters(text: string): number;
/**
 * The text on one line. White space of any kind and length becomes one blank; control characters, direction overrides,
 * zero-width blanks and halves of surrogate pairs are removed. A text without visible characters becomes empty.
 *
 * WhatsApp refuses a template if a value contains a new line, a tab or more than four blanks in a row.
 */
export declare function flatten(text: string): string;
