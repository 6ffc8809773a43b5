import { encodeAction } from '../choices/action.js';
import type { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import type { WireContent } from '../clickatell/wire.js';
import { type Addressed, conversationId } from '../core/conversation.js';
import {
  MediaUnavailableError,
  SendFailedError,
  TemplateParameterError,
  UploadFailedError,
  UploadsOffError,
} from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { Uploads } from '../files/uploads.js';
import { contentOfNative } from '../render/native/kinds.js';
import type { MediaPiece, NativePiece, Piece } from '../render/piece.js';
import { renderTemplate } from '../render/template.js';
import type { BoundTemplate } from '../templates/bind.js';
import { isFileAddress } from '../templates/values.js';

/** A piece that is ready to be sent. */
export interface Prepared {
  readonly content: WireContent;
  /** Writes that must be stored before the message leaves. */
  readonly writes?: readonly Write[];
  /** Uploads its file once more, because the provider no longer has it. */
  readonly renew?: () => Promise<WireContent>;
  /** Called once the message has left, or will not: what is held in memory for it may go. */
  readonly done?: () => void;
}

export interface ContentsDeps {
  readonly uploads: Uploads;
  readonly offered: OfferedChoices;
  readonly clientFor: (business: string) => ClickatellClient;
  /** Where messages to the person go: an upload that is for one person alone is for this address. */
  readonly addressFor: (conversation: Addressed) => string | Promise<string>;
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

  /**
   * `inWords`: all but files become text, interactive pieces numbered. A file that cannot be fetched becomes text in any
   * case.
   */
  prepare(piece: Piece, conversation: Addressed, inWords: boolean): Prepared | Promise<Prepared> {
    switch (piece.kind) {
      case 'text':
        return { content: { content: piece.text } };
      case 'media':
        return this.#media(piece, conversation);
      case 'location': {
        if (inWords) return { content: { content: piece.text } };
        const { kind, text, latitude, longitude, ...names } = piece;
        return { content: { location: { latitude: String(latitude), longitude: String(longitude), ...names } } };
      }
      case 'contact':
        return { content: inWords ? { content: piece.text } : { contacts: [piece.contact] } };
      default:
        return inWords ? { content: { content: piece.text } } : this.#native(piece, conversationId(conversation));
    }
  }

  /** A template as it is sent. The file of its header is uploaded first, if it is named by an address. */
  template(bound: BoundTemplate, conversation: Addressed): Prepared | Promise<Prepared> {
    const { header } = bound.template;
    const slot = header === undefined || header.type === 'text' ? undefined : header.slot;
    const source = slot === undefined ? undefined : bound.parameters[slot];
    if (header === undefined || slot === undefined || source === undefined || !isFileAddress(source)) {
      return { content: renderTemplate(bound) };
    }
    return this.#withFile(bound, { type: header.type, slot, source }, conversation);
  }

  async #withFile(
    bound: BoundTemplate,
    { type, slot, source }: { type: string; slot: string; source: string },
    conversation: Addressed,
  ): Promise<Prepared> {
    const { uploads, clientFor, addressFor } = this.#deps;
    const { name } = bound.template;
    const addressed = { ...conversation, person: await addressFor(conversation) };
    const piece: MediaPiece = { kind: 'media', source, contentType: '', text: '' };
    const upload = async () => {
      const media = await uploads
        .prepare(piece, addressed, clientFor(conversation.business))
        .catch((error: unknown) => {
          // A template cannot leave without its file, and has no text to be sent instead.
          if (!(error instanceof MediaUnavailableError)) throw error;
          if (isOutage(error.cause)) {
            // The template can be tried again.
            throw new SendFailedError(`the file of slot "${slot}" could not be uploaded.`, { cause: error });
          }
          throw new TemplateParameterError(name, slot, error.message, error);
        });
      if (!isOfKind(media.contentType, type)) {
        throw new TemplateParameterError(
          name,
          slot,
          `the file is ${media.contentType}, and the header takes a ${type}.`,
        );
      }
      const parameters = { ...bound.parameters, [slot]: media.fileId };
      return { fileId: media.fileId, content: renderTemplate({ ...bound, parameters }) };
    };
    const { fileId, content } = await upload();
    const renew = async () => {
      await uploads.forget(conversation, fileId);
      return (await upload()).content;
    };
    return { content, renew };
  }

  async #media(piece: MediaPiece, conversation: Addressed): Promise<Prepared> {
    const { uploads, clientFor, addressFor } = this.#deps;
    const client = clientFor(conversation.business);
    const addressed = { ...conversation, person: await addressFor(conversation) };
    const send = () => uploads.sent(piece, addressed, client);
    try {
      const { content, done } = await send();
      if (!('media' in content)) return { content, done };
      const { fileId } = content.media;
      const renew = async () => {
        await uploads.forget(conversation, fileId);
        const again = await send();
        again.done();
        return again.content;
      };
      return { content, renew };
    } catch (error) {
      if (error instanceof MediaUnavailableError) return { content: { content: piece.text } };
      throw error;
    }
  }

  #native(piece: NativePiece, conversation: string): Prepared {
    const writes: Write[] = [];
    const content = contentOfNative(piece, (choice, limit, index) => {
      const { id, kept } = encodeAction(choice, limit, index);
      // Stored before the question leaves, because a tap can come before the turn's end.
      if (kept) writes.push(this.#deps.offered.keepWrite(conversation, id, kept));
      return id;
    });
    return { content, writes };
  }
}

/** Whether the provider was away and refused nothing. */
function isOutage(cause: unknown): boolean {
  return cause instanceof UploadFailedError && !(cause instanceof UploadsOffError) && cause.code === undefined;
}

function isOfKind(contentType: string, headerType: string): boolean {
  const [kind] = contentType.split('/');
  return headerType === 'document' ? kind !== 'image' && kind !== 'video' && kind !== 'audio' : kind === headerType;
}
