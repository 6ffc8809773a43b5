import type { WireMessage } from '../../clickatell/wire.js';
import type { ListPiece } from '../piece.js';
import { type IdFor, type Question } from './fit.js';
/**
 * A question of up to ten choices as a list. If a title is shortened to 24 units, up to 72 units of it are also the
 * row's description. If two rows of a section still look the same, there is no list.
 */
export declare function listPiece(question: Question): ListPiece | undefined;
/** A list as it is sent. */
export declare function contentOfList(piece: ListPiece, idFor: IdFor): Required<Pick<WireMessage, 'list'>>;
