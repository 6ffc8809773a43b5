import { asideMs, rememberedMs } from '../lives.js';
import { Sweep } from './sweep.js';
/**
 * A mailbox in LMDB. No other process uses the store, so ids are claimed here and LMDB only writes. Acceptances at
 * about the same time share one transaction and one flush.
 */
export class LmdbMailbox {
    isDurable = true;
    #writer;
    #values;
    #clock;
    #items;
    /** When each id was accepted, in epoch ms. */
    #seen;
    #aside;
    #due;
    /** The keys of scheduled items, by time. */
    #dueAt;
    /** Ids that are being stored. */
    #claiming = new Set();
    #idSweep;
    #asideSweep;
    #sequence;
    constructor(environment, writer, values, clock) {
        const open = (name) => environment.openDB({ name, encoding: 'json' });
        this.#writer = writer;
        this.#values = values;
        this.#clock = clock;
        this.#items = open('lane-items');
        this.#seen = open('lane-ids');
        this.#aside = open('lane-aside');
        this.#due = open('lane-due');
        this.#dueAt = open('lane-due-at');
        this.#idSweep = new Sweep(this.#seen, (at, id) => this.#isOlder(at, rememberedMs) && !this.#claiming.has(id));
        this.#asideSweep = new Sweep(this.#aside, ({ at }) => this.#isOlder(at, asideMs));
        const [lastItem] = this.#items.getKeys({ reverse: true, limit: 1 });
        const asides = this.#aside.getRange().map(({ value }) => value.sequence);
        this.#sequence = Math.max(lastItem ?? 0, ...asides);
    }
    async append(items, writes = []) {
        this.#values.refuseIfClosed();
        const now = this.#clock.now();
        const stored = items.map((item) => this.#claim(item));
        const put = () => {
            for (const each of stored)
                if (each)
                    this.#put(each, now);
            this.#sweep();
        };
        try {
            await this.#values.within(writes, (putValues) => {
                const both = () => {
                    putValues();
                    put();
                };
                // Writes without an item, such as a status that nobody acts on, are not worth a flush.
                return items.length > 0 ? this.#writer.writeFlushed(both) : this.#writer.write(both);
            });
        }
        finally {
            this.#release(stored);
        }
        return stored;
    }
    page(after, limit) {
        return this.#reading(() => [
            ...this.#items
                .getRange({ start: after + 1, limit })
                .map(({ key, value: { item, runs } }) => ({ sequence: key, item, ...(runs !== undefined && { runs }) })),
        ]);
    }
    async begun(sequence, runs) {
        this.#values.refuseIfClosed();
        await this.#writer.write(() => {
            const entry = this.#items.get(sequence);
            if (entry)
                this.#items.put(sequence, { ...entry, runs });
        });
    }
    async done(sequence, writes) {
        await this.#values.within(writes, (putValues) => this.#writer.write(() => {
            putValues();
            this.#items.remove(sequence);
        }));
    }
    async putAside({ sequence, item }, error, writes, items) {
        this.#sequence += 1;
        const now = this.#clock.now();
        const aside = { item, error, sequence: this.#sequence, at: now };
        const stored = items.map((each) => this.#claim(each));
        try {
            await this.#values.within(writes, (putValues) => this.#writer.write(() => {
                putValues();
                this.#items.remove(sequence);
                this.#aside.put(item.id, aside);
                for (const each of stored)
                    if (each)
                        this.#put(each, now);
                this.#asideSweep.owe(1);
                this.#sweep();
            }));
        }
        finally {
            this.#release(stored);
        }
        return stored;
    }
    async asides() {
        const all = this.#reading(() => [...this.#aside.getRange().map(({ value }) => value)]);
        const kept = all.filter(({ at }) => !this.#isOlder(at, asideMs));
        return kept.sort((a, b) => a.sequence - b.sequence).map(({ item, error }) => ({ item, error }));
    }
    takeBack(id) {
        return this.#transaction(() => {
            const aside = this.#aside.get(id);
            if (!aside)
                return undefined;
            this.#aside.remove(id);
            if (this.#isOlder(aside.at, asideMs))
                return undefined;
            this.#sequence += 1;
            const stored = { sequence: this.#sequence, item: aside.item };
            this.#items.put(stored.sequence, { item: stored.item, at: this.#clock.now() });
            return stored;
        });
    }
    async schedule(item) {
        await this.#transaction(() => {
            this.#unschedule(item.key);
            this.#due.put(item.key, item);
            this.#dueAt.put([item.dueAt, item.key], item.key);
        });
    }
    cancel(key) {
        return this.#transaction(() => this.#unschedule(key));
    }
    async takeDue(limit) {
        let taken = [];
        try {
            await this.#transaction(() => {
                const now = this.#clock.now();
                // Strings sort after all numbers and no key is empty, so this is the first place after `now`.
                const keys = [...this.#dueAt.getRange({ end: [now + 1, ''], limit }).map(({ value }) => value)];
                taken = keys.map((key) => {
                    const due = this.#due.get(key);
                    this.#unschedule(key);
                    if (!due)
                        return undefined;
                    const stored = this.#claim({ id: due.id, lane: due.lane, payload: due.payload });
                    if (stored)
                        this.#put(stored, now);
                    return stored;
                });
                this.#sweep();
            });
        }
        finally {
            this.#release(taken);
        }
        return taken;
    }
    nextDue() {
        const [first] = this.#dueAt.getKeys({ limit: 1 });
        return first?.[0];
    }
    async measure() {
        return this.#reading(() => {
            const [oldest] = this.#items.getRange({ limit: 1 });
            return { depth: countOf(this.#items), oldestAt: oldest?.value.at, aside: countOf(this.#aside) };
        });
    }
    async clear() {
        await this.#transaction(() => {
            for (const database of [this.#items, this.#seen, this.#aside, this.#due, this.#dueAt])
                database.clearSync();
        });
    }
    #claim(item) {
        if (this.#claiming.has(item.id))
            return undefined;
        const seenAt = this.#seen.get(item.id);
        if (seenAt !== undefined && !this.#isOlder(seenAt, rememberedMs))
            return undefined;
        this.#claiming.add(item.id);
        this.#sequence += 1;
        return { sequence: this.#sequence, item };
    }
    #put({ sequence, item }, now) {
        this.#items.put(sequence, { item, at: now });
        this.#seen.put(item.id, now);
        this.#idSweep.owe(1);
        // Also while nothing is set aside, so that the last dead letters go.
        this.#asideSweep.owe(1);
    }
    #release(stored) {
        for (const each of stored)
            if (each)
                this.#claiming.delete(each.item.id);
    }
    #unschedule(key) {
        const item = this.#due.get(key);
        if (!item)
            return false;
        this.#due.remove(key);
        this.#dueAt.remove([item.dueAt, key]);
        return true;
    }
    /** Forgets old ids and old dead letters. */
    #sweep() {
        this.#idSweep.run();
        this.#asideSweep.run();
    }
    #isOlder(at, ms) {
        return this.#clock.now() - at > ms;
    }
    #transaction(work) {
        this.#values.refuseIfClosed();
        return this.#writer.transactionFlushed(work);
    }
    #reading(read) {
        this.#values.refuseIfClosed();
        return read();
    }
}
function countOf(database) {
    const stats = database.getStats();
    const count = typeof stats === 'object' && stats !== null && 'entryCount' in stats ? stats.entryCount : 0;
    return typeof count === 'number' ? count : 0;
}
