/**
 * The base class of every error that this package throws on purpose. The message says what to do. Subclasses have the
 * details as fields. No message contains a key, a token, message text or a full phone number.
 */
export declare class ClickatellAdapterError extends Error {
    get name(): string;
}
/** A setting or an option is missing or wrong. */
export declare class ConfigurationError extends ClickatellAdapterError {
    /** One sentence for each fault. */
    readonly faults: readonly string[];
    constructor(faults: string | readonly string[]);
}
/** A caller's input is wrong. `field` is the path of the wrong field, such as `template.name`. */
export declare class InvalidInputError extends ClickatellAdapterError {
    readonly field: string;
    constructor(field: string, problem: string);
}
/** A notification's id was used before, for another person or another content. Nothing was sent under it. */
export declare class NotificationIdReusedError extends ClickatellAdapterError {
    readonly id: string;
    constructor(id: string);
}
/** A notification failed, but the person may have got it, or a part of it: it is not sent again under its id. */
export declare class NotificationUnsettledError extends ClickatellAdapterError {
    readonly id: string;
    constructor(id: string);
}
/** The template catalogue cannot be used. `faults` lists everything that is wrong with it, not just the first fault. */
export declare class TemplateCatalogError extends ClickatellAdapterError {
    readonly faults: readonly string[];
    constructor(faults: readonly string[]);
}
/** The catalogue has no template with this name. */
export declare class TemplateNotFoundError extends ClickatellAdapterError {
    readonly template: string;
    /** `languages`: those in which the catalogue has the template, if it is only not in the one that was asked for. */
    constructor(template: string, { language, languages }?: {
        language?: string;
        languages?: readonly string[];
    });
}
/** The parameters do not match the template's slots. */
export declare class TemplateParameterError extends ClickatellAdapterError {
    readonly template: string;
    readonly slot: string;
    constructor(template: string, slot: string, problem: string, cause?: unknown);
}
/** The customer service window is closed (or was never open), and the message has no template to be sent as. */
export declare class WindowClosedError extends ClickatellAdapterError {
    /** When the window closed, in epoch ms; `undefined` if the person never wrote or nothing is known. */
    readonly closedAt: number | undefined;
    constructor(reason: string, closedAt?: number);
}
/** The person has not allowed the message. Nothing was sent. */
export declare abstract class ConsentError extends ClickatellAdapterError {
    /** The alert that the message is about, if it is one, such as `flight:SA204`. */
    readonly topic: string | undefined;
    constructor(reason: string, topic?: string);
}
/** The person has told us to stop. What they ask for is still answered; anything else waits until they write START. */
export declare class OptedOutError extends ConsentError {
}
/** The person has not signed up for the alert, or no longer is. */
export declare class NotSignedUpError extends ConsentError {
}
/** The channel cannot do this (through this API, WhatsApp messages can be neither changed nor deleted). */
export declare class NotSupportedError extends ClickatellAdapterError {
}
/** A stored item has been changed since it was read (Bot Framework's eTag rule). */
export declare class ETagConflictError extends ClickatellAdapterError {
    readonly key: string;
    constructor(key: string);
}
/** The store cannot be opened, read or written. This is never treated as "nothing stored". */
export declare class StoreError extends ClickatellAdapterError {
}
/** A stored value is not what this program wrote. Reading it again gives the same result. */
export declare class DamagedValueError extends StoreError {
}
/** The provider refused a message for good. Sending it again would not help. */
export declare class SendRefusedError extends ClickatellAdapterError {
    /** Clickatell's error or status code; `undefined` if it gave none. */
    readonly code: number | undefined;
    /** Clickatell's name or description of it. */
    readonly description: string;
    /** The HTTP status of the answer; `undefined` if a status callback said it. */
    readonly http: number | undefined;
    constructor(code: number | undefined, description: string, http?: number);
}
/** A template that was tried, or passed over, and why it did not leave. */
export interface TriedTemplate {
    readonly template: string;
    readonly language: string;
    readonly reason: string;
}
/** Neither a template nor any other that may be sent in its place could be sent. `tried` lists them all. */
export declare class TemplatesRefusedError extends SendRefusedError {
    readonly tried: readonly TriedTemplate[];
    /** `refusal`: what the provider said of the last one, if it was asked. */
    constructor(tried: readonly TriedTemplate[], { code, description, http }?: Partial<SendRefusedError>);
}
/** The provider could not take the message, and the tries are used up. It was certainly not accepted. */
export declare class SendFailedError extends ClickatellAdapterError {
    readonly code: number | undefined;
    /** Clickatell's description of the problem; `undefined` if it gave none, and `message` is in our words alone. */
    readonly description: string | undefined;
    constructor(problem: string, options?: {
        code?: number | undefined;
        description?: string | undefined;
        cause?: unknown;
    });
}
/** A message was tried for as long as it may be, or can never leave. It is a dead letter now: `adapter.repeat` tries it again. */
export declare class GivenUpError extends ClickatellAdapterError {
    constructor(reason: string);
}
/** The request left, but no usable answer came: the provider may or may not have accepted the message. */
export declare class SendOutcomeUnknownError extends ClickatellAdapterError {
    /** The HTTP status of the answer, which did not tell; `undefined` if no answer came. */
    readonly http: number | undefined;
    constructor(problem: string, options?: {
        http?: number | undefined;
        cause?: unknown;
    });
}
/** Another process has taken over the turn's lane and runs the turn again, so this run must not send anything more. */
export declare class LaneLostError extends ClickatellAdapterError {
    constructor();
}
/** The turn took longer than its limit. Its lane goes on, and nothing more of it is sent or written. */
export declare class TurnTimeoutError extends ClickatellAdapterError {
    readonly limitMs: number;
    constructor(limitMs: number);
}
/** Turns wait for each other in a circle. One of them gets this error, and the others go on. */
export declare class CircularWaitError extends ClickatellAdapterError {
    constructor();
}
/** The process ended every time that this turn ran. The turn became a dead letter, so that others can run. */
export declare class TurnCrashedError extends ClickatellAdapterError {
    /** How many of its runs began and did not end. */
    readonly runs: number;
    constructor(runs: number);
}
/** One of the bot's middlewares or handlers removed the message, so it never reached the channel. */
export declare class NotSentError extends ClickatellAdapterError {
    constructor();
}
/** The provider did not take a file, for now or for good. */
export declare class UploadFailedError extends ClickatellAdapterError {
    /** Clickatell's error code; `undefined` when it gave none. */
    readonly code: number | undefined;
    /** Clickatell's description of the problem; `undefined` if it gave none, and `message` is in our words alone. */
    readonly description: string | undefined;
    constructor(problem: string, options?: {
        code?: number | undefined;
        description?: string | undefined;
        cause?: unknown;
    });
}
/** A file that a person sent cannot be downloaded from the provider, for now or for good. */
export declare class DownloadFailedError extends ClickatellAdapterError {
    /** Clickatell's error code; `undefined` when it gave none. */
    readonly code: number | undefined;
    constructor(problem: string, options?: {
        code?: number | undefined;
        cause?: unknown;
    });
}
/** A file's address is not the configured provider's, and only the provider may see the key. Nothing was requested. */
export declare class ForeignMediaError extends ClickatellAdapterError {
    constructor();
}
/** A file is larger than allowed. */
export declare class MediaTooLargeError extends ClickatellAdapterError {
    readonly limitBytes: number;
    constructor(limitBytes: number);
}
/** The downloaded file does not have the given hash: throw away what was read of it. */
export declare class MediaHashError extends ClickatellAdapterError {
    constructor();
}
/** One of the bot's files cannot be sent; its text can. */
export declare class MediaUnavailableError extends ClickatellAdapterError {
    /** What is wrong: its address, the answer from there, its type or size, or that the provider did not take it. */
    readonly reason: 'address' | 'source' | 'type' | 'size' | 'upload';
    constructor(reason: MediaUnavailableError['reason'], problem: string, cause?: unknown);
}
