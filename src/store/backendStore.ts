import { StoreError } from '../core/errors.js';
import { AtomicKeyv } from './atomicKeyv.js';
import { type Backend, guarded } from './backend.js';

/** Where the channel and its bots keep what must outlast a turn. Open one with `openStore`. */
export interface Store {
  readonly kind: 'lmdb' | 'memory' | 'redis';
  /**
   * One set of keys of its own. The same namespace gives the same Keyv, with the options of the first call.
   * `ttlMs`: how long values are kept, counted from their last write; for clean-up only, by the machine's clock.
   */
  keyv<T>(namespace: string, options?: { ttlMs?: number }): AtomicKeyv<T>;
  /** Resolves when a read and a write work now; rejects with StoreError otherwise. */
  ping(): Promise<void>;
  /** Forgets every value of every namespace. What others keep beside them (the lanes) is theirs to clear. */
  clear(): Promise<void>;
  /** Ends what is under way and lets go of the connection or the folder. Everything after it rejects. */
  close(): Promise<void>;
}

/** A store of any kind: what it adds to its backend is the same for all. */
export class BackendStore<Kind extends Store['kind']> implements Store {
  readonly kind: Kind;
  readonly #backend: Backend;
  // Which T a namespace has, only its callers know: they hand in the type, as with Keyv itself.
  // biome-ignore lint/suspicious/noExplicitAny: one map holds Keyvs of different types
  readonly #keyvs = new Map<string, AtomicKeyv<any>>();

  constructor(kind: Kind, backend: Backend, place: string) {
    this.kind = kind;
    this.#backend = guarded(backend, place);
  }

  keyv<T>(namespace: string, options: { ttlMs?: number } = {}): AtomicKeyv<T> {
    const known = this.#keyvs.get(namespace);
    if (known) return known;
    const keyv = new AtomicKeyv<T>(this.#backend, { namespace, ...options });
    this.#keyvs.set(namespace, keyv);
    return keyv;
  }

  async ping(): Promise<void> {
    const key = ':ping';
    await this.#backend.set(key, '1', 60_000);
    const [read] = await this.#backend.getMany([key]);
    if (read !== '1') throw new StoreError(`The store (${this.kind}) does not give back what was written.`);
  }

  async clear(): Promise<void> {
    await this.#backend.clear('');
  }

  async close(): Promise<void> {
    await this.#backend.close();
  }
}
