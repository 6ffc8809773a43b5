/** What a person can tell us by one word, whatever else is going on. */
export type Keyword = 'stop' | 'start';
export interface SaidKeyword {
    readonly keyword: Keyword;
    /** The language of the word; `undefined` if it belongs to several. */
    readonly language?: string;
}
/** The keyword that a whole message is, whatever its case, accents, marks and emoji; `undefined` if it says anything else. */
export declare function keywordIn(text: string): SaidKeyword | undefined;
/** Whether a template's footer tells people that they can stop its messages by a word. */
export declare function promisesStop(footer: string): boolean;
