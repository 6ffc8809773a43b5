import type { ClickatellClient } from '../clickatell/client.js';
import type { Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import type { MediaPiece } from '../render/piece.js';
import type { Store } from '../store/store.js';
import { type SourceOptions } from './source.js';
/** How files that a bot sends are fetched. */
export interface MediaOptions extends SourceOptions {
    /** Files that are fetched and uploaded at once, each held in memory with at most 30 MB. Default 8; others wait. */
    readonly filesAtOnce?: number | undefined;
}
/** A file that the provider has: the `media` of a message. */
export interface PreparedMedia {
    readonly contentType: string;
    readonly fileId: string;
    readonly caption?: string;
}
export interface UploadsOptions {
    readonly store: Store;
    readonly clock: Clock;
    readonly media?: MediaOptions | undefined;
}
/**
 * Uploads a bot's files to the provider. Each content is uploaded once and used again for 29 days, whatever address it
 * came from. Its bytes are fetched and compared every time, because the content of an address can change.
 *
 * A file is held in memory and not streamed, because it takes its last byte to know whether it has to be uploaded.
 */
export declare class Uploads {
    #private;
    constructor({ store, clock, media }: UploadsOptions);
    /**
     * Makes sure that the provider has the piece's file. Rejects with `MediaUnavailableError` if it cannot be sent for
     * any reason, one of which is a caption on a file that turns out to be audio. Send `piece.text` instead.
     */
    prepare(piece: MediaPiece, conversation: Conversation, client: ClickatellClient): Promise<PreparedMedia>;
    /** Call it if the provider says that it does not have the file (error 33): the next `prepare` uploads it again. */
    forget({ business }: Conversation, fileId: string): Promise<void>;
    /** Closes the connections to the hosts of files. */
    close(): Promise<void>;
}
