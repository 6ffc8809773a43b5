import { StoreError } from '../../core/errors.js';
import { Commit } from './commit.js';
import { Gathered } from './gathered.js';
import { Guesses } from './guesses.js';
import { parseValue } from './json.js';
import { KeyOrder } from './keyOrder.js';
import { commitScript } from './scripts.js';
/** Each lost try means that another process won. This is more than the number of processes that share a key. */
const mostTries = 100;
/** Values in Redis, each under `<prefix>:keyv:<key>` as JSON text. Redis itself deletes expired values. */
export class RedisValues {
    #connection;
    #lanesBase;
    #guesses = new Guesses();
    #order = new KeyOrder();
    #reads;
    #commits;
    #underWay = new Set();
    #closing;
    /** The prefix of all keys. */
    prefix;
    constructor(connection, prefix) {
        this.#connection = connection;
        this.prefix = `${prefix}:keyv:`;
        this.#lanesBase = `${prefix}:lanes:`;
        this.#reads = new Gathered((lists) => this.#readAll(lists));
        this.#commits = new Gathered((commits) => this.#commitAll(commits));
    }
    async getMany(keys) {
        if (keys.length === 0)
            return [];
        const raws = await this.#reads.add(keys);
        return keys.map((key, index) => {
            const raw = raws[index] ?? '';
            // The same text has the same value, and need not be parsed again.
            const guess = this.#guesses.at(key);
            if (guess?.raw === raw)
                return guess.value;
            const value = parseValue(raw);
            this.#guesses.note(key, { raw, value });
            return value;
        });
    }
    async commit(writes) {
        if (this.#closing)
            throw this.#connection.closedError();
        if (writes.length === 0)
            return [];
        const committing = this.#committed(writes);
        this.#underWay.add(committing);
        return committing.finally(() => this.#underWay.delete(committing));
    }
    #committed(writes) {
        return this.inOrder(writes, async () => {
            const commit = this.prepare(writes);
            const unread = commit.unread;
            for (const [index, raw] of (await this.#read(unread)).entries())
                commit.know(unread[index] ?? '', raw);
            for (let count = 0; count < mostTries; count += 1) {
                await this.evaluate(commit);
                if (!commit.isNeeded || (await this.#tryOnce('', '', commit)) === 'done')
                    return commit.done();
            }
            throw tooManyWriters();
        });
    }
    /** Commits the writes if the token has the lane; otherwise resolves with `undefined`. */
    async commitWith(lane, token, writes) {
        const commit = this.prepare(writes);
        for (let count = 0; count < mostTries; count += 1) {
            await this.evaluate(commit);
            const outcome = await this.#tryOnce(lane, token, commit);
            if (outcome === 'done')
                return commit.done();
            if (outcome === 'lost')
                return undefined;
        }
        throw tooManyWriters();
    }
    async delete(keys) {
        if (keys.length === 0)
            return 0;
        for (const key of keys)
            this.#guesses.forget(key);
        const count = await this.#connection.send('written', ['UNLINK', ...keys.map((key) => this.prefix + key)]);
        return typeof count === 'number' ? count : 0;
    }
    async clear(keyPrefix) {
        this.#guesses.clear();
        await clearKeys(this.#connection, this.prefix + keyPrefix);
    }
    /** Waits for the commits under way, which may take several round trips. */
    close() {
        this.#closing ??= Promise.allSettled(this.#underWay).then(() => this.#connection.close());
        return this.#closing;
    }
    /** Makes commits that change the same keys wait for each other. */
    inOrder(writes, work) {
        const keys = writes.flatMap((write) => ('change' in write ? [write.key] : []));
        return keys.length === 0 ? work() : this.#order.run(keys, work);
    }
    /** Creates a commit for a script that does more than commit. */
    prepare(writes) {
        return new Commit(writes, this.prefix, this.#guesses);
    }
    /** Evaluates the changes of a commit. If a change throws, it rejects with that error. */
    async evaluate(commit) {
        for (let key = commit.evaluate(); key !== undefined; key = commit.evaluate()) {
            const [raw = ''] = await this.#read([key]);
            commit.know(key, raw);
        }
    }
    async #tryOnce(lane, token, commit) {
        try {
            return await this.#commits.add({ lane, token, commit });
        }
        catch (error) {
            commit.forget();
            throw error;
        }
    }
    async #commitAll(commits) {
        const args = [];
        for (const { lane, token, commit } of commits) {
            args.push(lane, token);
            commit.args(args);
        }
        const answer = await this.#connection.run(commitScript, this.#lanesBase, args);
        return commits.map(({ commit }) => outcomeOf(commit, answer));
    }
    async #readAll(lists) {
        const keys = [...new Set(lists.flat())];
        const raws = await this.#read(keys);
        const byKey = new Map(keys.map((key, index) => [key, raws[index] ?? '']));
        return lists.map((keys) => keys.map((key) => byKey.get(key) ?? ''));
    }
    /** Stored texts; '' for no value. */
    async #read(keys) {
        if (keys.length === 0)
            return [];
        const values = await this.#connection.send('read', ['MGET', ...keys.map((key) => this.prefix + key)]);
        if (!Array.isArray(values))
            throw new StoreError('Redis answered something other than values.');
        return values.map((value) => (typeof value === 'string' ? value : ''));
    }
}
/** Reads a script's answer about a commit. */
export function outcomeOf(commit, answer) {
    if (answer.peek() === -1) {
        answer.number();
        return 'lost';
    }
    return commit.read(answer) ? 'done' : 'differs';
}
export function tooManyWriters() {
    return new StoreError(`A stored value was changed by others ${mostTries} times in a row: too many write to one key.`);
}
/** Deletes every key that starts with the prefix. */
export async function clearKeys(connection, keyPrefix) {
    const pattern = `${keyPrefix.replace(/[\\*?[\]]/g, '\\$&')}*`;
    let cursor = '0';
    do {
        const page = await connection.send('cleared', ['SCAN', cursor, 'MATCH', pattern, 'COUNT', '1000']);
        const [next, keys] = Array.isArray(page) ? page : [];
        const found = Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
        if (found.length > 0)
            await connection.send('cleared', ['UNLINK', ...found]);
        cursor = typeof next === 'string' ? next : '0';
    } while (cursor !== '0');
}
