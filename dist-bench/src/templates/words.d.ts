import type { z } from 'zod';
/** What is wrong with a field, in a sentence each that begins with the field and has no full stop. */
export declare function inWords(issue: z.core.$ZodIssue, value: unknown): string[];
