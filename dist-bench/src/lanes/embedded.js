import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import { areTurnsTracked } from '../core/turn.js';
import { aftermathOf } from './aftermath.js';
import { Arrivals } from './arrivals.js';
import { DueTimer } from './dueTimer.js';
import { runInline } from './inline.js';
import { LaneQueues } from './queues.js';
import { Reruns } from './reruns.js';
import { Runs } from './runs.js';
import { runWithRetries } from './runWithRetries.js';
import { untilStored } from './untilStored.js';
import { Waits } from './waits.js';
/** How many due items are taken per turn of the event loop. */
const duePage = 200;
/** The lanes of one process: queues in memory, and a mailbox that survives the process if its store does. */
export class EmbeddedLanes {
    #mailbox;
    #values;
    #settings;
    #waits;
    #runs;
    #reruns;
    #dueTimer;
    #queues;
    #arrivals;
    #handler;
    #whenSetAside;
    #stopping = false;
    #halted = false;
    constructor(engine, clock, settings) {
        const mailbox = engine.mailbox(clock);
        this.#mailbox = mailbox;
        this.#values = engine.values;
        this.#settings = settings;
        this.#queues = new LaneQueues(settings.concurrency, (error) => this.#fault(error));
        this.#waits = new Waits(engine.leases, this.#queues);
        this.#runs = new Runs(this.#waits, settings);
        this.#reruns = new Reruns(settings, this.#queues);
        this.#arrivals = new Arrivals(mailbox, (stored, mayHaveRun) => this.#take(stored, mayHaveRun));
        this.#dueTimer = new DueTimer(clock, () => mailbox.nextDue(), () => this.#takeDue());
    }
    get depth() {
        return this.#queues.depth + (this.#dueTimer.isDue || this.#arrivals.isReading ? 1 : 0);
    }
    async start(handler, whenSetAside) {
        if (this.#handler)
            throw new Error('The lanes are started already.');
        this.#handler = handler;
        this.#whenSetAside = whenSetAside;
        try {
            await this.#arrivals.open(() => this.#stopping);
        }
        catch (error) {
            // Nothing has started, so the caller can retry.
            this.#handler = undefined;
            throw error;
        }
        if (!this.#stopping)
            this.#dueTimer.start();
    }
    async accept(items, writes = []) {
        this.#refuseWhenStopping();
        const stored = await this.#mailbox.append(items, writes);
        this.#arrivals.add(stored);
        return stored.map((each) => each !== undefined);
    }
    async schedule(item) {
        this.#refuseWhenStopping();
        await this.#mailbox.schedule(item);
        this.#dueTimer.set();
    }
    async cancel(key) {
        return this.#mailbox.cancel(key);
    }
    async run(lane, work) {
        return runInline(this.#waits, lane, work, (asking) => this.#queued(lane, work, asking));
    }
    async leave(messages) {
        if (this.#halted)
            return messages.map(() => undefined);
        const held = messages.map(({ lease }) => !lease.isOver);
        const stored = await this.#values.commit(messages.flatMap(({ writes }, at) => (held[at] ? writes : [])));
        let from = 0;
        return messages.map(({ writes }, at) => {
            if (!held[at])
                return undefined;
            from += writes.length;
            return stored.slice(from - writes.length, from);
        });
    }
    async measure() {
        return this.#mailbox.measure();
    }
    async setAside() {
        return this.#mailbox.asides();
    }
    async repeat(id) {
        const stored = await this.#mailbox.takeBack(id);
        if (stored)
            this.#arrivals.add([stored], true);
        return stored !== undefined;
    }
    async clear() {
        await this.#mailbox.clear();
        this.#dueTimer.set();
    }
    async stop(deadlineMs = 10_000) {
        this.#stopping = true;
        this.#dueTimer.stop();
        if (this.#mailbox.isDurable)
            this.#queues.drop(({ refuse }) => refuse === undefined);
        const deadline = new AbortController();
        const late = wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => { });
        await Promise.race([this.#queues.idle(), late]);
        deadline.abort();
        this.#halted = true;
        this.#queues.halt();
        this.#runs.close();
        for (const { refuse } of this.#queues.drop(() => true))
            refuse?.(hasStopped());
    }
    #queued(lane, work, { scope }) {
        if (this.#halted)
            return { done: Promise.reject(hasStopped()), withdraw: () => false };
        let withdraw = () => false;
        const done = new Promise((resolve, reject) => {
            const run = async () => {
                // The turn that asked has lost its lane meanwhile, and may do nothing more.
                scope?.lease.refuseIfLost();
                return this.#work(new Lease({ lane, isTracked: areTurnsTracked() }), work, scope);
            };
            const job = { run: () => run().then(resolve, reject), refuse: reject };
            this.#queues.push(lane, job);
            withdraw = () => this.#queues.remove(lane, job);
        });
        return { done, withdraw };
    }
    /** Runs a turn that is not a stored item. Its writes are committed even if it fails; the caller gets its error. */
    async #work(lease, work, outer) {
        try {
            return await this.#runs.run(lease, () => work(lease), outer);
        }
        finally {
            const writes = lease.take();
            if (writes.length > 0)
                await this.#stored(() => this.#values.commit(writes));
        }
    }
    #refuseWhenStopping() {
        if (this.#stopping)
            throw new StoreError('The channel is stopping and takes nothing more.');
    }
    async #takeDue() {
        try {
            for (;;) {
                const due = await this.#mailbox.takeDue(duePage);
                this.#arrivals.add(due);
                if (due.length < duePage || this.#stopping)
                    return;
                await new Promise((resolve) => setImmediate(resolve));
            }
        }
        catch (error) {
            this.#fault(error);
            throw error;
        }
    }
    #take(stored, mayHaveRun) {
        if (this.#stopping && this.#mailbox.isDurable)
            return;
        const run = () => (mayHaveRun ? this.#performAgain(stored) : this.#perform(stored, false));
        this.#queues.push(stored.item.lane, { run });
    }
    /** Runs an item that an earlier process may have been running when it ended, if it may run once more. */
    #performAgain(stored) {
        const runs = Math.max(stored.runs ?? 0, 1);
        return this.#reruns.run(runs, {
            again: async () => {
                if (this.#halted)
                    return;
                await this.#stored(() => this.#mailbox.begun(stored.sequence, runs + 1));
                await this.#perform(stored, true);
            },
            setAside: (error) => {
                this.#fault(error);
                return this.#setAside(stored, error);
            },
        });
    }
    async #perform(stored, mayHaveRun) {
        const handler = this.#handler;
        if (!handler)
            return;
        const { item } = stored;
        let lease = new Lease({ lane: item.lane, mayHaveRun, isTracked: areTurnsTracked() });
        const once = () => this.#runs.run(lease, () => handler(item, lease));
        const failed = await runWithRetries(once, this.#settings, {
            isOver: () => this.#halted,
            mayRetry: async () => {
                lease = new Lease({ lane: item.lane, mayHaveRun: true, isTracked: areTurnsTracked() });
                return !this.#halted;
            },
        });
        if (failed === undefined)
            await this.#end(stored, lease.take());
        else if (failed !== false)
            await this.#setAside(stored, failed);
    }
    async #end(stored, writes) {
        try {
            await this.#stored(() => this.#mailbox.done(stored.sequence, writes));
        }
        catch (error) {
            if (this.#halted)
                return;
            // One of the turn's own changes threw an error, and would do so again.
            this.#fault(error);
            await this.#setAside(stored, asError(error));
        }
    }
    /** Makes an item a dead letter, with what the hook wants to follow from it. */
    async #setAside(stored, error) {
        const aftermath = aftermathOf(this.#whenSetAside, stored.item, error, (thrown) => this.#fault(thrown));
        const { writes, items } = aftermath;
        const put = async (writes) => {
            this.#arrivals.add(await this.#stored(() => this.#mailbox.putAside(stored, error.name, writes, items)));
        };
        try {
            await put(writes);
        }
        catch (thrown) {
            if (this.#halted || writes.length === 0)
                throw thrown;
            this.#fault(thrown);
            await put([]);
        }
    }
    /** Repeats the end of a turn while the store is away: if it were lost, the turn would run again. */
    async #stored(write) {
        return untilStored(write, () => this.#halted);
    }
    #fault(error) {
        this.#settings.observe?.({ kind: 'fault', where: 'lane', error: asError(error) });
    }
}
function asError(thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}
function hasStopped() {
    return new StoreError('The channel has stopped and runs nothing more.');
}
