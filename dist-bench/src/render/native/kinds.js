import { buttonsPiece, contentOfButtons } from './buttons.js';
import { limits } from './fit.js';
import { contentOfLink, linkPiece } from './link.js';
import { contentOfList, listPiece } from './list.js';
/**
 * Whether the wire shape of each kind is known. Reply buttons were seen once; the others are guesses, and are sent as
 * numbered text unless the user of the library decides otherwise.
 */
export const nativeKinds = {
    buttons: { certain: true },
    list: { certain: false },
    link: { certain: false },
};
/** The first native form that shows the whole question; `undefined` if only text does. */
export function nativePiece(question) {
    const piece = buttonsPiece(question) ?? listPiece(question) ?? linkPiece(question);
    return piece && piece.text.length <= limits.text ? piece : undefined;
}
/** A native piece as it is sent. */
export function contentOfNative(piece, idFor) {
    switch (piece.kind) {
        case 'buttons':
            return contentOfButtons(piece, idFor);
        case 'list':
            return contentOfList(piece, idFor);
        case 'link':
            return contentOfLink(piece);
    }
}
