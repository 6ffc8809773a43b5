import { StoreError } from '../../core/errors.js';
import type { Write } from '../../core/write.js';
import type { Row, Values } from '../values.js';
import type { Answer } from './answer.js';
import { Commit } from './commit.js';
import type { RedisConnection } from './connection.js';
import { Gathered } from './gathered.js';
import { Guesses } from './guesses.js';
import { parseValue } from './json.js';
import { KeyOrder } from './keyOrder.js';
import { commitScript } from './scripts.js';

/** How many values are read at once by a scan. */
const scannedAtOnce = 100;

/** Each lost try means that another process won. This is more than the number of processes that share a key. */
const mostTries = 100;

/** A commit that is only written if a lease still has its lane. */
interface LaneCommit {
  readonly lane: string;
  readonly token: string;
  readonly commit: Commit;
}

/** The outcome of a commit. It is not done if values differ from those it expected, or if its lane is lost. */
export type Outcome = 'done' | 'differs' | 'lost';

/** Values in Redis, each under `<prefix>:keyv:<key>` as JSON text. Redis itself deletes expired values. */
export class RedisValues implements Values {
  readonly #connection: RedisConnection;
  readonly #lanesBase: string;
  readonly #paceBase: string;
  readonly #guesses = new Guesses();
  readonly #order = new KeyOrder();
  readonly #reads: Gathered<readonly string[], string[]>;
  readonly #commits: Gathered<LaneCommit, Outcome>;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;
  /** The prefix of all keys. */
  readonly prefix: string;

  constructor(connection: RedisConnection, prefix: string) {
    this.#connection = connection;
    this.prefix = `${prefix}:keyv:`;
    this.#lanesBase = `${prefix}:lanes:`;
    this.#paceBase = `${prefix}:pace:`;
    this.#reads = new Gathered((lists) => this.#readAll(lists));
    this.#commits = new Gathered((commits) => this.#commitAll(commits));
  }

  async getMany(keys: readonly string[]): Promise<readonly unknown[]> {
    if (keys.length === 0) return [];
    const raws = await this.#reads.add(keys);
    return keys.map((key, index) => {
      const raw = raws[index] ?? '';
      // The same text has the same value, and need not be parsed again.
      const guess = this.#guesses.at(key);
      if (guess?.raw === raw) return guess.value;
      const value = parseValue(raw);
      this.#guesses.note(key, { raw, value });
      return value;
    });
  }

  async commit(writes: readonly Write[]): Promise<readonly unknown[]> {
    if (this.#closing) throw this.#connection.closedError();
    if (writes.length === 0) return [];
    const committing = this.#committed(writes);
    this.#underWay.add(committing);
    return committing.finally(() => this.#underWay.delete(committing));
  }

  #committed(writes: readonly Write[]): Promise<readonly unknown[]> {
    return this.inOrder(writes, async () => {
      const commit = this.prepare(writes);
      const unread = commit.unread;
      for (const [index, raw] of (await this.#read(unread)).entries()) commit.know(unread[index] ?? '', raw);
      for (let count = 0; count < mostTries; count += 1) {
        await this.evaluate(commit);
        if (!commit.isNeeded || (await this.#tryOnce('', '', commit)) === 'done') return commit.done();
      }
      throw tooManyWriters();
    });
  }

  /** Commits the writes if the token has the lane; otherwise resolves with `undefined`. */
  async commitWith(lane: string, token: string, writes: readonly Write[]): Promise<readonly unknown[] | undefined> {
    const commit = this.prepare(writes);
    for (let count = 0; count < mostTries; count += 1) {
      await this.evaluate(commit);
      const outcome = await this.#tryOnce(lane, token, commit);
      if (outcome === 'done') return commit.done();
      if (outcome === 'lost') return undefined;
    }
    throw tooManyWriters();
  }

  async delete(keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0;
    for (const key of keys) this.#guesses.forget(key);
    const count = await this.#connection.send('written', ['UNLINK', ...keys.map((key) => this.prefix + key)]);
    return typeof count === 'number' ? count : 0;
  }

  async clear(keyPrefix: string): Promise<void> {
    this.#guesses.clear();
    await clearKeys(this.#connection, this.prefix + keyPrefix);
  }

  async *scan(): AsyncGenerator<readonly Row[]> {
    for await (const found of keysOf(this.#connection, this.prefix)) {
      for (let from = 0; from < found.length; from += scannedAtOnce) {
        const keys = found.slice(from, from + scannedAtOnce).map((key) => key.slice(this.prefix.length));
        const raws = await this.#read(keys);
        const rows = keys.map((key, place): Row => ({ key, json: raws[place] ?? '', isOver: false }));
        yield rows.filter(({ json }) => json !== '');
      }
    }
  }

  async leftMs(key: string): Promise<number | undefined> {
    const left = await this.#connection.send('read', ['PTTL', this.prefix + key]);
    return typeof left === 'number' && left >= 0 ? Math.max(1, left) : undefined;
  }

  /** What this process remembers is given up, and so are the keys by which messages to the person are paced. */
  async scrub(isTheirs: (text: string) => boolean): Promise<void> {
    this.#guesses.clear();
    for await (const found of keysOf(this.#connection, this.#paceBase)) {
      const theirs = found.filter((key) => isTheirs(key.slice(this.#paceBase.length)));
      if (theirs.length > 0) await this.#connection.send('cleared', ['UNLINK', ...theirs]);
    }
  }

  /** Waits for the commits under way, which may take several round trips. */
  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay).then(() => this.#connection.close());
    return this.#closing;
  }

  /** Makes commits that change the same keys wait for each other. */
  inOrder<T>(writes: readonly Write[], work: () => Promise<T>): Promise<T> {
    const keys = writes.flatMap((write) => ('change' in write ? [write.key] : []));
    return keys.length === 0 ? work() : this.#order.run(keys, work);
  }

  /** Creates a commit for a script that does more than commit. */
  prepare(writes: readonly Write[]): Commit {
    return new Commit(writes, this.prefix, this.#guesses);
  }

  /** Evaluates the changes of a commit. If a change throws, it rejects with that error. */
  async evaluate(commit: Commit): Promise<void> {
    for (let key = commit.evaluate(); key !== undefined; key = commit.evaluate()) {
      const [raw = ''] = await this.#read([key]);
      commit.know(key, raw);
    }
  }

  async #tryOnce(lane: string, token: string, commit: Commit): Promise<Outcome> {
    try {
      return await this.#commits.add({ lane, token, commit });
    } catch (error) {
      commit.forget();
      throw error;
    }
  }

  async #commitAll(commits: readonly LaneCommit[]): Promise<Outcome[]> {
    const args: string[] = [];
    for (const { lane, token, commit } of commits) {
      args.push(lane, token);
      commit.args(args);
    }
    const answer = await this.#connection.run(commitScript, this.#lanesBase, args);
    return commits.map(({ commit }) => outcomeOf(commit, answer));
  }

  async #readAll(lists: readonly (readonly string[])[]): Promise<string[][]> {
    const keys = [...new Set(lists.flat())];
    const raws = await this.#read(keys);
    const byKey = new Map(keys.map((key, index) => [key, raws[index] ?? '']));
    return lists.map((keys) => keys.map((key) => byKey.get(key) ?? ''));
  }

  /** Stored texts; '' for no value. */
  async #read(keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return [];
    const values = await this.#connection.send('read', ['MGET', ...keys.map((key) => this.prefix + key)]);
    if (!Array.isArray(values)) throw new StoreError('Redis answered something other than values.');
    return values.map((value: unknown) => (typeof value === 'string' ? value : ''));
  }
}

/** Reads a script's answer about a commit. */
export function outcomeOf(commit: Commit, answer: Answer): Outcome {
  if (answer.peek() === -1) {
    answer.number();
    return 'lost';
  }
  return commit.read(answer) ? 'done' : 'differs';
}

export function tooManyWriters(): StoreError {
  return new StoreError(`A stored value was changed by others ${mostTries} times in a row: too many write to one key.`);
}

/** Deletes every key that starts with the prefix. */
export async function clearKeys(connection: RedisConnection, keyPrefix: string): Promise<void> {
  for await (const found of keysOf(connection, keyPrefix)) await connection.send('cleared', ['UNLINK', ...found]);
}

/** The keys that start with the prefix, whole, some at a time. A key may come twice. */
export async function* keysOf(connection: RedisConnection, keyPrefix: string): AsyncGenerator<readonly string[]> {
  const pattern = `${keyPrefix.replace(/[\\*?[\]]/g, '\\$&')}*`;
  let cursor = '0';
  do {
    const page = await connection.send('read', ['SCAN', cursor, 'MATCH', pattern, 'COUNT', '1000']);
    const [next, keys]: unknown[] = Array.isArray(page) ? page : [];
    const found = Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
    if (found.length > 0) yield found;
    cursor = typeof next === 'string' ? next : '0';
  } while (cursor !== '0');
}

/** The fields of a hash with their texts, some at a time. A field may come twice. */
export async function* entriesOf(connection: RedisConnection, key: string): AsyncGenerator<[string, string][]> {
  let cursor = '0';
  do {
    const page = await connection.send('read', ['HSCAN', key, cursor, 'COUNT', '500']);
    const [next, found]: unknown[] = Array.isArray(page) ? page : [];
    const texts = Array.isArray(found) ? found.map(String) : [];
    yield texts.flatMap((text, place): [string, string][] => (place % 2 === 0 ? [[text, texts[place + 1] ?? '']] : []));
    cursor = typeof next === 'string' ? next : '0';
  } while (cursor !== '0');
}
