/** A script's answer: a flat list of texts and numbers, read from start to end. */
export declare class Answer {
    #private;
    constructor(answer: unknown);
    get isAtEnd(): boolean;
    /** The next value, without moving on. */
    peek(): unknown;
    text(): string;
    number(): number;
}
