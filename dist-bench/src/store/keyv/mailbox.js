import { z } from 'zod';
import { DamagedValueError } from '../../core/errors.js';
import { asideMs, rememberedMs } from '../lives.js';
import { laneItem } from '../mailbox.js';
import { DueOrder } from './dueOrder.js';
import { Series } from './series.js';
import { keysToRead, stage } from './values.js';
/** How many old dead letters are dropped in one transaction: more than are set aside in it. */
const asidesDropped = 2;
/** How many values are deleted in one transaction. */
const mostDeleted = 500;
const storedItem = z.object({ item: laneItem, at: z.number(), runs: z.number().optional() });
const storedAside = z.object({ item: laneItem, error: z.string(), at: z.number() });
const storedDue = laneItem.extend({ dueAt: z.number(), key: z.string() });
/** What the mailbox knows about its values without reading them. It is the same for every clock. */
export class MailboxIndex {
    engine;
    /** With the time when each was accepted. */
    items;
    /** With the id of each, and when it was set aside. */
    asides;
    /** With the key of each. */
    due;
    order;
    constructor(engine) {
        this.engine = engine;
        this.items = new Series(engine, 'm/item');
        this.asides = new Series(engine, 'm/aside');
        this.due = new Series(engine, 'm/due');
        this.order = new DueOrder((sequence) => this.due.has(sequence));
    }
    async open() {
        await this.items.open((value) => read(storedItem, value).at);
        await this.asides.open((value) => {
            const { item, at } = read(storedAside, value);
            return { id: item.id, at };
        });
        const entries = [];
        await this.due.open((value, sequence) => {
            const { dueAt, key } = read(storedDue, value);
            entries.push({ sequence, dueAt, key });
            return key;
        });
        for (const entry of entries)
            this.order.add(entry, entries.length);
    }
}
/**
 * A mailbox over a user's Keyv. Each write is one transaction, and transactions at about the same time share a record.
 */
export class KeyvMailbox {
    isDurable = true;
    #index;
    #engine;
    #clock;
    constructor(index, clock) {
        this.#index = index;
        this.#engine = index.engine;
        this.#clock = clock;
    }
    append(items, writes = []) {
        const old = this.#oldAsides();
        const ids = items.map(({ id }) => seenKey(id));
        const keys = [...this.#index.items.keys, ...ids, ...keysToRead(writes), ...old.map(asideKey)];
        return this.#engine.transact(keys, (transaction) => {
            for (const id of old)
                this.#dropAside(transaction, id, true);
            const stored = items.map((item) => this.#claim(transaction, item));
            stage(transaction, writes);
            return stored;
        });
    }
    async page(after, limit) {
        const sequences = [];
        for (const [sequence] of this.#index.items.after(after)) {
            if (sequences.length === limit)
                break;
            sequences.push(sequence);
        }
        const values = await this.#engine.read(sequences.map((sequence) => this.#index.items.key(sequence)));
        return sequences.flatMap((sequence, index) => {
            // The item may have run since.
            if (values[index] === undefined)
                return [];
            const { item, runs } = read(storedItem, values[index]);
            return [{ sequence, item: toItem(item), ...(runs !== undefined && { runs }) }];
        });
    }
    begun(sequence, runs) {
        const key = this.#index.items.key(sequence);
        return this.#engine.transact([key], (transaction) => {
            const value = transaction.get(key);
            if (value !== undefined)
                transaction.set(key, { ...read(storedItem, value), runs });
        });
    }
    done(sequence, writes = []) {
        return this.#engine.transact(keysToRead(writes), (transaction) => {
            this.#index.items.remove(transaction, sequence);
            stage(transaction, writes);
        });
    }
    putAside({ sequence, item }, error, writes, following) {
        const { items, asides } = this.#index;
        const at = this.#clock.now();
        const old = this.#oldAsides();
        const taken = following.length > 0 ? [...items.keys, ...following.map(({ id }) => seenKey(id))] : [];
        const keys = [...asides.keys, ...[item.id, ...old].map(asideKey), ...keysToRead(writes), ...taken];
        return this.#engine.transact(keys, (transaction) => {
            items.remove(transaction, sequence);
            for (const id of old)
                this.#dropAside(transaction, id, true);
            this.#dropAside(transaction, item.id);
            const aside = { item, error, at };
            transaction.set(asideKey(item.id), asides.add(transaction, aside, { id: item.id, at }));
            const stored = following.map((each) => this.#claim(transaction, each));
            stage(transaction, writes);
            return stored;
        });
    }
    async asides() {
        const { asides } = this.#index;
        const kept = [...asides.after(-1)].filter(([, { at }]) => !this.#isOver(at));
        const keys = kept.map(([sequence]) => asides.key(sequence));
        const values = await this.#engine.read(keys);
        return values.flatMap((value) => {
            if (value === undefined)
                return [];
            const { item, error } = read(storedAside, value);
            return [{ item: toItem(item), error }];
        });
    }
    async takeBack(id) {
        const { items, asides } = this.#index;
        const [sequence] = await this.#engine.read([asideKey(id)]);
        if (typeof sequence !== 'number')
            return undefined;
        const keys = [...items.keys, asideKey(id), asides.key(sequence)];
        return this.#engine.transact(keys, (transaction) => {
            const value = transaction.get(asides.key(sequence));
            if (value === undefined)
                return undefined;
            this.#dropAside(transaction, id);
            const { item, at } = read(storedAside, value);
            return this.#isOver(at) ? undefined : this.#store(transaction, toItem(item));
        });
    }
    schedule(item) {
        const { due, order } = this.#index;
        return this.#engine.transact([...due.keys, dueKey(item.key)], (transaction) => {
            this.#unschedule(transaction, item.key);
            const sequence = due.add(transaction, item, item.key);
            transaction.set(dueKey(item.key), sequence);
            transaction.onStored(() => order.add({ sequence, dueAt: item.dueAt, key: item.key }, due.size));
        });
    }
    cancel(key) {
        return this.#engine.transact([dueKey(key)], (transaction) => this.#unschedule(transaction, key));
    }
    async takeDue(limit) {
        const { items, due, order } = this.#index;
        const entries = order.take(this.#clock.now(), limit);
        if (entries.length === 0)
            return [];
        try {
            const dueKeys = entries.map(({ sequence }) => due.key(sequence));
            const values = await this.#engine.read(dueKeys);
            const seen = values.flatMap((value) => (value === undefined ? [] : [seenKey(read(storedDue, value).id)]));
            const keys = [...items.keys, ...dueKeys, ...entries.map(({ key }) => dueKey(key)), ...seen];
            return await this.#engine.transact(keys, (transaction) => entries.flatMap(({ sequence, key }) => {
                const value = transaction.get(due.key(sequence));
                // The item was cancelled or replaced.
                if (value === undefined)
                    return [];
                this.#unschedule(transaction, key);
                return [this.#claim(transaction, toItem(read(storedDue, value)))];
            }));
        }
        catch (error) {
            for (const entry of entries)
                order.add(entry, due.size);
            throw error;
        }
    }
    nextDue() {
        return this.#index.order.next;
    }
    async clear() {
        const { items, asides, due } = this.#index;
        const gone = [];
        await this.#engine.transact([], (transaction) => {
            transaction.clear('m/');
            transaction.onStored(() => {
                for (const [sequence] of items.after(-1))
                    gone.push(items.key(sequence));
                for (const [sequence, { id }] of asides.after(-1))
                    gone.push(asides.key(sequence), asideKey(id));
                for (const [sequence, key] of due.after(-1))
                    gone.push(due.key(sequence), dueKey(key));
                for (const series of [items, asides, due])
                    series.reset();
            });
        });
        // The values count as deleted already; this frees their space. Ids are deleted when they expire.
        for (let start = 0; start < gone.length; start += mostDeleted) {
            const some = gone.slice(start, start + mostDeleted);
            await this.#engine.transact(some, (transaction) => {
                for (const key of some)
                    if (transaction.get(key) === undefined)
                        transaction.set(key, undefined);
            });
        }
    }
    async measure() {
        const { items, asides } = this.#index;
        const [oldest] = items.after(-1);
        return { depth: items.size, oldestAt: oldest?.[1], aside: asides.size };
    }
    #claim(transaction, item) {
        if (transaction.get(seenKey(item.id)) !== undefined)
            return undefined;
        transaction.set(seenKey(item.id), 1, rememberedMs);
        return this.#store(transaction, item);
    }
    #store(transaction, item) {
        const at = this.#clock.now();
        return { sequence: this.#index.items.add(transaction, { item, at }, at), item };
    }
    /** The first dead letters that are over. They stand in the order of their ages. */
    #oldAsides() {
        const old = [];
        for (const [, { id, at }] of this.#index.asides.after(-1)) {
            if (old.length === asidesDropped || !this.#isOver(at))
                break;
            old.push(id);
        }
        return old;
    }
    #isOver(at) {
        return this.#clock.now() - at > asideMs;
    }
    /** `ifOld`: it may have been taken back and set aside again since. */
    #dropAside(transaction, id, ifOld = false) {
        const sequence = transaction.get(asideKey(id));
        if (typeof sequence !== 'number')
            return;
        const note = this.#index.asides.note(sequence);
        if (ifOld && note !== undefined && !this.#isOver(note.at))
            return;
        this.#index.asides.remove(transaction, sequence);
        transaction.set(asideKey(id), undefined);
    }
    #unschedule(transaction, key) {
        const sequence = transaction.get(dueKey(key));
        if (typeof sequence !== 'number')
            return false;
        this.#index.due.remove(transaction, sequence);
        transaction.set(dueKey(key), undefined);
        return true;
    }
}
function seenKey(id) {
    return `m/seen/${id}`;
}
function asideKey(id) {
    return `m/aside-of/${id}`;
}
function dueKey(key) {
    return `m/due-of/${key}`;
}
function toItem({ id, lane, payload }) {
    return { id, lane, payload };
}
function read(schema, value) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    throw new DamagedValueError('A stored item of the lanes is not what this program wrote: the store is damaged.');
}
