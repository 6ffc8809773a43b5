/** Measurements of the last one to two of these count. A clock that was set right is known to be right after that. */
const stretchMs = 5 * 60_000;
/** A line with little traffic keeps what it has for longer. */
const longestMs = 60 * 60_000;
/** One event's time may be wrong. */
const fewestArrivals = 3;
/** No clock is this wrong: it is not the time of the event. */
const unbelievableMs = 24 * 60 * 60_000;
/** Times may come in whole seconds. */
const toleranceMs = 1000;
const toldFromMs = 30_000;
/**
 * How far our clock is ahead of the provider's, measured by callbacks. A callback arrives after its event, so the
 * smallest of "arrival minus event" is the most that it can be; callbacks that come late or again only measure more. A
 * status of our own message happens after the message left, so the largest of "departure minus event" is the least.
 */
export class ClockSkew {
    #clock;
    #onPassed;
    #now;
    #before;
    #isTold = false;
    /** `onPassed` is called when the skew passes 30 s, and when it no longer does. */
    constructor(clock, onPassed) {
        this.#clock = clock;
        this.#onPassed = onPassed;
        this.#now = empty(clock.now());
        this.#before = empty(clock.now());
    }
    /** A callback arrives now. `eventAt` is the provider's time of its event, in epoch ms. */
    arrived(eventAt) {
        const now = this.#clock.now();
        const most = measure(now, eventAt);
        if (most === undefined)
            return;
        this.#turn(now);
        this.#now.arrivals += 1;
        this.#now.most = Math.min(this.#now.most, most);
        this.#tell();
    }
    /** A message left at `leftAt` by our clock, and had a status at `eventAt` by the provider's. */
    answered(leftAt, eventAt) {
        const least = measure(leftAt, eventAt);
        if (least === undefined)
            return;
        this.#turn(this.#clock.now());
        this.#now.least = Math.max(this.#now.least, least);
        this.#tell();
    }
    /**
     * How far our clock is ahead, in ms, as far as it is certain: of all that fits the measurements, what is nearest to
     * 0. Negative if it is behind. 0 if too little was measured, or the measurements contradict each other because a
     * clock was set. If no message of ours had a status yet, callbacks that are all late are taken for a clock that is
     * ahead.
     */
    get aheadMs() {
        if (this.#now.arrivals + this.#before.arrivals < fewestArrivals)
            return 0;
        const most = Math.min(this.#now.most, this.#before.most);
        const least = Math.max(this.#now.least, this.#before.least);
        if (least > most + toleranceMs)
            return 0;
        if (most < 0 || least === Number.NEGATIVE_INFINITY)
            return most;
        return Math.max(0, Math.min(least, most));
    }
    /** A time of our clock, on whichever of the two clocks is behind. */
    ofOurs(at) {
        return at - Math.max(0, this.aheadMs);
    }
    /** A time of the provider's clock, on whichever of the two clocks is behind. */
    ofProvider(at) {
        return at + Math.min(0, this.aheadMs);
    }
    #turn(now) {
        const age = now - this.#now.since;
        if (age >= 0 && (age < stretchMs || (age < longestMs && this.#now.arrivals < fewestArrivals)))
            return;
        // If our clock was put back, what it measured before says nothing any more.
        this.#before = age >= 0 && age < longestMs ? this.#now : empty(now);
        this.#now = empty(now);
    }
    #tell() {
        const aheadMs = this.aheadMs;
        const isFar = isSkewed(aheadMs);
        if (isFar === this.#isTold)
            return;
        this.#isTold = isFar;
        this.#onPassed?.(aheadMs);
    }
}
/** Whether a skew is so large that somebody should set the clock: more than 30 s. */
export function isSkewed(aheadMs) {
    return Math.abs(aheadMs) > toldFromMs;
}
function empty(since) {
    return { since, arrivals: 0, least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
}
function measure(ours, eventAt) {
    const difference = eventAt === undefined ? Number.NaN : ours - eventAt;
    return Math.abs(difference) < unbelievableMs ? difference : undefined;
}
