import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../core/errors.js';
import { thisMoment } from '../core/moment.js';
import { aftermathOf } from './aftermath.js';
import { LoopQueue } from './loopQueue.js';
import { Possessions } from './possessions.js';
import { Reruns } from './reruns.js';
import { Room } from './room.js';
import { Runs } from './runs.js';
import { runWithRetries } from './runWithRetries.js';
import { isStoreAway } from './untilStored.js';
import { Waits } from './waits.js';
/** How many items of a lane run before other lanes have their turn. */
const itemsInARow = 20;
const againMs = 100;
/** The turns that one process runs, in the lanes that it has claimed from a shared mailbox. */
export class SharedTurns {
    #mailbox;
    #settings;
    #runs;
    #starting = new LoopQueue();
    #room;
    #possessions;
    #reruns;
    #whenIdle = [];
    #handler;
    #whenSetAside;
    #working = 0;
    #stopping = false;
    #halted = false;
    waits;
    /** `onRoom` is called when this process can take more lanes than the turns that end make room for. */
    constructor(mailbox, leases, settings, onRoom) {
        this.#mailbox = mailbox;
        this.#settings = settings;
        this.#room = new Room(settings.concurrency, onRoom);
        this.#possessions = new Possessions(mailbox, settings.takeOverMs);
        this.waits = new Waits(leases, this.#room);
        this.#runs = new Runs(this.waits, settings);
        this.#reruns = new Reruns(settings, this.#room);
    }
    /** The number of items and other work that this process has taken on. */
    get depth() {
        return this.#room.running + this.#working;
    }
    /** How many more lanes this process can run. */
    get room() {
        return this.#room.left;
    }
    /** Whether nothing new is started. */
    get isStopping() {
        return this.#stopping;
    }
    /** Whether the process no longer waits for anything. */
    get isHalted() {
        return this.#halted;
    }
    /** Begins to take lanes. */
    start(handler, whenSetAside) {
        this.#handler = handler;
        this.#whenSetAside = whenSetAside;
        if (!this.#stopping)
            this.#room.open();
    }
    stop() {
        this.#stopping = true;
        this.#room.close();
    }
    halt() {
        this.#halted = true;
        this.#runs.close();
    }
    async idle() {
        if (this.depth > 0)
            await new Promise((resolve) => this.#whenIdle.push(resolve));
    }
    /** Makes a request that may give this process up to `most` lanes, and begins to run these. */
    async withRoom(most, ask) {
        const since = thisMoment();
        return this.#room.asking(most, ask, ({ claims }) => {
            for (const claim of claims) {
                this.#room.begin();
                this.#begin(claim, since, 1);
            }
        });
    }
    /** Runs work that is not an item once `enter` has the lane for it, if `wants` says that it is still wanted. */
    async work(enter, wants, work, outer) {
        this.#working += 1;
        try {
            const granted = await enter();
            if (wants())
                return await this.#perform(granted, work, outer);
            await this.#mailbox.giveUp(granted.lane, granted.id);
            throw new StoreError('The work no longer waits for its lane.');
        }
        finally {
            this.#working -= 1;
            this.#tellIfIdle();
        }
    }
    /** See `Possessions`. */
    renew() {
        return this.#possessions.renew();
    }
    /** See `Possessions`. */
    ascertain(leases) {
        return this.#possessions.ascertain(leases);
    }
    /** Reports an error that no caller waits for. */
    fault(error) {
        if (this.#halted)
            return;
        this.#settings.observe?.({ kind: 'fault', where: 'lane', error: asError(error) });
    }
    #begin(claim, since, inARow) {
        this.#possessions.add(claim.item.lane, claim.token, since);
        this.#starting.push(() => void this.#turn(claim, inARow));
    }
    /** Runs one item, then starts the next one, of this lane or another, that ending the turn has claimed. */
    async #turn(claim, inARow) {
        const { item, token } = claim;
        const next = await this.#performItem(claim, inARow).finally(() => this.#possessions.remove(token));
        if (next) {
            const { claim: following, since } = next;
            this.#begin(following, since, following.item.lane === item.lane ? inARow + 1 : 1);
            return;
        }
        this.#room.end();
        this.#tellIfIdle();
    }
    /** Runs an item, if it may run: not if the process has died too often while it ran. */
    async #performItem(claim, inARow) {
        if (claim.tries === 1)
            return this.#run(claim, inARow);
        return this.#reruns.run(claim.tries - 1, {
            again: async () => ((await this.#mayBegin(claim)) ? this.#run(claim, inARow) : undefined),
            setAside: (error) => {
                this.fault(error);
                return this.#setAside(claim, error, 'lane');
            },
        });
    }
    /** Notes that a run begins, unless another process has taken over the lane. */
    async #mayBegin(claim) {
        if (this.#stopping)
            return true;
        try {
            return await this.#untilWritten(() => this.#mailbox.begun(claim));
        }
        catch (error) {
            // The lane is not renewed from here on, so that another process takes it over.
            this.fault(error);
            return false;
        }
    }
    async #run(claim, inARow) {
        const handler = this.#handler;
        if (!handler || this.#stopping)
            return this.#end(claim, 'unused', [], undefined);
        const { item, token, tries } = claim;
        const newLease = (mayHaveRun) => {
            const lease = this.#possessions.lease(item.lane, token, mayHaveRun);
            this.#room.giveSlot(lease);
            return lease;
        };
        let lease = newLease(tries > 1);
        const once = async () => {
            // The process may have been stopped between the claim and now.
            await this.ascertain([lease]);
            lease.refuseIfLost();
            return this.#runs.run(lease, () => handler(item, lease));
        };
        const failed = await runWithRetries(once, this.#settings, {
            isOver: () => this.#halted,
            mayRetry: async () => {
                lease = newLease(true);
                return !this.#stopping && (await this.#mailbox.holds(item.lane, token));
            },
        });
        if (failed === false)
            return this.#end(claim, 'back', [], 'other', lease);
        const want = inARow < itemsInARow ? 'lane' : 'other';
        if (failed)
            return this.#setAside(claim, failed, want, lease);
        return this.#end(claim, 'done', lease.take(), want, lease);
    }
    /** Makes an item a dead letter, with what the hook wants to follow from it. */
    #setAside(claim, error, wanted, lease) {
        const { writes, items } = aftermathOf(this.#whenSetAside, claim.item, error, (thrown) => this.fault(thrown));
        return this.#end(claim, { aside: error.name, items }, writes, wanted, lease);
    }
    /** Ends an item's turn. Resolves with what to run next. */
    async #end(claim, end, writes, wanted, lease) {
        const want = this.#stopping || this.#room.isCrowded ? undefined : wanted;
        try {
            let since = thisMoment();
            const ended = await this.#untilWritten((isAgain) => {
                since = thisMoment();
                return this.#mailbox.end(claim, end, writes, want, isAgain);
            });
            if (ended.isLost) {
                this.fault(lostLane());
                lease?.lose();
            }
            return ended.claim && { claim: ended.claim, since };
        }
        catch (error) {
            if (this.#halted)
                return undefined;
            this.fault(error);
            // One of the changes threw an error, and would do so again: the hook's, or the turn's own.
            if (typeof end === 'object')
                return this.#end(claim, end, [], wanted, lease);
            return this.#setAside(claim, asError(error), wanted, lease);
        }
    }
    /** The staged writes are committed even if the work fails; the caller gets its error. */
    async #perform(granted, work, outer) {
        const { lane, token } = granted;
        this.#possessions.add(lane, token, granted.since);
        const lease = this.#possessions.lease(lane, token, false);
        try {
            return await this.#runs.run(lease, () => work(lease), outer);
        }
        finally {
            await this.#endWork(granted, lease).finally(() => this.#possessions.remove(token));
        }
    }
    async #endWork(work, lease) {
        const wasLost = lease.isLost;
        const writes = lease.take();
        const { isLost } = await this.#untilWritten((isAgain) => {
            return this.withRoom(1, async (room) => {
                const ended = await this.#mailbox.endWork(work, writes, room > 0 ? 'lane' : undefined, isAgain);
                return { isLost: ended.isLost, claims: ended.claim ? [ended.claim] : [] };
            });
        });
        if (!isLost)
            return;
        lease.lose();
        if (!wasLost)
            throw lostLane();
    }
    /** Repeats the end of a turn while the store is away, so that the turn does not run again afterwards. */
    async #untilWritten(end) {
        for (let isAgain = false;; isAgain = true) {
            try {
                return await end(isAgain);
            }
            catch (error) {
                if (this.#halted || !isStoreAway(error))
                    throw error;
                if (!isAgain)
                    this.fault(error);
                await wait(againMs);
            }
        }
    }
    #tellIfIdle() {
        if (this.depth === 0)
            for (const resolve of this.#whenIdle.splice(0))
                resolve();
    }
}
function asError(thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}
function lostLane() {
    return new StoreError('A turn has lost its lane to another process: nothing of it was written at its end.');
}
