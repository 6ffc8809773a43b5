import type { WireMessage } from '../../clickatell/wire.js';
import type { ButtonsPiece } from '../piece.js';
import { type IdFor, type Question } from './fit.js';
/** A question of up to three choices as reply buttons, if their titles are still different at 20 units. */
export declare function buttonsPiece(question: Question): ButtonsPiece | undefined;
/** Reply buttons as they are sent. */
export declare function contentOfButtons(piece: ButtonsPiece, idFor: IdFor): Required<Pick<WireMessage, 'button'>>;
