import type { Answers } from './answers.js';
import type { Webhook } from './webhook.js';
/** People who write to a webhook that may go away for a while: nothing that they wrote is given up. */
export declare class Crowd {
    #private;
    sent: number;
    acknowledged: number;
    answered: number;
    constructor(webhook: Webhook, answers: Answers);
    begin(question: unknown): void;
    /** Writes nothing new. */
    stop(): void;
    /** Resolves when everything that was written is acknowledged, and answered where somebody waits for that. */
    ended(): Promise<void>;
}
