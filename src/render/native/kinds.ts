import type { WireMessage } from '../../clickatell/wire.js';
import type { NativeKind, NativePiece } from '../piece.js';
import { buttonsPiece, contentOfButtons } from './buttons.js';
import { type IdFor, limits, type Question } from './fit.js';
import { contentOfLink, linkPiece } from './link.js';
import { contentOfList, listPiece } from './list.js';

/**
 * Whether the wire shape of each kind is known. Reply buttons were seen once; the others are guesses, and are sent as
 * numbered text unless the user of the library decides otherwise.
 */
export const nativeKinds: Readonly<Record<NativeKind, { readonly certain: boolean }>> = {
  buttons: { certain: true },
  list: { certain: false },
  link: { certain: false },
};

/** The first native form that shows the whole question; `undefined` if only text does. */
export function nativePiece(question: Question): NativePiece | undefined {
  const piece = buttonsPiece(question) ?? listPiece(question) ?? linkPiece(question);
  return piece && piece.text.length <= limits.text ? piece : undefined;
}

/** A native piece as it is sent. */
export function contentOfNative(piece: NativePiece, idFor: IdFor): Pick<WireMessage, 'button' | 'list' | 'ctaUrl'> {
  switch (piece.kind) {
    case 'buttons':
      return contentOfButtons(piece, idFor);
    case 'list':
      return contentOfList(piece, idFor);
    case 'link':
      return contentOfLink(piece);
  }
}
