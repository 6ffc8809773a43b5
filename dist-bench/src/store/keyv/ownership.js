import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { StoreError } from '../../core/errors.js';
/** How often the lease is renewed within its duration. */
const renewals = 3;
const row = 'owner';
const stored = z.object({ owner: z.string(), until: z.number() });
/**
 * Keeps a store for one process by a lease in the store. A Keyv has no compare-and-set, so a process that writes the
 * lease waits a moment, and owns the store only if its lease is still there. This relies on the clocks of both
 * machines. It cannot stop a write that was under way when the lease expired.
 */
export class Ownership {
    #rows;
    #clock;
    #leaseMs;
    #settleMs;
    #id = randomUUID();
    #isLost = false;
    /** Until when no other process takes the store, in epoch ms. */
    #until = 0;
    #renewing;
    #timer;
    constructor(rows, { clock, leaseMs = 15_000, settleMs = 500 }) {
        this.#rows = rows;
        this.#clock = clock;
        this.#leaseMs = leaseMs;
        this.#settleMs = settleMs;
    }
    /** Takes the store, or rejects with a StoreError that says which process has it and what to do. */
    static async take(rows, options) {
        const ownership = new Ownership(rows, options);
        await ownership.#take(options.waitMs ?? 0);
        ownership.#timer = setInterval(() => void ownership.renew().catch(() => { }), ownership.#leaseMs / renewals).unref();
        return ownership;
    }
    /**
     * Returns at once if this process owns the store. Otherwise resolves once it does again, or rejects with StoreError.
     */
    ensure() {
        // Work under way must end before another process can take the store.
        const margin = this.#leaseMs / 5;
        if (!this.#isLost && this.#clock.now() < this.#until - margin)
            return undefined;
        return this.renew();
    }
    renew() {
        this.#renewing ??= this.#renew().finally(() => {
            this.#renewing = undefined;
        });
        return this.#renewing;
    }
    /** Gives up the lease, so that the next process need not wait. */
    async release() {
        clearInterval(this.#timer);
        await this.#renewing?.catch(() => { });
        if (this.#isLost)
            return;
        this.#isLost = true;
        if ((await this.#read())?.owner === this.#id)
            await this.#rows.deleteMany([row]);
    }
    async #take(waitMs) {
        const deadline = performance.now() + waitMs;
        for (;;) {
            // The first read may have to connect, so only the second is timed.
            await this.#rows.get(row);
            const startedAt = performance.now();
            const current = await this.#read();
            const leftMs = (current?.until ?? 0) - this.#clock.now();
            if (leftMs > 0) {
                const waitLeft = deadline - performance.now();
                if (waitLeft <= 0)
                    throw this.#inUse(leftMs);
                await delay(Math.max(1, Math.min(leftMs, waitLeft, 250)));
                continue;
            }
            await this.#write();
            await this.#settle(performance.now() - startedAt);
            if ((await this.#read())?.owner === this.#id)
                return;
        }
    }
    async #renew() {
        await this.#refuseIfTaken();
        const before = this.#until;
        await this.#write();
        if (this.#clock.now() < before)
            return;
        // The lease had expired, so another process may have taken the store right before this write.
        await this.#settle(Number.POSITIVE_INFINITY);
        await this.#refuseIfTaken();
    }
    async #refuseIfTaken() {
        if (this.#isLost)
            throw this.#taken();
        const current = await this.#read();
        if (!current || current.owner === this.#id)
            return;
        this.#isLost = true;
        throw this.#taken();
    }
    /**
     * Waits until a process that wrote the lease at the same time has seen ours. If our write took long, the other
     * process may already own the store: it sees our lease when it renews its own, and stops.
     */
    async #settle(tookMs) {
        if (this.#settleMs === 0)
            return;
        await delay(this.#settleMs + (tookMs > this.#settleMs / 2 ? this.#leaseMs / renewals : 0));
    }
    async #write() {
        const until = this.#clock.now() + this.#leaseMs;
        await this.#rows.set(row, JSON.stringify({ owner: this.#id, until }));
        this.#until = until;
    }
    async #read() {
        const text = await this.#rows.get(row);
        if (text === undefined)
            return undefined;
        const read = stored.safeParse(JSON.parse(text));
        if (read.success)
            return read.data;
        throw new StoreError(`The store ${this.#rows.place} is damaged: its row of the owner is not what we wrote.`);
    }
    #inUse(leftMs) {
        return new StoreError(`The store ${this.#rows.place} is in use by another process: stop that process, or use another namespace. ` +
            `If it has crashed, the store is free in ${Math.ceil(leftMs / 1000)} s.`);
    }
    #taken() {
        return new StoreError(`The store ${this.#rows.place} now belongs to another process or is closed: this one writes nothing any more.`);
    }
}
