/**
 * WhatsApp's inline marks, and how a typed mark is kept a character.
 *
 * A mark opens a format at the start of a line or after whitespace or punctuation, if no whitespace follows. It closes
 * one on the same line, the other way round. WhatsApp has no escape character, so a joiner beside a typed mark takes
 * the place of the neighbour that the mark would need. The joiner is U+2060 WORD JOINER: it is invisible, and on no
 * system a space, punctuation or a letter. U+200B counts as whitespace on some systems, so it could make a mark open,
 * and allows a line break; U+200C changes how the letters of some scripts join.
 */
export declare const markKinds: readonly ['`', '*', '_', '~'];
export type MarkKind = (typeof markKinds)[number];
/** A stretch of a text that has a format, in UTF-16 offsets. The end is excluded. */
export interface Span {
    readonly kind: MarkKind;
    readonly start: number;
    readonly end: number;
}
/** What WhatsApp takes for a quote or a list at the start of a line, in a text that is sent as typed. */
export declare const typedLineStart: RegExp;
/**
 * The text with the marks of its spans, and with a joiner wherever a typed mark could be taken for one.
 *
 * Spans come outermost first and do not cross. A span over several lines is marked line by line, without the whitespace
 * at its edges. A span that WhatsApp would not show, as inside a word, is not marked. `lineStart` (sticky) matches what
 * WhatsApp would take for a quote or a list at the start of a line.
 */
export declare function writeMarks(text: string, spans?: readonly Span[], lineStart?: RegExp): string;
/** The content of a code block, with joiners so that it does not end the block. */
export declare function insideBlock(text: string): string;
/** The text with its addresses replaced by letters. Offsets stay the same. */
export declare function withoutAddresses(text: string): string;
/** Whether a mark at this place could open a format on WhatsApp; if in doubt, yes. */
export declare function canOpen(text: string, index: number): boolean;
/** Whether a mark at this place could close a format on WhatsApp; if in doubt, yes. */
export declare function canClose(text: string, index: number): boolean;
