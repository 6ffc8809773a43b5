import { z } from 'zod';
/** Up to three reply buttons, with different titles and different postback data. */
export declare const replyButtons: z.ZodObject<{
    body: z.ZodString;
    items: z.ZodArray<z.ZodObject<{
        type: z.ZodLiteral<"reply">;
        title: z.ZodString;
        postbackData: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
/** Up to ten rows in all sections together. If there are several sections, each needs a title. */
export declare const list: z.ZodObject<{
    body: z.ZodString;
    button: z.ZodString;
    sections: z.ZodArray<z.ZodObject<{
        title: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        items: z.ZodArray<z.ZodObject<{
            title: z.ZodString;
            description: z.ZodOptional<z.ZodNullable<z.ZodString>>;
            postbackData: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
}, z.core.$strip>;
/** One button that opens a page. */
export declare const ctaUrl: z.ZodObject<{
    body: z.ZodString;
    title: z.ZodString;
    url: z.ZodString;
}, z.core.$strip>;
