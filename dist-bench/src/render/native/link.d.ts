import type { WireMessage } from '../../clickatell/wire.js';
import type { LinkPiece } from '../piece.js';
import { type Question } from './fit.js';
/** A question whose only action opens a page, as a button that opens it. */
export declare function linkPiece(question: Question): LinkPiece | undefined;
/** A button that opens a page, as it is sent. */
export declare function contentOfLink({ body, title, url }: LinkPiece): Required<Pick<WireMessage, 'ctaUrl'>>;
