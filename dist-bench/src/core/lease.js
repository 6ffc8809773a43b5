import { LaneLostError } from './errors.js';
/**
 * The right to run one turn of a lane. The turn's writes are staged here. The turn can read them at once, and they are
 * committed together with its end. So a turn that runs again finds everything as it was.
 */
export class Lease {
    lane;
    token;
    isTracked;
    #mayHaveRun;
    #staged = new Map();
    /** Work that the turn started in its own lane, perhaps without waiting for it. */
    #inline;
    #tenure;
    #isOver = false;
    #hasEnded = false;
    #lost;
    #whenLost;
    #aborting;
    constructor({ lane, token = '', mayHaveRun = false, isTracked = true, tenure }) {
        this.lane = lane;
        this.token = token;
        this.#mayHaveRun = mayHaveRun;
        this.isTracked = isTracked;
        this.#tenure = tenure;
    }
    /** Whether part of the turn may have run before. */
    get mayHaveRun() {
        return this.#mayHaveRun;
    }
    /** The turn sends messages that have been tried before. */
    markRun() {
        this.#mayHaveRun = true;
    }
    /** Whether the turn has ended or lost its lane. Nothing can be staged any more. */
    get isOver() {
        return this.#isOver;
    }
    /** Whether the turn's code has ended. If the lane was lost, that may be long after the turn was over. */
    get hasEnded() {
        return this.#hasEnded;
    }
    /**
     * Stages a write, to be committed with the turn's end. Does nothing if the lane is lost. A key's writes are committed
     * after everything that was staged before the last of them, so that this one may depend on that.
     */
    stage(write) {
        if (this.#lost)
            return;
        const before = 'value' in write ? [] : (this.#staged.get(write.key) ?? []);
        this.#staged.delete(write.key);
        this.#staged.set(write.key, [...before, write]);
    }
    /** The value that the turn sees under a key: the value in the store with the staged writes applied. */
    over(key, stored) {
        let value = stored;
        for (const write of this.#staged.get(key) ?? [])
            value = 'change' in write ? write.change(value) : write.value;
        return value;
    }
    /** Whether the turn has staged a plain value for the key, so that the store need not be read. */
    has(key) {
        const first = this.#staged.get(key)?.[0];
        return first !== undefined && 'value' in first;
    }
    /** Removes and returns the staged writes, for the caller to commit. */
    take() {
        const taken = [...this.#staged.values()].flat();
        this.#staged.clear();
        return taken;
    }
    /** Like `take`, for these writes alone, as far as they are still staged. */
    takeOf(writes) {
        return writes.filter((write) => {
            const staged = this.#staged.get(write.key);
            if (!staged?.includes(write))
                return false;
            const rest = staged.filter((each) => each !== write);
            if (rest.length > 0)
                this.#staged.set(write.key, rest);
            else
                this.#staged.delete(write.key);
            return true;
        });
    }
    /** Drops the staged writes: the turn failed and runs again. */
    discard() {
        this.#staged.clear();
    }
    /** Whether the lane goes on without this run of the turn. */
    get isLost() {
        return this.#lost !== undefined;
    }
    /** Why the lane is lost, if it is. */
    get lostBy() {
        return this.#lost;
    }
    /** Throws the error that says why the lane is lost, if it is. */
    refuseIfLost() {
        if (this.#lost)
            throw this.#lost;
    }
    /**
     * The lane goes on without this run, which must not write or send anything more: another process has taken over, or
     * the error says what else has happened.
     */
    lose(error = new LaneLostError()) {
        if (this.#lost)
            return;
        this.#lost = error;
        this.#isOver = true;
        this.#staged.clear();
        this.#aborting?.abort(error);
        for (const tell of this.#whenLost ?? [])
            tell(error);
    }
    /** Calls back when the lane is lost, at once if it is already. */
    onLost(tell) {
        if (this.#lost) {
            tell(this.#lost);
            return;
        }
        this.#whenLost ??= [];
        this.#whenLost.push(tell);
    }
    /** Aborted when the lane is lost. */
    get signal() {
        if (!this.#aborting) {
            this.#aborting = new AbortController();
            if (this.#lost)
                this.#aborting.abort(this.#lost);
        }
        return this.#aborting.signal;
    }
    /** Whether no other process can have taken over the lane. If not, the store must be asked before anything leaves. */
    get isCertain() {
        return this.#tenure?.isCertain ?? true;
    }
    /** Runs work as part of this turn. The turn does not end before the work does. */
    inline(work) {
        this.#inline ??= new Set();
        const works = this.#inline;
        const running = work().finally(() => works.delete(running));
        works.add(running);
        return running;
    }
    /** Waits for the inline work. Work that starts later is not part of the turn and waits in the lane like any other. */
    async end() {
        while (this.#inline?.size)
            await Promise.allSettled(this.#inline);
        this.#isOver = true;
        this.#hasEnded = true;
    }
}
