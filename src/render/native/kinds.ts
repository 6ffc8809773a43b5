import type { WireMessage } from '../../clickatell/wire.js';
import type { NativeKind, NativePiece } from '../piece.js';
import { buttonsPiece, contentOfButtons } from './buttons.js';
import { type IdFor, limits, type Question } from './fit.js';
import { contentOfLink, linkPiece } from './link.js';
import { contentOfList, listPiece } from './list.js';

/**
 * What is known of each kind's shape on the wire: reply buttons were seen once, the others are guesses, whose content
 * goes out as numbered text unless the user of the library knows better.
 */
export const nativeKinds: Readonly<Record<NativeKind, { readonly certain: boolean }>> = {
  buttons: { certain: true },
  list: { certain: false },
  link: { certain: false },
};

/** The first form that shows a question whole; none where only words do. */
export function nativePiece(question: Question): NativePiece | undefined {
  const piece = buttonsPiece(question) ?? listPiece(question) ?? linkPiece(question);
  return piece && piece.text.length <= limits.text ? piece : undefined;
}

/** What can be tapped, as it goes out. */
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
