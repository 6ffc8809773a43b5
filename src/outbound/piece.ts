import type { WireContact } from '../clickatell/wire.js';
import type { Choice } from './choices.js';

/**
 * One message of those that say an activity, before it is known how it leaves: media have to be uploaded first, and
 * what can be tapped goes out natively or as `text`, which says the same in words with numbers to answer with.
 */
export type Piece = TextPiece | MediaPiece | LocationPiece | ContactPiece | NativePiece;

/** At most 4096 UTF-16 units, in WhatsApp's marks. */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
}

export interface MediaPiece {
  readonly kind: 'media';
  /** A `data:` or `https:` address. */
  readonly source: string;
  /** As the activity has it; empty where it does not say. */
  readonly contentType: string;
  readonly fileName?: string;
  /** At most 1024 UTF-16 units. */
  readonly caption?: string;
  /** What is said where the file cannot be had: its name, its address and the caption. */
  readonly text: string;
}

export interface LocationPiece {
  readonly kind: 'location';
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
}

export interface ContactPiece {
  readonly kind: 'contact';
  readonly contact: WireContact;
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
