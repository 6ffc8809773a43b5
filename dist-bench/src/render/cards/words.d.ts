import { type Span } from '../text/marks.js';
import { type Plain } from './plain.js';
/** Texts that we add if the bot does not give them. */
export declare const ownWords: {
    /** The body of a message with buttons that has no other text. */
    readonly body: '…';
    /** The button that opens a list. */
    readonly listButton: 'Choose';
    /** A file without a name. */
    readonly file: '📎';
    readonly tax: 'Tax';
    readonly vat: 'VAT';
    readonly total: 'Total';
};
/** The text as it is typed: its marks do not format anything. */
export declare function typed(text: string): string;
export declare function bold(text: string): string;
export declare function marked(text: string, spans: readonly Span[]): string;
/** Joins the texts that are not blank as lines. */
export declare function lines(...texts: readonly (string | undefined)[]): string;
/** Joins the texts that are not blank as paragraphs. */
export declare function paragraphs(...texts: readonly (string | undefined)[]): string;
/** What a person can read in unknown JSON: every text in it, each on a line. */
export declare function readable(value: Plain | undefined): string;
/** As `readable`, without the `known` fields. */
export declare function readableRest(value: Plain | undefined, known: readonly string[]): string;
