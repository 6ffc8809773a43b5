/** The value that a key is believed to have: its text ('' for none), and the parsed value. */
export interface Guess {
    readonly raw: string;
    readonly value: unknown;
}
/**
 * The values that this process last saw. They are nearly always still current, and then a change takes one round trip
 * to Redis instead of two. A wrong guess costs no more than reading first.
 */
export declare class Guesses {
    #private;
    at(key: string): Guess | undefined;
    /** Whether to read first. A process that keeps guessing right would otherwise never let another one write the key. */
    mustLook(key: string): boolean;
    /** `wasGuessed`: a change was written that was based on a guess only. */
    note(key: string, { raw, value }: Guess, wasGuessed?: boolean): void;
    forget(key: string): void;
    clear(): void;
}
