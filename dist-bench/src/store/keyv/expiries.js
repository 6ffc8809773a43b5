/** From about a second to more than a thousand years. */
const classes = Array.from({ length: 36 }, (_, index) => index + 10);
const pageLength = 500;
/** How many records may be written before the keys in them are listed: fewer than the journal keeps. */
const recordsPerPage = 8;
const sweepEveryMs = 60_000;
/** How many pages are checked for each page that is written, so that it keeps up with the writes. */
const sweptPerPage = 2;
/** How many keys are remembered as listed. A forgotten one is listed twice, which does no harm. */
const mostRemembered = 20_000;
/**
 * Deletes expired values, because few Keyvs do so by themselves. (Keyv's own ttl is not used: it deletes an expired row
 * when it is read, and could delete a value that was renewed in the meantime.)
 *
 * Keys are listed on pages, in one queue for each power of two of the time that they are kept. So the first page of a
 * queue expires first, within a factor of two.
 */
export class Expiries {
    #engine;
    #clock;
    #listed = new Set();
    #waiting = new Map();
    #records = 0;
    #listing;
    #sweeping;
    #timer = setInterval(() => this.#sweepSoon(), sweepEveryMs).unref();
    constructor(engine, clock) {
        this.#engine = engine;
        this.#clock = clock;
    }
    async open() {
        await this.#engine.keep(classes.map(queueKey));
    }
    /** A value was written that expires at this time, in epoch ms. */
    note(key, expires) {
        // A listed key stays listed until its page is checked.
        if (!this.#listed.has(key))
            this.#waiting.set(key, expires);
    }
    /** A record was written. */
    onRecord() {
        this.#records += 1;
        if (this.#records >= recordsPerPage || this.#waiting.size >= pageLength)
            void this.list().catch(() => { });
    }
    /** Writes the noted keys to pages. */
    list() {
        this.#listing ??= this.#list().finally(() => {
            this.#listing = undefined;
        });
        return this.#listing;
    }
    /** Checks up to this many pages whose keys should have expired. Resolves with the number of pages that it checked. */
    async sweep(limit = 20) {
        await this.list();
        let looked = 0;
        for (const each of classes) {
            while (looked < limit && (await this.#sweepPage(each)))
                looked += 1;
        }
        return looked;
    }
    async close() {
        clearInterval(this.#timer);
        await this.#listing?.catch(() => { });
        await this.#sweeping;
    }
    async #list() {
        this.#records = 0;
        const noted = this.#waiting;
        if (noted.size === 0)
            return;
        this.#waiting = new Map();
        for (const key of noted.keys())
            this.#listed.add(key);
        try {
            await this.#engine.transact(classes.map(queueKey), (transaction) => this.#addPages(transaction, noted));
        }
        catch (error) {
            for (const [key, expires] of noted) {
                this.#listed.delete(key);
                this.note(key, expires);
            }
            throw error;
        }
        for (const key of this.#listed) {
            if (this.#listed.size <= mostRemembered)
                break;
            this.#listed.delete(key);
        }
        this.#sweepSoon(Math.ceil(noted.size / pageLength) * sweptPerPage);
    }
    #addPages(transaction, noted) {
        const now = this.#clock.now();
        const lists = new Map();
        for (const [key, expires] of noted) {
            const each = classOf(expires - now);
            const list = lists.get(each) ?? [];
            list.push([key, expires]);
            lists.set(each, list);
        }
        for (const [each, list] of lists) {
            const queue = queueIn(transaction.get(queueKey(each)));
            for (let start = 0; start < list.length; start += pageLength) {
                const page = list.slice(start, start + pageLength);
                const due = page.reduce((latest, [, expires]) => Math.max(latest, expires), 0);
                transaction.set(pageKey(each, queue.end), { due, keys: page.map(([key]) => key) });
                queue.end += 1;
            }
            transaction.set(queueKey(each), queue);
        }
    }
    #sweepSoon(limit) {
        this.#sweeping ??= this.sweep(limit)
            // The next sweep finds the same page: nothing is lost.
            .then(() => { }, () => { })
            .finally(() => {
            this.#sweeping = undefined;
        });
    }
    async #sweepPage(each) {
        const [queue] = await this.#engine.read([queueKey(each)]);
        const { start, end } = queueIn(queue);
        if (start >= end)
            return false;
        const [stored] = await this.#engine.read([pageKey(each, start)]);
        const page = pageIn(stored);
        if (page.due > this.#clock.now())
            return false;
        await this.#engine.transact([...classes.map(queueKey), ...page.keys], (transaction) => {
            const now = queueIn(transaction.get(queueKey(each)));
            if (now.start !== start)
                return;
            transaction.set(queueKey(each), { ...now, start: start + 1 });
            transaction.set(pageKey(each, start), undefined);
            this.#addPages(transaction, this.#renewed(transaction, page.keys));
        });
        return true;
    }
    /** Deletes the expired values and yields the keys that were renewed. */
    *#renewed(transaction, keys) {
        for (const key of keys) {
            const expires = transaction.expiresOf(key);
            if (expires === undefined)
                transaction.set(key, undefined);
            if (expires)
                yield [key, expires];
            else
                transaction.onStored(() => this.#listed.delete(key));
        }
    }
}
function classOf(ms) {
    return Math.min(Math.max(Math.ceil(Math.log2(Math.max(ms, 1))), 10), 45);
}
function queueKey(each) {
    return `e/${each}`;
}
function pageKey(each, page) {
    return `e/${each}/${page}`;
}
/** The number of a queue's first page, and the number after its last. */
function queueIn(value) {
    const isQueue = typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
    if (!isQueue || typeof value.start !== 'number' || typeof value.end !== 'number')
        return { start: 0, end: 0 };
    return { start: value.start, end: value.end };
}
function pageIn(value) {
    const isPage = typeof value === 'object' && value !== null && 'due' in value && 'keys' in value;
    if (!isPage || typeof value.due !== 'number' || !Array.isArray(value.keys))
        return { due: 0, keys: [] };
    return { due: value.due, keys: value.keys.filter((key) => typeof key === 'string') };
}
