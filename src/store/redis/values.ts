import type { RedisClientType } from '@keyv/redis';
import { z } from 'zod';
import { StoreError } from '../../core/errors.js';
import { within } from '../../core/within.js';
import type { Backend, RawChange } from '../backend.js';

export type RedisClient = RedisClientType;

/** Each lost try means that another process won: more in a row than processes share one key. */
const updateTries = 100;

const mostGuesses = 10_000;
const mostInARow = 3;
/** In UTF-16 units: all guesses together take 20 MB at the most, and a few as a rule. */
const longestGuess = 1000;

/**
 * Writes only where the key still holds what was read; answers what it holds instead, where it does not. Who lost has
 * with that one trip less to make than who won, and wins the next time. Values are JSON: '' is "nothing".
 */
const compareAndSet = `
local current = redis.call('GET', KEYS[1]) or ''
if current ~= ARGV[1] then return { current } end
if ARGV[2] == '' then redis.call('DEL', KEYS[1])
elseif ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])
else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return {}`;
const compareAndSetReply = z.array(z.string()).max(1);

export class RedisBackend implements Backend {
  readonly #client: RedisClient;
  readonly #prefix: string;
  readonly #answerMs: number;
  readonly #updating = new Map<string, Promise<void>>();
  readonly #guesses = new Guesses();

  constructor(client: RedisClient, prefix: string, answerMs: number) {
    this.#client = client;
    this.#prefix = prefix;
    this.#answerMs = answerMs;
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const values = await within(this.#answerMs, this.#client.mGet(keys.map((key) => this.#prefix + key)));
    return values.map((value) => value ?? undefined);
  }

  async set(key: string, raw: string, ttlMs?: number): Promise<void> {
    const expiry = ttlMs ? { PX: Math.ceil(ttlMs) } : {};
    await within(this.#answerMs, this.#client.set(this.#prefix + key, raw, expiry));
  }

  async delete(keys: readonly string[]): Promise<number> {
    return within(this.#answerMs, this.#client.unlink(keys.map((key) => this.#prefix + key)));
  }

  async clear(keyPrefix: string): Promise<void> {
    const pattern = `${(this.#prefix + keyPrefix).replace(/[\\*?[\]]/g, '\\$&')}*`;
    for await (const keys of this.#client.scanIterator({ MATCH: pattern, COUNT: 1000 })) {
      if (keys.length > 0) await within(this.#answerMs, this.#client.unlink(keys));
    }
  }

  /** The updates of one key wait for each other here, so that only other processes can get in between. */
  async update(key: string, change: RawChange, ttlMs?: number): Promise<void> {
    const at = this.#prefix + key;
    const before = this.#updating.get(at) ?? Promise.resolve();
    const done = before.catch(() => {}).then(() => this.#compareAndSet(at, change, ttlMs));
    this.#updating.set(at, done);
    try {
      await done;
    } finally {
      if (this.#updating.get(at) === done) this.#updating.delete(at);
    }
  }

  async close(): Promise<void> {
    if (this.#client.isOpen) this.#client.destroy();
  }

  async #read(at: string): Promise<string> {
    return (await within(this.#answerMs, this.#client.get(at))) ?? '';
  }

  /** Answers what stands there instead of what was expected, and nothing where it was written. */
  async #write(at: string, expected: string, next: string, px: string): Promise<string | undefined> {
    const request = { keys: [at], arguments: [expected, next, px] };
    const reply = await within(this.#answerMs, this.#client.eval(compareAndSet, request));
    return compareAndSetReply.parse(reply)[0];
  }

  async #compareAndSet(at: string, change: RawChange, ttlMs: number | undefined): Promise<void> {
    const px = ttlMs ? String(Math.ceil(ttlMs)) : '';
    const guess = this.#guesses.at(at);
    let current = guess ?? (await this.#read(at));
    let isGuess = guess !== undefined;
    for (let attempt = 0; attempt < updateTries; attempt++) {
      const next = change(current || undefined);
      const writes = next !== (current || undefined);
      if (!writes && !isGuess) return;
      const instead = writes ? await this.#write(at, current, next ?? '', px) : await this.#read(at);
      this.#guesses.note(at, instead ?? next ?? '', isGuess && instead === undefined);
      if (instead === undefined || (!writes && instead === current)) return;
      current = instead;
      isGuess = false;
    }
    throw new StoreError(
      `A stored value was changed by others ${updateTries} times in a row: too many write to one key.`,
    );
  }
}

/**
 * What this process last saw under a key, '' for nothing: nearly always what stands there still, and then an update is
 * one trip to Redis instead of two. A wrong guess costs no more than having asked.
 */
class Guesses {
  readonly #seen = new Map<string, { readonly raw: string; readonly inARow: number }>();

  /** `undefined`: look first. Who always guesses right would else never let anybody else have the key. */
  at(key: string): string | undefined {
    const { raw, inARow } = this.#seen.get(key) ?? { raw: '', inARow: 0 };
    return inARow < mostInARow ? raw : undefined;
  }

  note(key: string, raw: string, wasGuessed: boolean): void {
    const inARow = wasGuessed ? (this.#seen.get(key)?.inARow ?? 0) + 1 : 0;
    this.#seen.delete(key);
    if (raw.length <= longestGuess) this.#seen.set(key, { raw, inARow });
    if (this.#seen.size > mostGuesses) for (const oldest of this.#seen.keys()) return void this.#seen.delete(oldest);
  }
}
