import { z } from 'zod';
import type { Answers } from './answers.js';
import type { Webhook } from './webhook.js';
/** How long somebody waited for their answers, in ms. */
export declare const visited: z.ZodObject<{
    messages: z.ZodNumber;
    p50: z.ZodNumber;
    p99: z.ZodNumber;
    max: z.ZodNumber;
}, z.core.$strip>;
/** One person who writes now and then, whatever else goes on, and waits for the answer each time. */
export declare class Visitor {
    #private;
    constructor(webhook: Webhook, answers: Answers);
    begin(question: unknown): void;
    end(): Promise<z.infer<typeof visited>>;
}
