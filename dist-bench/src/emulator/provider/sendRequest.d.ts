import { z } from 'zod';
declare const templateRequest: z.ZodObject<{
    templateName: z.ZodString;
    header: z.ZodOptional<z.ZodNullable<z.ZodUnion<readonly [z.ZodObject<{
        type: z.ZodLiteral<"text">;
        text: z.ZodObject<{
            parameters: z.ZodRecord<z.ZodString, z.ZodString>;
        }, z.core.$strip>;
    }, z.core.$strip>, z.ZodObject<{
        type: z.ZodLiteral<"media">;
        media: z.ZodObject<{
            fileId: z.ZodString;
        }, z.core.$strip>;
    }, z.core.$strip>]>>>;
    body: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        parameters: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodString>>>;
    }, z.core.$strip>>>;
    buttons: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
        type: z.ZodString;
        listPosition: z.ZodInt;
        parameters: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodString>>>;
    }, z.core.$strip>>>>;
}, z.core.$strip>;
export type TemplateRequest = z.infer<typeof templateRequest>;
/** One message of `POST /v1/message`. Unknown fields are ignored. */
export declare const messageRequest: z.ZodPipe<z.ZodObject<{
    channel: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    to: z.ZodString;
    clientMessageId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    content: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    contentType: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    previewFirstUrl: z.ZodOptional<z.ZodNullable<z.ZodBoolean>>;
    template: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        templateName: z.ZodString;
        header: z.ZodOptional<z.ZodNullable<z.ZodUnion<readonly [z.ZodObject<{
            type: z.ZodLiteral<"text">;
            text: z.ZodObject<{
                parameters: z.ZodRecord<z.ZodString, z.ZodString>;
            }, z.core.$strip>;
        }, z.core.$strip>, z.ZodObject<{
            type: z.ZodLiteral<"media">;
            media: z.ZodObject<{
                fileId: z.ZodString;
            }, z.core.$strip>;
        }, z.core.$strip>]>>>;
        body: z.ZodOptional<z.ZodNullable<z.ZodObject<{
            parameters: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodString>>>;
        }, z.core.$strip>>>;
        buttons: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
            type: z.ZodString;
            listPosition: z.ZodInt;
            parameters: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodString>>>;
        }, z.core.$strip>>>>;
    }, z.core.$strip>>>;
    hsm: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        template: z.ZodString;
        parameters: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodString>>>;
    }, z.core.$strip>>>;
    media: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        contentType: z.ZodString;
        fileId: z.ZodString;
        caption: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    }, z.core.$strip>>>;
    location: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        latitude: z.ZodUnion<readonly [z.ZodNumber, z.ZodString]>;
        longitude: z.ZodUnion<readonly [z.ZodNumber, z.ZodString]>;
        name: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        address: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    }, z.core.$strip>>>;
    contacts: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
        name: z.ZodObject<{
            formattedName: z.ZodString;
            firstName: z.ZodOptional<z.ZodNullable<z.ZodString>>;
            lastName: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        }, z.core.$strip>;
        phones: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
            phone: z.ZodString;
            type: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        }, z.core.$strip>>>>;
        emails: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
            email: z.ZodString;
            type: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        }, z.core.$strip>>>>;
        organization: z.ZodOptional<z.ZodNullable<z.ZodObject<{
            company: z.ZodString;
            title: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        }, z.core.$strip>>>;
    }, z.core.$strip>>>>;
    button: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        body: z.ZodString;
        items: z.ZodArray<z.ZodObject<{
            type: z.ZodLiteral<"reply">;
            title: z.ZodString;
            postbackData: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>>>;
    list: z.ZodOptional<z.ZodNullable<z.ZodObject<{
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
    }, z.core.$strip>>>;
    ctaUrl: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        body: z.ZodString;
        title: z.ZodString;
        url: z.ZodString;
    }, z.core.$strip>>>;
    relatedMessageId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
}, z.core.$strip>, z.ZodTransform<{
    channel?: string | null | undefined;
    to: string;
    clientMessageId?: string | null | undefined;
    content?: string | null | undefined;
    contentType?: string | null | undefined;
    previewFirstUrl?: boolean | null | undefined;
    media?: {
        contentType: string;
        fileId: string;
        caption?: string | null | undefined;
    } | null | undefined;
    location?: {
        latitude: string | number;
        longitude: string | number;
        name?: string | null | undefined;
        address?: string | null | undefined;
    } | null | undefined;
    contacts?: {
        name: {
            formattedName: string;
            firstName?: string | null | undefined;
            lastName?: string | null | undefined;
        };
        phones?: {
            phone: string;
            type?: string | null | undefined;
        }[] | null | undefined;
        emails?: {
            email: string;
            type?: string | null | undefined;
        }[] | null | undefined;
        organization?: {
            company: string;
            title?: string | null | undefined;
        } | null | undefined;
    }[] | null | undefined;
    button?: {
        body: string;
        items: {
            type: "reply";
            title: string;
            postbackData: string;
        }[];
    } | null | undefined;
    list?: {
        body: string;
        button: string;
        sections: {
            title?: string | null | undefined;
            items: {
                title: string;
                description?: string | null | undefined;
                postbackData: string;
            }[];
        }[];
    } | null | undefined;
    ctaUrl?: {
        body: string;
        title: string;
        url: string;
    } | null | undefined;
    relatedMessageId?: string | null | undefined;
    template: {
        templateName: string;
        header?: {
            type: "text";
            text: {
                parameters: Record<string, string>;
            };
        } | {
            type: "media";
            media: {
                fileId: string;
            };
        } | null | undefined;
        body?: {
            parameters?: Record<string, string> | null | undefined;
        } | null | undefined;
        buttons?: {
            type: string;
            listPosition: number;
            parameters?: Record<string, string> | null | undefined;
        }[] | null | undefined;
    } | undefined;
    both: boolean;
}, {
    channel?: string | null | undefined;
    to: string;
    clientMessageId?: string | null | undefined;
    content?: string | null | undefined;
    contentType?: string | null | undefined;
    previewFirstUrl?: boolean | null | undefined;
    template?: {
        templateName: string;
        header?: {
            type: "text";
            text: {
                parameters: Record<string, string>;
            };
        } | {
            type: "media";
            media: {
                fileId: string;
            };
        } | null | undefined;
        body?: {
            parameters?: Record<string, string> | null | undefined;
        } | null | undefined;
        buttons?: {
            type: string;
            listPosition: number;
            parameters?: Record<string, string> | null | undefined;
        }[] | null | undefined;
    } | null | undefined;
    hsm?: {
        template: string;
        parameters?: Record<string, string> | null | undefined;
    } | null | undefined;
    media?: {
        contentType: string;
        fileId: string;
        caption?: string | null | undefined;
    } | null | undefined;
    location?: {
        latitude: string | number;
        longitude: string | number;
        name?: string | null | undefined;
        address?: string | null | undefined;
    } | null | undefined;
    contacts?: {
        name: {
            formattedName: string;
            firstName?: string | null | undefined;
            lastName?: string | null | undefined;
        };
        phones?: {
            phone: string;
            type?: string | null | undefined;
        }[] | null | undefined;
        emails?: {
            email: string;
            type?: string | null | undefined;
        }[] | null | undefined;
        organization?: {
            company: string;
            title?: string | null | undefined;
        } | null | undefined;
    }[] | null | undefined;
    button?: {
        body: string;
        items: {
            type: "reply";
            title: string;
            postbackData: string;
        }[];
    } | null | undefined;
    list?: {
        body: string;
        button: string;
        sections: {
            title?: string | null | undefined;
            items: {
                title: string;
                description?: string | null | undefined;
                postbackData: string;
            }[];
        }[];
    } | null | undefined;
    ctaUrl?: {
        body: string;
        title: string;
        url: string;
    } | null | undefined;
    relatedMessageId?: string | null | undefined;
}>>;
export type MessageRequest = z.infer<typeof messageRequest>;
/** The body of `POST /v1/message`, with its messages not validated yet. */
export declare const sendRequest: z.ZodObject<{
    messages: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodRecord<z.ZodString, z.ZodUnknown>>>>;
}, z.core.$strip>;
export {};
