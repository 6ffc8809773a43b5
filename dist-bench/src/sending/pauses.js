import { lastFour } from '../core/conversation.js';
import { NotTaken } from './notTaken.js';
const [firstDelayMs, longestDelayMs] = [1000, 60_000];
/**
 * The numbers whose integration takes nothing at the moment: a fault of the account, or no answer at all. Their messages
 * wait without a request, except that one tries at growing intervals of at most a minute. Other numbers go on.
 */
export class Pauses {
    #clock;
    #observe;
    #paused = new Map();
    /** How many messages of each number the provider has taken. */
    #taken = new Map();
    constructor(clock, observe) {
        this.#clock = clock;
        this.#observe = observe;
    }
    get all() {
        return [...this.#paused.values()].map(({ business, since, reason }) => ({ business, since, reason }));
    }
    /**
     * Lets a message try, or throws `NotTaken`. Returns a mark for `failed`.
     */
    admit(business) {
        const paused = this.#paused.get(business);
        if (paused) {
            const now = this.#clock.now();
            if (now < paused.probeAt)
                throw new NotTaken(paused.obstacle, paused.reason, { notBefore: paused.probeAt });
            // The others wait for this one's outcome.
            paused.probeAt = now + paused.delayMs;
        }
        return this.#taken.get(business) ?? 0;
    }
    isPaused(business) {
        return this.#paused.has(business);
    }
    /** Whether `admit` would throw. */
    isClosed(business) {
        const paused = this.#paused.get(business);
        return paused !== undefined && this.#clock.now() < paused.probeAt;
    }
    /** A message that was admitted has not been tried: another one may in its place. */
    unused(business) {
        const paused = this.#paused.get(business);
        if (paused)
            paused.probeAt = Math.min(paused.probeAt, this.#clock.now());
    }
    taken(business) {
        this.#taken.set(business, (this.#taken.get(business) ?? 0) + 1);
        if (this.#paused.delete(business))
            this.#observe?.({ kind: 'resumed', business: lastFour(business) });
    }
    /** A message that was admitted was not taken. If others were meanwhile, that is about the message after all. */
    failed(business, { obstacle, message: reason }, mark) {
        const areOthersTaken = (this.#taken.get(business) ?? 0) !== mark;
        if (obstacle === 'pace' || (obstacle === 'outage' && areOthersTaken))
            return;
        this.pause(business, obstacle, reason);
    }
    /** The provider takes nothing of this number. */
    pause(business, obstacle, reason) {
        const now = this.#clock.now();
        const paused = this.#paused.get(business);
        const delayMs = paused ? Math.min(paused.delayMs * 2, longestDelayMs) : firstDelayMs;
        const { since } = paused ?? { since: now };
        this.#paused.set(business, { business, since, reason, obstacle, delayMs, probeAt: now + delayMs });
        if (!paused)
            this.#observe?.({ kind: 'paused', business: lastFour(business), obstacle, reason });
    }
}
