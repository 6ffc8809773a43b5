import type { Clock } from '../core/clock.js';
import type { Leases } from '../core/leases.js';
import type { AtomicKeyv } from './atomicKeyv.js';
import type { Mailbox } from './mailbox.js';
import type { Pacing } from './pacing.js';
import type { SharedMailbox } from './sharedMailbox.js';
import type { Values } from './values.js';

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

/** One backend whole: values and lanes that share their commits. */
export type Engine = OwnEngine | SharedEngine;

interface CommonEngine {
  readonly values: Values;
  /** The turns of this store's lanes that run in this process. */
  readonly leases: Leases;
}

/** A store that belongs to one process. */
export interface OwnEngine extends CommonEngine {
  readonly shared: false;
  mailbox(clock: Clock): Mailbox;
}

/** A store of several processes. */
export interface SharedEngine extends CommonEngine {
  readonly shared: true;
  /** `takeOverMs`: after how long the lanes of a process that died go to others. */
  mailbox(clock: Clock, takeOverMs: number): SharedMailbox;
  readonly pacing: Pacing;
}
