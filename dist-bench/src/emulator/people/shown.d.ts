import type { StoredFile } from '../provider/media.js';
import type { MessageRequest } from '../provider/sendRequest.js';
import type { ChatMessage, Quoted, ShownMessage } from './chatMessage.js';
type Place = NonNullable<ChatMessage['location']>;
type Contact = NonNullable<ChatMessage['contacts']>[number];
/** How a phone shows a free-form message of the business. `file` is its media. */
export declare function shownFreeForm(request: MessageRequest, file?: StoredFile, quoted?: Quoted): ShownMessage;
/** How a phone shows a file. */
export declare function shownMedia(file: StoredFile, { caption, voice }: {
    caption?: string;
    voice?: true;
}): ShownMessage;
export declare function fileFacts({ contentType, fileName, bytes }: StoredFile): NonNullable<ChatMessage['media']>;
/** How a phone shows a place. */
export declare function shownPlace(location: Place): ShownMessage;
/** How a phone shows people's cards. */
export declare function shownContacts(contacts: Contact[]): ShownMessage;
export {};
