import { encodeAction } from '../choices/action.js';
import type { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import type { WireContent } from '../clickatell/wire.js';
import type { Conversation } from '../core/conversation.js';
import { MediaUnavailableError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { Uploads } from '../files/uploads.js';
import { contentOfNative } from '../render/native/kinds.js';
import type { MediaPiece, NativePiece, Piece } from '../render/piece.js';

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
}

export function isNative(piece: Piece): piece is NativePiece {
  return piece.kind === 'buttons' || piece.kind === 'list' || piece.kind === 'link';
}

/**
 * Turns an activity's pieces into messages of the API. Uploads files, and stores choices that do not fit into an id.
 */
export class Contents {
  readonly #deps: ContentsDeps;

  constructor(deps: ContentsDeps) {
    this.#deps = deps;
  }

  /** `inWords`: interactive pieces become numbered text. A file that cannot be fetched becomes text in any case. */
  prepare(piece: Piece, conversation: Conversation, inWords: boolean): Prepared | Promise<Prepared> {
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
        return inWords ? { content: { content: piece.text } } : this.#native(piece);
    }
  }

  async #media(piece: MediaPiece, conversation: Conversation): Promise<Prepared> {
    const { uploads, clientFor } = this.#deps;
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

  #native(piece: NativePiece): Prepared {
    const writes: Write[] = [];
    const content = contentOfNative(piece, (choice, limit, index) => {
      const { id, kept } = encodeAction(choice, limit, index);
      // Stored before the question leaves, because a tap can come before the turn's end.
      if (kept) writes.push(this.#deps.offered.keepWrite(id, kept));
      return id;
    });
    return { content, writes };
  }
}
