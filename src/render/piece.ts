import type { Choice } from '../choices/action.js';
import type { WireContact } from '../clickatell/wire.js';

/**
 * One message of those that say an activity, before it is known how it leaves: media have to be uploaded first, and
 * what can be tapped goes out natively or as `text`, which says the same in words with numbers to answer with. Every
 * piece has such a `text`, of at most 4096 UTF-16 units, in WhatsApp's marks: for whatever the provider does not take.
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
  /** As the activity has it; empty where it does not say. */
  readonly contentType: string;
  readonly fileName?: string;
  /** At most 1024 UTF-16 units, and not on what is known to be audio. */
  readonly caption?: string;
  /** What is said where the file cannot be had: the caption, the file's name and its address. */
  readonly text: string;
}

export interface LocationPiece {
  readonly kind: 'location';
  /** Degrees, within the range that the earth has. */
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

/** What a person can tap, each kind with WhatsApp's limits kept. */
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
  /** What opens the list. */
  readonly button: string;
  readonly sections: readonly { readonly title?: string; readonly rows: readonly Offer[] }[];
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

/** A choice as a button or a row shows it: its title may be shortened. */
export interface Offer {
  readonly title: string;
  readonly description?: string;
  readonly choice: Choice;
}
