import type { Keyv } from 'keyv';
import type { Store } from './store.js';
export { AtomicKeyv } from './atomicKeyv.js';
export type { LmdbStore } from './lmdb/open.js';
export type { RedisStore } from './redis/store.js';
export type { Store } from './store.js';
/**
 * Opens the store that a URL names.
 *
 * - `lmdb:./data`: embedded, in a folder, which is created if it is missing; one process at a time.
 * - `memory:`: ends with the process.
 * - `redis://host:6379/0` or `rediss://…` (TLS): for several processes. With `?prefix=name`, every key starts with
 *   `name:` (default `clickatell:`), so that several programs can share one Redis.
 *
 * Rejects with ConfigurationError for any other URL, and with StoreError if the store cannot be opened.
 *
 * ```ts
 * const store = await openStore('lmdb:./data');
 * ```
 */
export declare function openStore(url: string): Promise<Store>;
/**
 * Opens your own Keyv as the store: `@keyv/postgres`, `@keyv/mongo` or any other. It belongs to one process at a time.
 * A lease in the store keeps others out while that process lives, and for 15 s after it was killed; `waitMs` is how
 * long to wait for the lease. Use an adapter with `setMany`: without it, each write takes a round trip.
 *
 * Rejects with StoreError if the store cannot be used now.
 *
 * ```ts
 * const store = await openStore(new Keyv(new KeyvPostgres('postgres://…')));
 * ```
 */
export declare function openStore(keyv: Keyv, options?: {
    readonly waitMs?: number;
}): Promise<Store>;
