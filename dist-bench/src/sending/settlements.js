/** For how long what the provider answered may wait for the end of its turn, in ms. */
const longestMs = 250;
/**
 * What the provider answered is committed with the turn's end. A turn that goes on for long does not keep it until
 * then: a crash would leave the outcome of all its parts unknown.
 */
export class Settlements {
    #deps;
    #leases = new Map();
    #timer;
    constructor(deps) {
        this.#deps = deps;
    }
    stage(lease, writes) {
        for (const write of writes)
            lease.stage(write);
        this.#leases.set(lease, [...(this.#leases.get(lease) ?? []), ...writes]);
        this.#timer ??= setTimeout(() => void this.#commit(), longestMs).unref();
    }
    async #commit() {
        this.#timer = undefined;
        const running = [...this.#leases].filter(([lease]) => !lease.isOver);
        this.#leases.clear();
        const leaving = running.map(([lease, writes]) => ({ lease, writes: lease.takeOf(writes) }));
        if (leaving.length === 0)
            return;
        try {
            await this.#deps.leave(leaving);
        }
        catch (thrown) {
            const error = thrown instanceof Error ? thrown : new Error(String(thrown));
            this.#deps.observe?.({ kind: 'fault', where: 'ledger', error });
            // The turn's end brings them, if it is not over by now.
            for (const { lease, writes } of leaving)
                for (const write of writes)
                    lease.stage(write);
        }
    }
}
