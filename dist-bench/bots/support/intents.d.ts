/** What a message asks for, as far as its words say. */
export type Intent = {
    kind: 'cancel' | 'help' | 'human' | 'list' | 'greeting' | 'open' | 'reminders' | 'unknown';
} | {
    kind: 'status';
    ticket: string | undefined;
} | {
    kind: 'remind' | 'unremind';
    text: string;
} | {
    kind: 'add';
    ticket: string | undefined;
    text: string;
};
/** What can be said in the middle of a dialog without answering its question. It has to be the whole message. */
export type Interruption = 'cancel' | 'help' | 'human' | 'list' | 'open';
export declare function intentOf(text: string): Intent;
export declare function interruptionOf(text: string): Interruption | undefined;
/** The first ticket named in the text, however it is written: T-42, t42, "T 42". */
export declare function ticketIn(text: string): string | undefined;
/** The words in lower case, with single blanks, straight apostrophes and no other punctuation. */
export declare function plain(text: string): string;
