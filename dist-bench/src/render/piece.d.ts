import type { Choice } from '../choices/action.js';
import type { WireContact } from '../clickatell/wire.js';
/**
 * One of the messages that an activity is sent as, before it is known in which form: media have to be uploaded first,
 * and native pieces are sent natively or as numbered text.
 *
 * Every piece has a `text` that says the same, of at most 4096 UTF-16 units and in WhatsApp's marks. It is sent instead
 * if the provider does not take the piece.
 */
export type Piece = TextPiece | MediaPiece | LocationPiece | ContactPiece | NativePiece;
export interface TextPiece {
    readonly kind: 'text';
    readonly text: string;
}
export interface MediaPiece {
    readonly kind: 'media';
    /** A `data:`, `https:` or `http:` address. */
    readonly source: string;
    /** As in the activity; empty if it is not given. */
    readonly contentType: string;
    readonly fileName?: string;
    /** At most 1024 UTF-16 units. Never on a file that is known to be audio. */
    readonly caption?: string;
    /** The text sent instead if the file cannot be fetched: the caption, the file's name and its address. */
    readonly text: string;
}
export interface LocationPiece {
    readonly kind: 'location';
    /** Degrees, WGS 84. */
    readonly latitude: number;
    readonly longitude: number;
    readonly name?: string;
    readonly address?: string;
    readonly text: string;
}
export interface ContactPiece {
    readonly kind: 'contact';
    readonly contact: WireContact;
    readonly text: string;
}
/** Something that a person can tap. Each kind keeps WhatsApp's limits. */
export type NativePiece = ButtonsPiece | ListPiece | LinkPiece;
export type NativeKind = NativePiece['kind'];
/** Up to three reply buttons. */
export interface ButtonsPiece {
    readonly kind: 'buttons';
    readonly body: string;
    readonly buttons: readonly Offer[];
    readonly text: string;
}
/** Up to ten rows. */
export interface ListPiece {
    readonly kind: 'list';
    readonly body: string;
    /** The title of the button that opens the list. */
    readonly button: string;
    readonly sections: readonly {
        readonly title?: string;
        readonly rows: readonly Offer[];
    }[];
    readonly text: string;
}
/** One button that opens an address. */
export interface LinkPiece {
    readonly kind: 'link';
    readonly body: string;
    readonly title: string;
    readonly url: string;
    readonly text: string;
}
/** A choice as a button or a row shows it. Its title may be shortened. */
export interface Offer {
    readonly title: string;
    readonly description?: string;
    readonly choice: Choice;
}
