import { type Choice, encodeAction } from '../choices/action.js';
import type { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import type { WireContent } from '../clickatell/wire.js';
import type { Conversation } from '../core/conversation.js';
import { MediaUnavailableError } from '../core/errors.js';
import type { Uploads } from '../files/uploads.js';
import { contentOfNative } from '../render/native/kinds.js';
import type { MediaPiece, NativePiece, Piece } from '../render/piece.js';

/** What a message looks like on the wire, but for whom it goes to and its id. */
export type Content = WireContent;

/** A piece, ready to leave. */
export interface Prepared {
  readonly content: Content;
  /** Gets its file to the provider once more, which has forgotten it. */
  readonly renew?: () => Promise<Content>;
}

export interface ContentsOptions {
  readonly uploads: Uploads;
  readonly offered: OfferedChoices;
  readonly clientFor: (business: string) => ClickatellClient;
}

export function isNative(piece: Piece): piece is NativePiece {
  return piece.kind === 'buttons' || piece.kind === 'list' || piece.kind === 'link';
}

/** Makes what goes over the wire of the pieces of an activity: uploads files, and keeps what does not fit into an id. */
export class Contents {
  readonly #options: ContentsOptions;

  constructor(options: ContentsOptions) {
    this.#options = options;
  }

  /** `inWords`: says in words and numbers what could be tapped. A file that cannot be had is said in words, too. */
  async prepare(piece: Piece, conversation: Conversation, inWords: boolean): Promise<Prepared> {
    switch (piece.kind) {
      case 'text':
        return { content: { content: piece.text } };
      case 'media':
        return this.#media(piece, conversation);
      case 'location': {
        const { kind, text, latitude, longitude, ...names } = piece;
        return { content: { location: { latitude: String(latitude), longitude: String(longitude), ...names } } };
      }
      case 'contact':
        return { content: { contacts: [piece.contact] } };
      default:
        return { content: inWords ? { content: piece.text } : await this.#native(piece) };
    }
  }

  async #media(piece: MediaPiece, conversation: Conversation): Promise<Prepared> {
    const { uploads, clientFor } = this.#options;
    const client = clientFor(conversation.business);
    const upload = () => uploads.prepare(piece, conversation, client);
    try {
      const media = await upload();
      const renew = async () => {
        await uploads.forget(conversation, media.fileId);
        return { media: await upload() };
      };
      return { content: { media }, renew };
    } catch (error) {
      if (error instanceof MediaUnavailableError) return { content: { content: piece.text } };
      throw error;
    }
  }

  async #native(piece: NativePiece): Promise<Content> {
    const kept: { id: string; choice: Choice }[] = [];
    const content = contentOfNative(piece, (choice, limit, index) => {
      const encoded = encodeAction(choice, limit, index);
      if (encoded.kept) kept.push({ id: encoded.id, choice: encoded.kept });
      return encoded.id;
    });
    // Before the question leaves: a tap can be quicker than we are.
    if (kept.length > 0) await this.#options.offered.keep(kept);
    return content;
  }
}
