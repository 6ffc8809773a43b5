/** The id of a free-form part of a message: the first one has the message's own. */
export declare function partId(message: string, index: number): string;
/** The id of the fallback text that is sent if the provider does not take a part. */
export declare function fallbackId(part: string): string;
/** The id of the template that is sent after the message had its free-form try. */
export declare function templateId(message: string): string;
/** The id of the `nth` template that is tried for the message, from the second on. */
export declare function nextTemplateId(message: string, nth: number): string;
/** The id under which a message leaves once more, because its first free-form try was refused for the window. */
export declare function againId(message: string): string;
/** The ids under which a message was sent before it left under this one, the latest first. */
export declare function triesBefore(message: string): string[];
/** The id under which a message was sent first. */
export declare function firstId(message: string): string;
/** Whether a message with this id has been sent before under another one. */
export declare function isAgain(message: string): boolean;
/**
 * The id of the template that asks a person to answer, in the conversation with this id: the same for whatever is held,
 * until the person writes or it has left. In epoch ms: when they wrote, and when the last one left.
 */
export declare function askId(conversation: string, heardAt: number, askedAt: number): string;
/** Whether a message asks a person to answer. */
export declare function isAsk(message: string): boolean;
