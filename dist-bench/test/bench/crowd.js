import { z } from 'zod';
import { personOf, textCallback } from './callbacks.js';
const crowdOptions = z.object({
    people: z.number(),
    /** Messages at most; without it they write until they are told to stop. */
    messages: z.number().optional(),
    /** Messages that wait for their answer at once. */
    outstanding: z.number(),
    run: z.string(),
    /** Whether a slot writes on as soon as its message is acknowledged, and waits for no answer. */
    isImpatient: z.boolean().default(false),
});
/** People who write to a webhook that may go away for a while: nothing that they wrote is given up. */
export class Crowd {
    #webhook;
    #answers;
    #slots = [];
    #isStopped = false;
    sent = 0;
    acknowledged = 0;
    answered = 0;
    constructor(webhook, answers) {
        this.#webhook = webhook;
        this.#answers = answers;
    }
    begin(question) {
        const options = crowdOptions.parse(question);
        for (let slot = 0; slot < options.outstanding; slot += 1)
            this.#slots.push(this.#write(options));
    }
    /** Writes nothing new. */
    stop() {
        this.#isStopped = true;
    }
    /** Resolves when everything that was written is acknowledged, and answered where somebody waits for that. */
    async ended() {
        await Promise.all(this.#slots);
    }
    async #write({ people, messages, run, isImpatient }) {
        while (!this.#isStopped && !(messages !== undefined && this.sent >= messages)) {
            const index = this.sent++;
            const text = `${run} ${index}`;
            const answered = isImpatient ? undefined : this.#answers.to(text);
            await this.#webhook.call(textCallback(`${run}-${index}`, personOf(index % people), text));
            this.acknowledged += 1;
            await answered;
            this.answered += 1;
        }
    }
}
