import type { AtomicKeyv } from './atomicKeyv.js';
import type { Engine } from './engine.js';

export type { Engine, OwnEngine, SharedEngine } from './engine.js';

/** Where the channel and its bots keep what must outlast a turn. Open one with `openStore`. */
export interface Store {
  readonly kind: 'lmdb' | 'memory' | 'redis' | 'keyv';
  /**
   * One set of keys of its own. The same namespace gives the same Keyv, with the options of the first call.
   * `ttlMs`: how long values are kept, counted from their last write; for clean-up only, by the machine's clock.
   */
  keyv<T>(namespace: string, options?: { ttlMs?: number }): AtomicKeyv<T>;
  /** Resolves when a read and a write work now; rejects with StoreError otherwise. */
  ping(): Promise<void>;
  /** Forgets every value of every namespace. The lanes are cleared by whoever opened them. */
  clear(): Promise<void>;
  /** Ends what is under way and lets go of the connection or the folder. Everything after it rejects. */
  close(): Promise<void>;
  /** What the library itself works with. Not for programs: it changes without notice. */
  readonly engine: Engine;
}
