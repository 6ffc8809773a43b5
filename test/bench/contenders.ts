import type { Scale } from './report.js';
import { withLmdb, withMemory, withRedis } from './stores.js';

/** A kind of store, and how to get an empty one for as long as something takes. */
export interface StoreKind {
  readonly name: string;
  readonly withStore: <T>(use: (storeUrl: string) => Promise<T>) => Promise<T>;
}

export const lmdb: StoreKind = { name: 'LMDB', withStore: withLmdb };
export const memory: StoreKind = { name: 'memory', withStore: withMemory };

/** Redis, if one answers. */
export function redisOf({ redisUrl }: Scale): StoreKind[] {
  return redisUrl === undefined ? [] : [{ name: 'Redis', withStore: (use) => withRedis(redisUrl, use) }];
}

/** What answers messages, alone or as several processes on one store. */
export interface Contender extends StoreKind {
  readonly kind: 'ours' | 'bare' | 'floor';
  readonly processes: number;
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

export function allContenders(scale: Scale): Contender[] {
  const redis = redisOf(scale).flatMap((store) => [ours(store), ours(store, 2)]);
  return [ours(lmdb), ours(memory), ...redis, bare, floor];
}
