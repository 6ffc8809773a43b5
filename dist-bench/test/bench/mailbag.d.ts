import { z } from 'zod';
/** Who got how many messages, when, and how many came in each second. */
export declare const mail: z.ZodObject<{
    people: z.ZodNumber;
    doubled: z.ZodNumber;
    texts: z.ZodNumber;
    templates: z.ZodNumber;
    ms: z.ZodNumber;
    mostInSecond: z.ZodNumber;
    usualInSecond: z.ZodNumber;
}, z.core.$strip>;
/** What a provider gets, except answers of the bot. */
export declare class Mailbag {
    #private;
    came({ to, content }: {
        readonly to: string;
        readonly content?: string | undefined;
    }): void;
    get messages(): number;
    tell(): z.infer<typeof mail>;
}
