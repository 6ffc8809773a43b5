import { z } from 'zod';
import type { Answers } from './answers.js';
/** What a conversation came to. */
export declare const conversed: z.ZodObject<{
    ms: z.ZodNumber;
    p50: z.ZodNumber;
    p99: z.ZodNumber;
}, z.core.$strip>;
/** People write, each slot its next message when its last one is answered. */
export declare function converse(question: unknown, answers: Answers): Promise<z.infer<typeof conversed>>;
