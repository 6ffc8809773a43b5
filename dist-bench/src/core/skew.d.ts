import type { Clock } from './clock.js';
/**
 * How far our clock is ahead of the provider's, measured by callbacks. A callback arrives after its event, so the
 * smallest of "arrival minus event" is the most that it can be; callbacks that come late or again only measure more. A
 * status of our own message happens after the message left, so the largest of "departure minus event" is the least.
 */
export declare class ClockSkew {
    #private;
    /** `onPassed` is called when the skew passes 30 s, and when it no longer does. */
    constructor(clock: Clock, onPassed?: (aheadMs: number) => void);
    /** A callback arrives now. `eventAt` is the provider's time of its event, in epoch ms. */
    arrived(eventAt: number | undefined): void;
    /** A message left at `leftAt` by our clock, and had a status at `eventAt` by the provider's. */
    answered(leftAt: number, eventAt: number | undefined): void;
    /**
     * How far our clock is ahead, in ms, as far as it is certain: of all that fits the measurements, what is nearest to
     * 0. Negative if it is behind. 0 if too little was measured, or the measurements contradict each other because a
     * clock was set. If no message of ours had a status yet, callbacks that are all late are taken for a clock that is
     * ahead.
     */
    get aheadMs(): number;
    /** A time of our clock, on whichever of the two clocks is behind. */
    ofOurs(at: number): number;
    /** A time of the provider's clock, on whichever of the two clocks is behind. */
    ofProvider(at: number): number;
}
/** Whether a skew is so large that somebody should set the clock: more than 30 s. */
export declare function isSkewed(aheadMs: number): boolean;
