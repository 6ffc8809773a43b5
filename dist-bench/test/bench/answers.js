/** Who waits for the bot's answer to which text. */
export class Answers {
    #waiting = new Map();
    /** Resolves when the provider has the answer to the text. */
    to(text) {
        return new Promise((resolve) => this.#waiting.set(`You said: ${text}`, resolve));
    }
    came(answer) {
        this.#waiting.get(answer)?.();
        this.#waiting.delete(answer);
    }
    get missing() {
        return this.#waiting.size;
    }
}
