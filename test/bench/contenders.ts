import type { Scale } from './report.js';
import { withLmdb, withMemory, withPostgres, withRedis, withSqlite } from './stores.js';

/** A kind of store, and how to get an empty one for as long as something takes. */
export interface StoreKind {
  readonly name: string;
  readonly withStore: <T>(use: (storeUrl: string) => Promise<T>) => Promise<T>;
}

/** For what would take minutes otherwise. */
const fewMessages = 300;

export const lmdb: StoreKind = { name: 'LMDB', withStore: withLmdb };
export const memory: StoreKind = { name: 'memory', withStore: withMemory };

/** Redis, if one answers. */
export function redisOf({ redisUrl }: Scale): StoreKind[] {
  return redisUrl === undefined ? [] : [{ name: 'Redis', withStore: (use) => withRedis(redisUrl, use) }];
}

/**
 * A Keyv of a user's own: PostgreSQL if one answers, and SQLite, whose adapter waits for the disk at every row, here
 * without leaving the event loop.
 */
function keyvsOf({ hasPostgres }: Scale): Contender[] {
  const postgres: StoreKind = { name: 'any Keyv, PostgreSQL', withStore: withPostgres };
  const sqlite: StoreKind = { name: `any Keyv, SQLite as WASM (${fewMessages} messages)`, withStore: withSqlite };
  const few = { ...ours(sqlite), mostMessages: fewMessages };
  return hasPostgres ? [ours(postgres), few] : [few];
}

/** What answers messages, alone or as several processes on one store. */
export interface Contender extends StoreKind {
  readonly kind: 'ours' | 'bare' | 'floor';
  readonly processes: number;
  /** Whether it accepts callbacks in a thread of its own. */
  readonly listens?: boolean;
  /** At most so many messages are measured. */
  readonly mostMessages?: number;
}

export const bare: Contender = {
  ...{ name: 'bare BotAdapter', kind: 'bare', processes: 1, withStore: withMemory },
};
export const floor: Contender = {
  ...{ name: 'floor: node:http, one POST', kind: 'floor', processes: 1, withStore: withMemory },
};

export function ours(store: StoreKind, processes = 1): Contender {
  const name = processes === 1 ? store.name : `${store.name}, ${processes} processes`;
  return { ...store, name, kind: 'ours', processes };
}

export function listening(store: StoreKind): Contender {
  return { ...ours(store), name: `${store.name}, adapter.listen`, listens: true };
}

export function allContenders(scale: Scale): Contender[] {
  const redis = redisOf(scale).flatMap((store) => [ours(store), ours(store, 2)]);
  const all = [ours(lmdb), ours(memory), ...redis, ...keyvsOf(scale), bare, floor];
  return all.filter(({ name }) => name === bare.name || (scale.only?.includes(name) ?? true));
}
