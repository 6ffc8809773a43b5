import type { InboundEvent } from './event.js';
export interface ParsedCallback {
    readonly events: InboundEvent[];
    /** What was left out, and why. Contains nothing of a message's content. */
    readonly passedOver: {
        event: string;
        reason: string;
    }[];
}
/**
 * Reads the envelope of a callback (Clickatell's reference, "One API client callbacks"). Never throws. Entries that
 * cannot be used are left out; a person's message that cannot be read is `unsupported`, because it still opens the
 * window.
 */
export declare function parseCallback(envelope: Record<string, unknown>): ParsedCallback;
/** Whether a callback has more than 1,000 entries: it should be refused, not taken in part. */
export declare function hasTooMany({ event }: Record<string, unknown>): boolean;
