import type { Write } from '../../core/write.js';
import { evaluate } from '../evaluate.js';
import type { Row, Values } from '../values.js';
import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';
import type { Expiries } from './expiries.js';

const prefix = 'v/';

/** Values over a user's Keyv, which no other process uses. */
export class KeyvValues implements Values {
  readonly #engine: KeyvEngine;
  readonly #expiries: Pick<Expiries, 'forget'>;

  constructor(engine: KeyvEngine, expiries: Pick<Expiries, 'forget'>) {
    this.#engine = engine;
    this.#expiries = expiries;
  }

  getMany(keys: readonly string[]): readonly unknown[] | Promise<readonly unknown[]> {
    return this.#engine.read(keys.map(valueKey));
  }

  commit(writes: readonly Write[]): Promise<readonly unknown[]> {
    return this.#engine.transact(keysToRead(writes), (transaction) => stage(transaction, writes));
  }

  delete(keys: readonly string[]): Promise<number> {
    const all = [...new Set(keys.map(valueKey))];
    return this.#engine.transact(all, (transaction) => {
      const there = all.filter((key) => transaction.get(key) !== undefined);
      // Also those that have expired or were cleared: their rows are still there.
      for (const key of all) transaction.set(key, undefined);
      return there.length;
    });
  }

  clear(keyPrefix: string): Promise<void> {
    return this.#engine.transact([], (transaction) => transaction.clear(valueKey(keyPrefix)));
  }

  async *scan(): AsyncGenerator<readonly Row[]> {
    for await (const found of this.#engine.scan()) {
      const values = found.filter(({ key }) => key.startsWith(prefix));
      yield values.map(({ key, value, isOver }) => {
        return { key: key.slice(prefix.length), json: JSON.stringify(value), isOver };
      });
    }
  }

  leftMs(key: string): Promise<number | undefined> {
    const whole = valueKey(key);
    return this.#engine.transact([whole], (transaction) => {
      const expires = transaction.expiresOf(whole) ?? 0;
      return expires > 0 ? Math.max(1, expires - this.#engine.now()) : undefined;
    });
  }

  async scrub(isTheirs: (text: string) => boolean): Promise<void> {
    await this.#expiries.forget(isTheirs);
    await this.#engine.overwriteJournal();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** The keys with which a transaction for these writes must be started. */
export function keysToRead(writes: readonly Write[]): string[] {
  return writes.flatMap((write) => ('change' in write ? [valueKey(write.key)] : []));
}

/** Adds the writes to a transaction. Returns the value under the key of each afterwards. */
export function stage(transaction: Transaction, writes: readonly Write[]): unknown[] {
  const { stored, changed } = evaluate(writes, (key) => transaction.get(valueKey(key)));
  for (const [key, { value, ttlMs }] of changed) transaction.set(valueKey(key), value, ttlMs);
  transaction.onStored(() => {
    for (const [index, { onStored }] of writes.entries()) onStored?.(stored[index]);
  });
  return stored;
}

function valueKey(key: string): string {
  return prefix + key;
}
