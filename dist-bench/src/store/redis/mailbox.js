import { randomUUID } from 'node:crypto';
import { Gathered } from './gathered.js';
import { acceptedOf, asideItem, asideJson, claimOf, claimsOf, itemArgs, itemJson } from './item.js';
import { beatScript, mostFreed } from './presence.js';
import { laneScripts, rememberedSeconds } from './scripts.js';
import { Subscriber } from './subscriber.js';
import { clearKeys, outcomeOf, tooManyWriters } from './values.js';
import { circle, enterScript, giveUpScript } from './works.js';
/** Each lost try means that another process has changed a value of the commit. */
const mostTries = 100;
/** What `clear` deletes. Leases stay, because a running turn keeps its lane. */
const cleared = ['items:', 'seen:', 'busy', 'ready', 'depth', 'due', 'aside'];
/** The lanes of several processes in Redis. Each method is one script; calls at the same time share one command. */
export class RedisMailbox {
    #connection;
    #values;
    #base;
    #clock;
    #ms;
    #process = randomUUID();
    #acceptances;
    #endings;
    #subscriber;
    #stopListening;
    constructor(connection, values, base, clock, takeOverMs) {
        this.#connection = connection;
        this.#values = values;
        this.#base = base;
        this.#clock = clock;
        this.#ms = String(Math.ceil(takeOverMs));
        this.#acceptances = new Gathered((list) => this.#acceptAll(list));
        this.#endings = new Gathered((list) => this.#endAll(list));
    }
    async listen(listener) {
        const granted = (message) => {
            const [work = '', token = ''] = message.split(' ');
            listener.granted(work, token);
        };
        const channels = new Map([
            [`${this.#base}wake`, () => listener.woken()],
            [`${this.#base}go:${this.#process}`, granted],
        ]);
        const { client, answerMs } = this.#connection;
        this.#subscriber = new Subscriber(client, answerMs, channels);
        const connected = () => listener.connected();
        client.on('ready', connected);
        this.#stopListening = () => client.off('ready', connected);
        await this.#subscriber.subscribed;
    }
    accept(items, writes, room) {
        const accept = async () => {
            const commit = this.#values.prepare(writes);
            for (let count = 0; count < mostTries; count += 1) {
                await this.#values.evaluate(commit);
                const accepted = await forgetting(commit, this.#acceptances.add({ items, commit, room }));
                if (!accepted)
                    continue;
                commit.done();
                return accepted;
            }
            throw tooManyWriters();
        };
        return this.#values.inOrder(writes, accept);
    }
    async leave(messages) {
        // The parts of one turn have the same lane, so they leave or stay together.
        const byLease = new Map();
        for (const { lease, writes } of messages) {
            const before = byLease.get(lease);
            if (before)
                before.push(...writes);
            else
                byLease.set(lease, [...writes]);
        }
        const commits = [...byLease].map(async ([lease, writes]) => {
            const stored = await this.#values.commitWith(lease.lane, lease.token, writes);
            return [lease, stored];
        });
        const answers = new Map(await Promise.all(commits));
        const taken = new Map();
        return messages.map(({ lease, writes }) => {
            const from = taken.get(lease) ?? 0;
            taken.set(lease, from + writes.length);
            return answers.get(lease)?.slice(from, from + writes.length);
        });
    }
    end(claim, end, writes, want, isAgain) {
        const { item, token, sequence } = claim;
        const { lane, id } = item;
        const common = { lane, token, sequence, isAgain, want, id };
        if (typeof end === 'string')
            return this.#end({ ...common, how: end, aside: '', items: [] }, writes);
        const { aside, items } = end;
        return this.#end({ ...common, how: 'aside', aside: asideJson(item, aside), items }, writes);
    }
    endWork({ lane, id, token }, writes, want, isAgain) {
        return this.#end({ lane, token, sequence: '', how: id, isAgain, want, aside: '', id: '', items: [] }, writes);
    }
    async take(room) {
        return claimsOf(await this.#run(laneScripts.take, String(room)));
    }
    async reclaim() {
        const [answer] = await Promise.all([this.#run(laneScripts.reclaim), this.#subscriber?.check()]);
        return answer.number();
    }
    async beat(freesGone) {
        while ((await this.#run(beatScript, freesGone ? '1' : '')).number() >= mostFreed)
            ;
    }
    async renew(leases) {
        const args = [...leases].flatMap(({ lane, token }) => [lane, token]);
        const lost = [];
        if (args.length === 0)
            return lost;
        const answer = await this.#run(laneScripts.renew, ...args);
        while (!answer.isAtEnd)
            lost.push(answer.text());
        return lost;
    }
    async holds(lane, token) {
        return (await this.#run(laneScripts.holds, lane, token)).number() === 1;
    }
    async begun({ item, token, tries }) {
        return (await this.#run(laneScripts.begun, item.lane, token, String(tries))).number() === 1;
    }
    async enter(lane, work, waiting, givesWay) {
        const turns = waiting.flatMap((each) => [each.lane, each.token]);
        const args = [lane, work, String(this.#clock.now()), givesWay ? '1' : '', ...turns];
        const answer = (await this.#run(enterScript, ...args)).text();
        if (answer === circle)
            return 'circle';
        return answer === '' ? 'waits' : { token: answer };
    }
    async giveUp(lane, work) {
        await this.#run(giveUpScript, lane, work);
    }
    async schedule(item) {
        const { key, dueAt, id, lane } = item;
        await this.#run(laneScripts.schedule, key, String(dueAt), JSON.stringify({ id, lane, json: itemJson(item) }));
    }
    async cancel(key) {
        return (await this.#run(laneScripts.cancel, key)).number() === 1;
    }
    async takeDue(limit, room) {
        const args = [this.#clock.now(), rememberedSeconds, room, limit].map(String);
        const answer = await this.#run(laneScripts.due, ...args);
        const count = answer.number();
        const next = answer.text();
        return { count, next: next === '' ? undefined : Number(next), claims: claimsOf(answer) };
    }
    async asides() {
        const answer = await this.#run(laneScripts.asides);
        const asides = [];
        while (!answer.isAtEnd)
            asides.push(asideItem(answer.text()));
        return asides;
    }
    async repeat(id, room) {
        const answer = await this.#run(laneScripts.repeat, String(this.#clock.now()), String(room), id);
        return answer.number() === 1 ? claimsOf(answer) : undefined;
    }
    async clear() {
        for (const each of cleared)
            await clearKeys(this.#connection, this.#base + each);
    }
    async measure() {
        const answer = await this.#run(laneScripts.measure);
        const [depth, aside, oldest] = [answer.number(), answer.number(), answer.text()];
        return { depth, oldestAt: oldest === '' ? undefined : Number(oldest), aside };
    }
    close() {
        this.#stopListening?.();
        this.#subscriber?.close();
    }
    #run(script, ...args) {
        return this.#connection.run(script, this.#base, [this.#ms, this.#process, ...args]);
    }
    async #end(ending, writes) {
        const commit = this.#values.prepare(writes);
        for (let count = 0; count < mostTries; count += 1) {
            await this.#values.evaluate(commit);
            const ended = await forgetting(commit, this.#endings.add({ ...ending, commit }));
            if (!ended)
                continue;
            if (!ended.isLost)
                commit.done();
            return ended;
        }
        throw tooManyWriters();
    }
    async #acceptAll(list) {
        const room = list.reduce((sum, each) => sum + each.room, 0);
        const args = [String(this.#clock.now()), String(rememberedSeconds), String(room)];
        for (const { items, commit } of list) {
            commit.args(args);
            itemArgs(items, args);
        }
        const answer = await this.#run(laneScripts.accept, ...args);
        return list.map(({ items, commit }) => (commit.read(answer) ? acceptedOf(items, answer) : undefined));
    }
    async #endAll(list) {
        const args = [String(this.#clock.now()), String(rememberedSeconds)];
        for (const { lane, token, sequence, how, isAgain, want, aside, id, items, commit } of list) {
            args.push(lane, token, sequence, how, isAgain ? '1' : '', want ?? '', aside, id);
            commit.args(args);
            itemArgs(items, args);
        }
        const answer = await this.#run(laneScripts.end, ...args);
        return list.map(({ commit }) => {
            const outcome = outcomeOf(commit, answer);
            if (outcome === 'differs')
                return undefined;
            const claim = answer.number() === 1 ? claimOf(answer) : undefined;
            return { isLost: outcome === 'lost', claim };
        });
    }
}
/** The result of `work`. If it fails, the commit forgets its guesses: it may or may not have been done. */
async function forgetting(commit, work) {
    try {
        return await work;
    }
    catch (error) {
        commit.forget();
        throw error;
    }
}
