import { type WireError } from '../../clickatell/wire.js';
import type { Template } from '../../templates/catalog.js';
import { type ChatMessage, type ShownMessage } from '../people/chatMessage.js';
import { type StoredFile } from './media.js';
import type { EmulatedStatus } from './status.js';
/** What the provider makes of one message when it arrives. */
export type Validation = {
    kind: 'refused';
    error: WireError;
} | {
    kind: 'accepted';
    to: string;
    freeForm: boolean;
    shown: ShownMessage;
    failure?: EmulatedStatus;
};
export interface Surroundings {
    readonly templates: readonly Template[];
    /** A file that this integration uploaded. */
    readonly file: (fileId: string) => StoredFile | undefined;
    readonly onWhatsApp: (person: string) => boolean;
    /** A message that stands in the chat with this person. */
    readonly message: (person: string, messageId: string) => ChatMessage | undefined;
}
/** Validates the form and the recipient of one message. It does not look at the window. */
export declare function validateMessage(given: Readonly<Record<string, unknown>>, around: Surroundings): Validation;
export declare function wrongParameter(name: string): {
    kind: 'refused';
    error: WireError;
};
/** Whether a message shows buttons, a list or a link natively. */
export declare function isNative({ kind }: ShownMessage): boolean;
