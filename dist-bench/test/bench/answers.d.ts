/** Who waits for the bot's answer to which text. */
export declare class Answers {
    #private;
    /** Resolves when the provider has the answer to the text. */
    to(text: string): Promise<void>;
    came(answer: string): void;
    get missing(): number;
}
