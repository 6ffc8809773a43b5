import type { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import type { WireContent } from '../clickatell/wire.js';
import type { Conversation } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Uploads } from '../files/uploads.js';
import type { NativePiece, Piece } from '../render/piece.js';
import type { BoundTemplate } from '../templates/bind.js';
/** A piece that is ready to be sent. */
export interface Prepared {
    readonly content: WireContent;
    /** Writes that must be stored before the message leaves. */
    readonly writes?: readonly Write[];
    /** Uploads its file once more, because the provider no longer has it. */
    readonly renew?: () => Promise<WireContent>;
}
export interface ContentsDeps {
    readonly uploads: Uploads;
    readonly offered: OfferedChoices;
    readonly clientFor: (business: string) => ClickatellClient;
    /** Where messages to the person go: an upload that is for one person alone is for this address. */
    readonly addressFor: (conversation: Conversation) => string | Promise<string>;
}
export declare function isNative(piece: Piece): piece is NativePiece;
/**
 * Turns an activity's pieces into messages of the API. Uploads files, and stores choices that do not fit into an id.
 */
export declare class Contents {
    #private;
    constructor(deps: ContentsDeps);
    /** `inWords`: interactive pieces become numbered text. A file that cannot be fetched becomes text in any case. */
    prepare(piece: Piece, conversation: Conversation, inWords: boolean): Prepared | Promise<Prepared>;
    /** A template as it is sent. The file of its header is uploaded first, if it is named by an address. */
    template(bound: BoundTemplate, conversation: Conversation): Prepared | Promise<Prepared>;
}
