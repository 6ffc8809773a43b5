import type { Write } from '../../core/write.js';
import { evaluate } from '../evaluate.js';
import type { Values } from '../values.js';
import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';

const prefix = 'v/';

/** Values over a user's Keyv, which no other process uses. */
export class KeyvValues implements Values {
  readonly #engine: KeyvEngine;

  constructor(engine: KeyvEngine) {
    this.#engine = engine;
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
      for (const key of there) transaction.set(key, undefined);
      return there.length;
    });
  }

  clear(keyPrefix: string): Promise<void> {
    return this.#engine.transact([], (transaction) => transaction.clear(valueKey(keyPrefix)));
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
