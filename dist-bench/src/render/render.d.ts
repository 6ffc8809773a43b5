import type { Choice } from '../choices/action.js';
import type { Activity } from '../core/activity.js';
import type { Piece } from './piece.js';
/** A free-form activity as it is sent. */
export interface Rendered {
    /** The messages that say it, in order; none if it says nothing. */
    readonly pieces: readonly Piece[];
    /**
     * What can be answered to it, in the order in which the pieces number it. Addresses that can be opened do not count.
     */
    readonly choices: readonly Choice[];
}
/**
 * Renders a free-form activity: its text, attachments, places and suggested actions. Never throws, whatever the
 * activity holds; what does not have the right form is read as far as possible, or left out.
 */
export declare function render(activity: Activity): Rendered;
