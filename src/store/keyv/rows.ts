import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { ConfigurationError, StoreError } from '../../core/errors.js';

/** All rows of ours begin so: other programs may keep theirs in the same Keyv. */
const ours = 'bac/';
/** How many rows go into one call. */
const mostRows = 500;
/**
 * How many are written at once if the store takes one row a call. Some do so without ever leaving the event loop, and
 * wait for the disk each time: the loop runs on in between, and the lease is renewed.
 */
const mostSingleRows = 10;
/** How many errors are remembered that no call has rejected with. */
const mostTold = 1000;

/**
 * A user's Keyv as a table of rows: texts under keys. Whatever fails rejects with StoreError and is never taken for
 * "nothing stored".
 */
export class Rows {
  /** Names the store for the reader of an error. Says nothing of its address, which may hold a password. */
  readonly place: string;
  readonly #keyv: Keyv<string>;
  readonly #readsMany: boolean;
  readonly #writesMany: boolean;
  readonly #deletesMany: boolean;
  /** Errors that the store told as an event, and that no call has rejected with, since it was last idle. */
  #told: { readonly error: unknown }[] = [];
  #calls = 0;

  constructor(given: Keyv) {
    const { namespace } = given;
    if (namespace?.startsWith(ours)) {
      throw new ConfigurationError(`The namespace of the Keyv must not begin with ${ours}: give it another name.`);
    }
    // A Keyv of our own over the same store. The user's keeps its settings, and its default ttl does not reach our rows.
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
      this.#told = [...this.#told.slice(-mostTold), { error }];
    });
    this.#readsMany = typeof given.store.getMany === 'function';
    this.#writesMany = typeof given.store.setMany === 'function';
    this.#deletesMany = typeof given.store.deleteMany === 'function';
    const kind: string = given.store.constructor?.name ?? 'unknown';
    this.place = `Keyv (${kind}${namespace === undefined ? '' : `, namespace ${namespace}`})`;
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    for (const some of chunks(keys.map(rowKey), mostRows))
      found.push(...(await this.#attempt('read', () => this.#read(some))));
    return found;
  }

  async get(key: string): Promise<string | undefined> {
    const [text] = await this.getMany([key]);
    return text;
  }

  async set(key: string, text: string): Promise<void> {
    await this.#attempt('written', async () => mustBeTrue(await this.#keyv.set(rowKey(key), text)));
  }

  /** Not atomic: a part may have been written when it rejects. */
  async setMany(rows: readonly (readonly [key: string, text: string])[]): Promise<void> {
    for await (const some of portions(rows, this.#writesMany)) {
      const entries = some.map(([key, value]) => ({ key: rowKey(key), value }));
      await this.#attempt('written', async () => mustBeTrue(await this.#keyv.setMany(entries)));
    }
  }

  async deleteMany(keys: readonly string[]): Promise<void> {
    // `false` only says that nothing was there.
    for await (const some of portions(keys, this.#deletesMany)) {
      await this.#attempt('written', () => this.#keyv.deleteMany(some.map(rowKey)));
    }
  }

  /** Keyv itself reads key by key if the store has no getMany, and then takes a failure for a missing value. */
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
   * Some stores swallow their errors and only tell them as an event: a call during which one came that no other call
   * rejected with has failed too.
   */
  async #attempt<T>(verb: string, work: () => Promise<T>): Promise<T> {
    if (this.#calls === 0) this.#told = [];
    this.#calls += 1;
    const before = new Set(this.#told);
    try {
      const result = await work();
      const isNew = (told: { readonly error: unknown }) => !before.has(told);
      // The call that it belongs to may be about to reject with it.
      if (this.#told.some(isNew)) await immediate();
      const told = this.#told.find(isNew);
      if (told) throw new StoreError(this.#failure(verb), { cause: told.error });
      return result;
    } catch (cause) {
      // Keyv tells some errors twice before it rejects with them.
      this.#told = this.#told.filter((told) => told.error !== cause || before.has(told));
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
 * The key as it stands in the store. One that some store could cut, fold or refuse (too long, capital letters, control
 * characters) is replaced by its hash.
 */
function rowKey(key: string): string {
  if (/^[!-@[-~]{1,150}$/.test(key)) return ours + key;
  return `${ours}#${createHash('sha256').update(key, 'utf16le').digest('hex')}`;
}

function mustBeTrue(answer: unknown): void {
  const isRefused = Array.isArray(answer) ? answer.includes(false) : answer === false;
  if (isRefused) throw new Error('The store did not take the value.');
}

/** What is written at once. Lets the event loop run between portions if the store takes one row a call. */
async function* portions<T>(list: readonly T[], takesMany: boolean): AsyncGenerator<T[]> {
  for (const some of chunks(list, takesMany ? mostRows : mostSingleRows)) {
    yield some;
    if (!takesMany) await immediate();
  }
}

function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
