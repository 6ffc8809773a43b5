import { slots } from './journal.js';
/** How many records may wait for others, and for how long, before they are applied together. */
const mostWaiting = slots / 2;
const lagMs = 25;
const retryMs = 1000;
/** Copies values from the journal to their own rows. A key with several writes in between is written once. */
export class Applier {
    #rows;
    #owner;
    #waiting = new Map();
    #applying = new Map();
    #running;
    #timer;
    #isStopped = false;
    /** The number of the last record that was journaled, and of the last one that was applied. */
    #journaled;
    #applied;
    constructor(rows, owner, number) {
        this.#rows = rows;
        this.#owner = owner;
        this.#journaled = number;
        this.#applied = number;
    }
    /** `undefined` deletes. */
    add(number, writes) {
        for (const [key, row] of writes)
            this.#waiting.set(key, row);
        this.#journaled = number;
        if (this.#journaled - this.#applied >= mostWaiting)
            void this.flush().catch(() => this.#later(retryMs));
        else
            this.#later(lagMs);
    }
    /** Continues from a later number. Only allowed if nothing waits. */
    skipTo(number) {
        this.#journaled = number;
        this.#applied = number;
    }
    /** Whether the key's row does not have its last value yet. */
    has(key) {
        return this.#waiting.has(key) || this.#applying.has(key);
    }
    /** Whether the journal has a slot that can be written. */
    get hasRoom() {
        return this.#journaled - this.#applied < slots;
    }
    /** Applies all that waits now. */
    async flush() {
        await this.#running?.catch(() => { });
        if (this.#waiting.size === 0)
            return;
        this.#running ??= this.#apply().finally(() => {
            this.#running = undefined;
        });
        await this.#running;
    }
    /** Stops applying records by itself. */
    stop() {
        this.#isStopped = true;
        clearTimeout(this.#timer);
    }
    async #apply() {
        const taken = this.#waiting;
        const number = this.#journaled;
        this.#waiting = new Map();
        this.#applying = taken;
        try {
            await this.#owner.ensure();
            const rows = [];
            const deleted = [];
            for (const [key, row] of taken) {
                if (row === undefined)
                    deleted.push(key);
                else
                    rows.push([key, row]);
            }
            await Promise.all([this.#rows.setMany(rows), this.#rows.deleteMany(deleted)]);
            this.#applied = number;
        }
        catch (error) {
            // Newer values win.
            this.#waiting = new Map([...taken, ...this.#waiting]);
            throw error;
        }
        finally {
            this.#applying = new Map();
        }
    }
    #later(ms) {
        if (this.#isStopped)
            return;
        // Nothing is lost if the process ends first: the next one finds it in the journal.
        this.#timer ??= setTimeout(() => {
            this.#timer = undefined;
            void this.flush().catch(() => this.#later(retryMs));
        }, ms).unref();
    }
}
