import type { Activity } from 'botbuilder';
import type { Photo } from './ticket.js';
/** What a person said in one message: words, photos, or both (a photo with a caption). */
export interface Said {
    text: string;
    photos: Photo[];
    /** The captions of photos that came before the answer itself. */
    captions: string[];
}
/** Reads a message. A tapped button without a text says its value, and a place says where it is. */
export declare function saidOf(activity: Activity): Said;
/** Whether the message has a file that is not a photo, and that can therefore not be kept. */
export declare function hasOtherFiles({ attachments }: Activity): boolean;
/** A name for a message, the same each time it is delivered: the idempotency key of what the turn opens or adds. */
export declare function turnOf({ channelId, conversation, id, timestamp }: Activity): string;
/** All the words of an answer: the captions of its photos, then the answer itself. */
export declare function wordsOf({ text, captions }: Said): string;
