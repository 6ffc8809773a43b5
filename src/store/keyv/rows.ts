import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { ConfigurationError, NotSupportedError, StoreError } from '../../core/errors.js';

/** The prefix of our rows. Other programs may keep theirs in the same Keyv. */
const ours = 'bac/';
/** How many rows are read or written in one call. */
const mostRows = 500;
/**
 * How many rows are written at once if the store takes one row per call. Some stores then block the event loop until
 * each row is on the disk, so the loop runs between these portions, and the lease can be renewed.
 */
const mostSingleRows = 10;
/** How many error events are remembered that no call has rejected with. */
const mostEvents = 1000;

/**
 * A user's Keyv as a table of rows: texts under keys. Every failure rejects with StoreError and is never treated as
 * "nothing stored".
 */
export class Rows {
  /** Names the store in errors, without its address, which may hold a password. */
  readonly place: string;
  readonly #keyv: Keyv<string>;
  /** Lists the keys of the store; missing if it cannot. */
  readonly #list: (() => AsyncIterable<string>) | undefined;
  readonly #readsMany: boolean;
  readonly #writesMany: boolean;
  readonly #deletesMany: boolean;
  /** The store's error events since it was last idle, without those that a call has rejected with. */
  #events: { readonly error: unknown }[] = [];
  #calls = 0;

  constructor(given: Keyv) {
    const { namespace } = given;
    if (namespace?.startsWith(ours)) {
      throw new ConfigurationError(`The namespace of the Keyv must not begin with ${ours}: give it another name.`);
    }
    // Our own Keyv over the same store, so that the user's default ttl does not apply to our rows.
    this.#keyv = new Keyv<string>({
      store: given.store,
      namespace,
      useKeyPrefix: given.useKeyPrefix,
      serialize: given.serialize,
      deserialize: given.deserialize,
      compression: given.compression,
      throwOnErrors: true,
    });
    this.#keyv.on('error', (error: unknown) => {
      this.#events = [...this.#events.slice(-mostEvents), { error }];
    });
    this.#list = listOf(given);
    this.#readsMany = typeof given.store.getMany === 'function';
    this.#writesMany = typeof given.store.setMany === 'function';
    this.#deletesMany = typeof given.store.deleteMany === 'function';
    const kind: string = given.store.constructor?.name ?? 'unknown';
    this.place = `Keyv (${kind}${namespace === undefined ? '' : `, namespace ${namespace}`})`;
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    for (const some of chunks(keys.map(rowKey), mostRows))
      found.push(...(await this.#call('read', () => this.#read(some))));
    return found;
  }

  async get(key: string): Promise<string | undefined> {
    const [text] = await this.getMany([key]);
    return text;
  }

  /**
   * The keys of all rows, as they are stored. Rejects with NotSupportedError if the store cannot list them. They are read
   * before the first is given, because a store may lose its place in a list that is changed.
   */
  async storedKeys(): Promise<readonly string[]> {
    const list = this.#list;
    if (!list) {
      throw new NotSupportedError(
        `The store ${this.place} cannot list its keys, so nothing can be found in it by what it holds: ` +
          'use a Keyv adapter with an iterator.',
      );
    }
    return this.#call('read', async () => {
      const keys: string[] = [];
      for await (const key of list()) {
        const own = key.slice(Math.max(0, key.indexOf(ours)));
        if (own.startsWith(ours)) keys.push(own);
        if (keys.length % mostRows === 0) await immediate();
      }
      return keys;
    });
  }

  /** The rows under keys as `storedKeys` gives them. */
  async readStored(keys: readonly string[]): Promise<(string | undefined)[]> {
    return this.#call('read', () => this.#read([...keys]));
  }

  async set(key: string, text: string): Promise<void> {
    await this.#call('written', async () => mustBeTrue(await this.#keyv.set(rowKey(key), text)));
  }

  /** Not atomic: some rows may have been written if it rejects. */
  async setMany(rows: readonly (readonly [key: string, text: string])[]): Promise<void> {
    for await (const some of portions(rows, this.#writesMany)) {
      const entries = some.map(([key, value]) => ({ key: rowKey(key), value }));
      await this.#call('written', async () => mustBeTrue(await this.#keyv.setMany(entries)));
    }
  }

  async deleteMany(keys: readonly string[]): Promise<void> {
    // `false` only means that there was nothing to delete.
    for await (const some of portions(keys, this.#deletesMany)) {
      await this.#call('written', () => this.#keyv.deleteMany(some.map(rowKey)));
    }
  }

  /** If the store has no getMany, Keyv itself reads key by key and treats a failure as a missing value. */
  async #read(keys: string[]): Promise<(string | undefined)[]> {
    const values: unknown[] = this.#readsMany
      ? await this.#keyv.getMany(keys)
      : await Promise.all(keys.map((key) => this.#keyv.get(key)));
    return values.map((value) => {
      if (value === undefined || value === null) return undefined;
      if (typeof value === 'string') return value;
      throw new StoreError(`The store ${this.place} has a row that this program did not write.`);
    });
  }

  /**
   * Some stores swallow their errors and only emit an event. So a call has also failed if, during it, an event came
   * that no other call rejected with.
   */
  async #call<T>(verb: string, work: () => Promise<T>): Promise<T> {
    if (this.#calls === 0) this.#events = [];
    this.#calls += 1;
    const before = new Set(this.#events);
    try {
      const result = await work();
      const isNew = (event: { readonly error: unknown }) => !before.has(event);
      // The call that caused the event may be about to reject with the same error.
      if (this.#events.some(isNew)) await immediate();
      const event = this.#events.find(isNew);
      if (event) throw new StoreError(this.#failure(verb), { cause: event.error });
      return result;
    } catch (cause) {
      // Keyv emits some errors twice before it rejects with them.
      this.#events = this.#events.filter((event) => event.error !== cause || before.has(event));
      if (cause instanceof StoreError) throw cause;
      throw new StoreError(this.#failure(verb), { cause });
    } finally {
      this.#calls -= 1;
    }
  }

  #failure(verb: string): string {
    return `The store ${this.place} could not be ${verb}.`;
  }
}

/**
 * The key as it is stored. A key that some stores would cut, fold or refuse (too long, capital letters, control
 * characters) is replaced by its hash.
 */
function rowKey(key: string): string {
  if (isReadable(key)) return ours + key;
  return `${ours}#${createHash('sha256').update(key, 'utf16le').digest('hex')}`;
}

/** Whether a key is stored as it is. A row whose key is not must say itself what it is. */
export function isReadable(key: string): boolean {
  return /^[!-@[-~]{1,150}$/.test(key);
}

/** The key of a row that is stored under it as it is; `undefined` for a hash. */
export function readableKey(stored: string): string | undefined {
  return stored.startsWith(`${ours}#`) ? undefined : stored.slice(ours.length);
}

/** An adapter's iterator gives pairs of a key, perhaps behind the namespace, and a value. */
function listOf({ store, namespace }: Keyv): (() => AsyncIterable<string>) | undefined {
  const keysOf = (pairs: () => Iterable<unknown> | AsyncIterable<unknown>) =>
    async function* () {
      for await (const pair of pairs()) if (Array.isArray(pair) && typeof pair[0] === 'string') yield pair[0];
    };
  if (store instanceof Map) return keysOf(() => [...store]);
  if (typeof store.iterator !== 'function') return undefined;
  return keysOf(() => store.iterator(namespace));
}

function mustBeTrue(answer: unknown): void {
  const isRefused = Array.isArray(answer) ? answer.includes(false) : answer === false;
  if (isRefused) throw new Error('The store did not take the value.');
}

/** Splits rows into calls. If the store takes one row per call, the event loop runs between the portions. */
async function* portions<T>(list: readonly T[], takesMany: boolean): AsyncGenerator<T[]> {
  for (const some of chunks(list, takesMany ? mostRows : mostSingleRows)) {
    yield some;
    if (!takesMany) await immediate();
  }
}

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
