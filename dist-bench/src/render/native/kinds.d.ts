import type { WireMessage } from '../../clickatell/wire.js';
import type { NativeKind, NativePiece } from '../piece.js';
import { type IdFor, type Question } from './fit.js';
/**
 * Whether the wire shape of each kind is known. Reply buttons were seen once; the others are guesses, and are sent as
 * numbered text unless the user of the library decides otherwise.
 */
export declare const nativeKinds: Readonly<Record<NativeKind, {
    readonly certain: boolean;
}>>;
/** The first native form that shows the whole question; `undefined` if only text does. */
export declare function nativePiece(question: Question): NativePiece | undefined;
/** A native piece as it is sent. */
export declare function contentOfNative(piece: NativePiece, idFor: IdFor): Pick<WireMessage, 'button' | 'list' | 'ctaUrl'>;
