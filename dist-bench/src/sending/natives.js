import { nativeKinds } from '../render/native/kinds.js';
import { Table } from '../store/table.js';
/** How long a refused kind is not tried, in ms. Clickatell takes days to enable a feature for an account. */
const offMs = 24 * 60 * 60 * 1000;
const kinds = ['buttons', 'list', 'link'];
/** Remembers which kinds of interactive messages each integration takes. */
export class Natives {
    #off;
    #clock;
    #interactive;
    constructor(store, clock, interactive = 'auto') {
        this.#off = new Table(store, 'natives-off', { ttlMs: 2 * offMs });
        this.#clock = clock;
        this.#interactive = interactive;
    }
    async takes(kind, business) {
        if (this.#interactive !== 'auto')
            return this.#interactive === 'native';
        return nativeKinds[kind].certain && (await this.#until(kind, business)) === undefined;
    }
    /** The integration did not take this kind of message, so it is not tried again for a while. */
    async refused(kind, business) {
        await this.#off.write(keyOf(kind, business), { until: this.#clock.now() + offMs });
    }
    async switchedOff(businesses) {
        const pairs = businesses.flatMap((business) => kinds.map((kind) => ({ business, kind })));
        const found = pairs.map(async (pair) => ({ ...pair, until: await this.#until(pair.kind, pair.business) }));
        return (await Promise.all(found)).flatMap(({ until, ...pair }) => until === undefined ? [] : [{ ...pair, until }]);
    }
    async #until(kind, business) {
        const off = await this.#off.read(keyOf(kind, business));
        const leftMs = (off?.until ?? 0) - this.#clock.now();
        // More than it can be is left of it if the clock was ahead then, and has been set since.
        return leftMs > 0 && leftMs <= offMs ? off?.until : undefined;
    }
}
function keyOf(kind, business) {
    return `${encodeURIComponent(business)}:${kind}`;
}
