import { z } from 'zod';
import { Table } from '../store/table.js';
import { pricedCategories } from './priceTable.js';
const dayMs = 24 * 60 * 60 * 1000;
const flushMs = 1000;
/** Processes that share a store write to different ones, as a rule, so that they do not wait for each other. */
const shards = 16;
const daysAtOnce = 31;
/** A program that makes a topic for every message would make a row for each. */
const [mostTopics, longestTopic] = [500, 200];
/**
 * How many messages were sent and delivered, by day and kind. Counted in this process and added to the store about once
 * a second and when the channel stops, so that no message waits for it. A process that is killed loses the counts of its
 * last second, and where it cannot be known whether a write arrived, it is made again and may count twice.
 */
export class Counts {
    #deps;
    #days;
    #shard = Math.floor(Math.random() * shards);
    /** By day, then by kind. */
    #pending = new Map();
    #topics = new Set();
    #timer;
    #flushing = Promise.resolve();
    constructor(deps) {
        this.#deps = deps;
        this.#days = new Table(deps.store, 'costs', { ttlMs: deps.keptMs + dayMs });
    }
    add(kind, { sent, delivered, whole }) {
        const day = dayOf(this.#deps.clock.now());
        const counts = this.#pending.get(day) ?? new Map();
        if (counts.size === 0)
            this.#pending.set(day, counts);
        const key = keyOf({ ...kind, topic: this.#topicOf(kind.topic) });
        const count = counts.get(key);
        if (count) {
            count[0] += sent;
            count[1] += delivered;
            count[2] += whole;
        }
        else
            counts.set(key, [sent, delivered, whole]);
        this.#timer ??= setTimeout(() => void this.flush().catch(() => { }), flushMs).unref();
    }
    /** Adds what was counted to the store. Rejects with StoreError; what was counted is kept then, and tried again. */
    flush() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#flushing = this.#flushing.catch(() => { }).then(() => this.#write());
        return this.#flushing;
    }
    /** Forgets what is not stored yet. */
    drop() {
        this.#pending.clear();
    }
    /** The counts of some days, day by day. Days are given as their beginnings in epoch ms, UTC. */
    async *of(first, last) {
        for (let from = first; from <= last; from += daysAtOnce * dayMs) {
            const until = Math.min(last, from + (daysAtOnce - 1) * dayMs);
            const days = Array.from({ length: (until - from) / dayMs + 1 }, (_, index) => dayOf(from + index * dayMs));
            const keys = days.flatMap((day) => Array.from({ length: shards }, (_, shard) => `${day}/${shard}`));
            const stored = await this.#days.readMany(keys);
            for (const [index, day] of days.entries()) {
                const own = stored.slice(index * shards, (index + 1) * shards).filter((each) => each !== undefined);
                yield Object.entries(sum(own)).map(([key, [sent, delivered, whole]]) => {
                    return { day, ...kindOf(key), sent, delivered, whole };
                });
            }
        }
    }
    async #write() {
        const taken = [...this.#pending];
        if (taken.length === 0)
            return;
        this.#pending.clear();
        try {
            await this.#days.commit(taken.map(([day, counts]) => this.#days.change(`${day}/${this.#shard}`, (current = {}) => sum([current, Object.fromEntries(counts)]))));
        }
        catch (thrown) {
            const error = thrown instanceof Error ? thrown : new Error(String(thrown));
            this.#deps.observe?.({ kind: 'fault', where: 'costs', error });
            for (const [day, counts] of taken) {
                const now = this.#pending.get(day) ?? new Map();
                this.#pending.set(day, new Map(Object.entries(sum([Object.fromEntries(counts), Object.fromEntries(now)]))));
            }
            this.#timer ??= setTimeout(() => void this.flush().catch(() => { }), flushMs).unref();
            throw error;
        }
    }
    #topicOf(topic) {
        if (topic === undefined || this.#topics.has(topic))
            return topic;
        if (this.#topics.size >= mostTopics)
            return otherTopics;
        this.#topics.add(topic);
        return topic;
    }
}
/** Instead of the topics that are too many. */
const otherTopics = '(other topics)';
/** The UTC day of a time. */
export function dayOf(at) {
    return new Date(at).toISOString().slice(0, 10);
}
function sum(all) {
    const total = {};
    for (const [key, [sent, delivered, whole]] of all.flatMap((each) => Object.entries(each))) {
        const before = total[key];
        total[key] = before ? [before[0] + sent, before[1] + delivered, before[2] + whole] : [sent, delivered, whole];
    }
    return total;
}
/** A kind as it is stored: number, place, category, template, topic, and whether it was inside the window. */
const storedKind = z.tuple([z.string(), z.string(), z.enum(pricedCategories), z.string(), z.string(), z.boolean()]);
function keyOf({ number, place, category, template = '', topic = '', isInside }) {
    return JSON.stringify([number, place, category, template, topic.slice(0, longestTopic), isInside]);
}
function kindOf(key) {
    const [number, place, category, template, topic, isInside] = storedKind.parse(JSON.parse(key));
    return { number, place, category, isInside, ...(template && { template }), ...(topic && { topic }) };
}
