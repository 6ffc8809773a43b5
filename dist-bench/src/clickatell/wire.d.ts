import { z } from 'zod';
/**
 * Clickatell's One API as it looks on the wire, and nothing else: what the client and the emulator both have to know.
 * Sources: Clickatell's developer reference ("One API", "One API client callbacks") and its tables of errors and
 * message statuses. Where a shape is not certain, the comment says so, and no other module rests on it.
 */
/** One message of `POST /v1/message`. `channel` is always set: without it, Clickatell sends an SMS. */
export interface WireMessage {
    channel: 'whatsapp';
    /** Digits, no `+`; or an opaque user id. */
    to: string;
    clientMessageId?: string;
    /** Text, UTF-8, at most 4096 characters. */
    content?: string;
    previewFirstUrl?: boolean;
    template?: WireTemplate;
    /** An uploaded file. The shape is likely. No caption on audio. */
    media?: {
        contentType: string;
        fileId: string;
        caption?: string;
    };
    /** Degrees as strings. The shape is likely. */
    location?: {
        latitude: string;
        longitude: string;
        name?: string;
        address?: string;
    };
    /** That contacts can be sent is likely; what stands in one is a guess. */
    contacts?: WireContact[];
    /** Reply buttons, the one interactive shape that was ever seen (weak). */
    button?: {
        body: string;
        items: {
            type: 'reply';
            title: string;
            postbackData: string;
        }[];
    };
    /** A list of rows to pick from. Supported for certain; the shape is a guess. */
    list?: {
        body: string;
        button: string;
        sections: WireSection[];
    };
    /** One button that opens an address. Supported for certain; the shape is a guess. */
    ctaUrl?: {
        body: string;
        title: string;
        url: string;
    };
    /** The message that this one quotes, by the provider's id. Certain on what comes in, a guess on what goes out. */
    relatedMessageId?: string;
}
/** What a message says, apart from its recipient and its id. */
export type WireContent = Omit<WireMessage, 'channel' | 'to' | 'clientMessageId'>;
export interface WireSection {
    title?: string;
    items: {
        title: string;
        description?: string;
        postbackData: string;
    }[];
}
export interface WireContact {
    name: {
        formattedName: string;
        firstName?: string;
        lastName?: string;
    };
    phones?: {
        phone: string;
        type?: string;
    }[];
    emails?: {
        email: string;
        type?: string;
    }[];
    organization?: {
        company: string;
        title?: string;
    };
}
/** A template message. That `body.parameters` maps positions to values is certain; the rest of the shape is likely. */
export interface WireTemplate {
    templateName: string;
    header?: {
        type: 'text';
        text: {
            parameters: Record<string, string>;
        };
    } | {
        type: 'media';
        media: {
            fileId: string;
        };
    };
    body?: {
        parameters: Record<string, string>;
    };
    /** `listPosition` counts from 1. */
    buttons?: {
        type: 'url';
        listPosition: number;
        parameters: Record<string, string>;
    }[];
}
/** The description is in free words, which may repeat the message: they are redacted where they enter. */
declare const wireError: z.ZodObject<{
    code: z.ZodOptional<z.ZodNumber>;
    description: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
}, z.core.$strip>;
/** The answer to `POST /v1/message`. The order of `messages` is not promised. Fields that are absent mean "none". */
export declare const sendAnswer: z.ZodObject<{
    messages: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{
        apiMessageId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        accepted: z.ZodBoolean;
        to: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        clientMessageId: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        error: z.ZodOptional<z.ZodNullable<z.ZodObject<{
            code: z.ZodOptional<z.ZodNumber>;
            description: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
        }, z.core.$strip>>>;
    }, z.core.$strip>>>>;
    error: z.ZodOptional<z.ZodNullable<z.ZodObject<{
        code: z.ZodOptional<z.ZodNumber>;
        description: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
    }, z.core.$strip>>>;
}, z.core.$strip>;
export type SendAnswer = z.infer<typeof sendAnswer>;
export type WireError = z.infer<typeof wireError>;
/** Errors at submit time (Clickatell, "One API errors table"). */
export declare const errors: {
    readonly invalidKey: {
        readonly code: 1;
        readonly http: 401;
        readonly description: 'Invalid or missing integration API Key';
    };
    readonly accountInactive: {
        readonly code: 2;
        readonly http: 400;
        readonly description: 'Account is inactive';
    };
    readonly integrationInactive: {
        readonly code: 3;
        readonly http: 400;
        readonly description: 'Integration is inactive';
    };
    readonly addressNotApproved: {
        readonly code: 7;
        readonly http: 401;
        readonly description: 'IP address not approved';
    };
    readonly internal: {
        readonly code: 18;
        readonly http: 500;
        readonly description: 'Internal error';
    };
    readonly internalRetry: {
        readonly code: 19;
        readonly http: 503;
        readonly description: 'Internal error, please retry';
    };
    readonly noBalance: {
        readonly code: 20;
        readonly http: 402;
        readonly description: 'Insufficient account balance';
    };
    readonly malformed: {
        readonly code: 21;
        readonly http: 400;
        readonly description: 'Malformed payload';
    };
    readonly tooManyMessages: {
        readonly code: 22;
        readonly http: 400;
        readonly description: 'Too many messages in one request';
    };
    readonly parameter: {
        readonly code: 23;
        readonly http: 400;
        readonly description: 'Invalid or missing parameter';
    };
    readonly contentTooLarge: {
        readonly code: 24;
        readonly http: 400;
        readonly description: 'Content too large';
    };
    readonly invalidRecipient: {
        readonly code: 25;
        readonly http: 400;
        readonly description: 'Invalid recipient';
    };
    readonly optedOut: {
        readonly code: 26;
        readonly http: 400;
        readonly description: 'Recipient opted out';
    };
    readonly notOnChannel: {
        readonly code: 27;
        readonly http: 400;
        readonly description: 'Recipient not available on channel';
    };
    readonly contentType: {
        readonly code: 30;
        readonly http: 400;
        readonly description: 'Content type not supported';
    };
    readonly mediaTooLarge: {
        readonly code: 31;
        readonly http: 400;
        readonly description: 'Media too large';
    };
    readonly mediaNotFound: {
        readonly code: 33;
        readonly http: 400;
        readonly description: 'Media not found';
    };
    readonly channelNotActive: {
        readonly code: 38;
        readonly http: 400;
        readonly description: 'Channel not active on this integration';
    };
    readonly noSuchResource: {
        readonly code: 41;
        readonly http: 404;
        readonly description: 'The requested resource does not exist';
    };
    readonly method: {
        readonly code: 42;
        readonly http: 405;
        readonly description: 'Method not supported';
    };
    readonly rateLimit: {
        readonly code: 43;
        readonly http: 400;
        readonly description: 'Rate limit exceeded';
    };
    readonly demoExpired: {
        readonly code: 46;
        readonly http: 400;
        readonly description: 'Demo period expired';
    };
};
/** Statuses of a message (Clickatell, "One API message status table"). Judge by the name first, the number second. */
export declare const statuses: {
    readonly UNKNOWN: 1;
    readonly QUEUED: 2;
    readonly SCHEDULED: 3;
    readonly SENT_TO_SUPPLIER: 4;
    readonly DEVICE_ACK: 5;
    readonly READ: 6;
    readonly EXPIRED: 20;
    readonly STOPPED_BY_USER: 21;
    readonly STOPPED_BY_ADMIN: 22;
    readonly DELIVERY_FAILURE: 23;
    readonly EMULATED: 24;
    readonly INSUFFICIENT_ACCOUNT_BALANCE: 25;
    readonly VOLUME_LIMIT: 26;
    readonly VOLUME_LIMIT_DAILY: 27;
    readonly VOLUME_LIMIT_MONTHLY: 28;
    readonly RECIPIENT_DOES_NOT_EXIST: 29;
    readonly WHATSAPP_ACCOUNT_PAYMENT_ISSUE: 130;
    readonly WHATSAPP_RE_ENGAGEMENT_REQUIRED: 131;
    readonly WHATSAPP_SPAM_RATE_LIMIT_REACHED: 132;
    readonly WHATSAPP_SERVER_RATE_LIMIT: 133;
    readonly WHATSAPP_TEMPLATE_TEXT_TOO_LONG: 140;
    readonly WHATSAPP_TEMPLATE_FORMAT_MISMATCH: 141;
};
export type StatusName = keyof typeof statuses;
/** Statuses whose numbers are not public, or not certain. */
export declare const unnumberedStatuses: readonly ['STOP_MARKETING_MESSAGES', 'EXCESSIVE_MESSAGES_TO_RECIPIENT', 'ENCRYPTION_VALIDATION_ERROR', 'MEDIA_TYPE_NOT_SUPPORTED', 'ANONYMOUS_USER_ID_INVALID', 'ANONYMOUS_USER_ID_ERROR', 'WHATSAPP_HSM_NOT_AVAILABLE', 'WHATSAPP_HSM_PARAM_COUNT_MISMATCH', 'WHATSAPP_HSM_IS_MISSING', 'WHATSAPP_EXPERIMENTAL_NUMBER', 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED', 'WHATSAPP_TEMPLATE_MEDIA_FORMAT_UNSUPPORTED', 'WHATSAPP_PARAMETER_MISSING', 'WHATSAPP_PARAMETER_INVALID', 'WHATSAPP_PARAMETER_NOT_REQUIRED', 'WHATSAPP_TEMPLATE_INVALID_URL', 'WHATSAPP_TEMPLATE_INVALID_PHONE_NUMBER', 'WHATSAPP_TEMPLATE_RECEIVER_NO_BUTTON_SUPPORT'];
/**
 * Numbers of Meta's own, which can stand in a status instead of Clickatell's (Meta, "Cloud API error codes"; 470 to 472
 * are those of its older API). Clickatell's end far below.
 */
export declare const metaErrors: {
    readonly reEngagement: readonly [131047, 470];
    readonly pace: readonly [130429, 131016, 131048, 131056, 131057, 80007, 471];
    readonly account: readonly [131042, 131031, 368];
    readonly form: readonly [131051, 131052, 131053];
    /**
     * About the template, whoever it is for: another number of parameters, not there (in this language), parameters of
     * another form, paused, disabled; its flow is blocked or throttled; a parameter that it needs is missing.
     */
    readonly template: readonly [132000, 132001, 132012, 132015, 132016, 132068, 132069, 131008];
    /** About the values in it: too long when filled in, against the policy for characters, not valid. */
    readonly templateValues: readonly [132005, 132007, 131009];
    /** About the recipient: not on WhatsApp, in an experiment, wants no marketing. */
    readonly recipient: readonly [131021, 131026, 131049, 131050, 130472, 472];
};
/** The body of `POST /v1/notification`, which marks an inbound message as read. */
export declare const readReceipt: {
    readonly statusCode: 1001;
};
/** Where the path of each call is written once. */
export declare const paths: {
    readonly message: '/v1/message';
    readonly notification: '/v1/notification';
    readonly media: '/v1/media';
    readonly balance: '/v1/balance';
};
export {};
