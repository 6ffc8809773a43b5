/**
 * How often to look at the clock while something is scheduled, in ms. Node's timers stand still while the machine
 * sleeps, and know nothing of a clock that was set.
 */
const lookEveryMs = 2000;
/** How long to wait after a failure before the next try, in ms. */
const againMs = 1000;
/** Calls back when something falls due, also if the clock is moved or set, or if the machine has slept over it. */
export class DueTimer {
    #clock;
    #nextDue;
    #ring;
    #timer;
    #stopWatching;
    #isOn = false;
    #isRinging = false;
    /** `nextDue` returns when to ring next, in epoch ms. `ring` takes what is due; if it rejects, it is called again. */
    constructor(clock, nextDue, ring) {
        this.#clock = clock;
        this.#nextDue = nextDue;
        this.#ring = ring;
    }
    /** Whether something is due and has not been taken yet. */
    get isDue() {
        const due = this.#isOn ? this.#nextDue() : undefined;
        return this.#isRinging || (due !== undefined && due <= this.#clock.now());
    }
    start() {
        this.#isOn = true;
        this.#stopWatching = this.#clock.onMove?.(() => this.set());
        this.set();
    }
    /** Sets the timer again, because something was scheduled or the clock was moved. */
    set() {
        clearTimeout(this.#timer);
        const due = this.#isOn ? this.#nextDue() : undefined;
        if (due === undefined)
            return;
        const delayMs = Math.max(due - this.#clock.now(), 0);
        if (delayMs <= lookEveryMs)
            this.#after(delayMs);
        else
            this.#timer = setTimeout(() => this.#look(), lookEveryMs).unref();
    }
    stop() {
        this.#isOn = false;
        clearTimeout(this.#timer);
        this.#stopWatching?.();
    }
    #look() {
        try {
            this.set();
        }
        catch {
            // The store may have been closed before the lanes were stopped. Nobody waits for this call.
            this.#timer = setTimeout(() => this.#look(), lookEveryMs).unref();
        }
    }
    #after(ms) {
        const rung = async () => {
            this.#isRinging = true;
            const isTaken = await this.#ring().then(() => true, () => false);
            this.#isRinging = false;
            if (isTaken)
                this.set();
            else if (this.#isOn)
                this.#after(againMs);
        };
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void rung(), ms).unref();
    }
}
