import type { Keyv } from 'keyv';
import { ConfigurationError } from '../core/errors.js';
import { openKeyvStore } from './keyv/store.js';
import { openLmdb } from './lmdb/open.js';
import { openMemory } from './memory/open.js';
import { openRedisStore } from './redis/store.js';
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
export async function openStore(url: string): Promise<Store>;
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
export async function openStore(keyv: Keyv, options?: { readonly waitMs?: number }): Promise<Store>;
export async function openStore(from: string | Keyv, options: { readonly waitMs?: number } = {}): Promise<Store> {
  return typeof from === 'string' ? openUrl(from) : openKeyvStore(from, options);
}

async function openUrl(url: string): Promise<Store> {
  if (url === 'memory:') return openMemory();
  if (url.startsWith('lmdb:')) return openLmdb(url.slice('lmdb:'.length));
  if (/^rediss?:\/\//.test(url)) return openRedisStore(url);
  // The message does not contain the URL, which may hold a password.
  throw new ConfigurationError(
    'The store URL must start with lmdb:, memory: or redis://, as in lmdb:./data, memory: or redis://127.0.0.1:6379/0.',
  );
}
