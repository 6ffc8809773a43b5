/**
 * Splits a text for WhatsApp into pieces of at most `limit` characters (at least 32); none for a blank text.
 *
 * It is cut between paragraphs, or otherwise between lines, sentences or words, as long as the piece is at least half
 * full, and otherwise between graphemes. A format that is open at a cut is closed before it and opened again after it.
 * Only the whitespace at a cut is removed.
 *
 * Characters are counted in UTF-16 units. It is not documented what the provider counts. A text never has fewer units
 * than code points, so a piece fits either way.
 */
export declare function splitText(text: string, limit?: number): string[];
