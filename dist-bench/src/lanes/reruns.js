import { TurnCrashedError } from '../core/errors.js';
/**
 * Decides whether items run again during which the process died. Their last runs come one after the other: if the
 * process dies again, only one of them has been running, and the others have not lost their last run.
 */
export class Reruns {
    #mostCrashes;
    #slots;
    #last = Promise.resolve();
    constructor({ mostCrashes }, slots) {
        this.#mostCrashes = mostCrashes;
        this.#slots = slots;
    }
    /** `runs`: how many runs of the item began and did not end. */
    async run(runs, { again, setAside }) {
        if (runs >= this.#mostCrashes)
            return setAside(new TurnCrashedError(runs));
        if (runs + 1 < this.#mostCrashes)
            return again();
        const done = this.#last.then(again);
        this.#last = done.catch(() => { });
        this.#slots.giveBack(undefined);
        return done.finally(() => this.#slots.takeBack(undefined));
    }
}
