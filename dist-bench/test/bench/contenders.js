import { withLmdb, withMemory, withPostgres, withRedis, withSqlite } from './stores.js';
/** For what would take minutes otherwise. */
const fewMessages = 300;
export const lmdb = { name: 'LMDB', withStore: withLmdb };
export const memory = { name: 'memory', withStore: withMemory };
/** Redis, if one answers. */
export function redisOf({ redisUrl }) {
    return redisUrl === undefined ? [] : [{ name: 'Redis', withStore: (use) => withRedis(redisUrl, use) }];
}
/**
 * A Keyv of a user's own: PostgreSQL if one answers, and SQLite, whose adapter waits for the disk at every row, here
 * without leaving the event loop.
 */
function keyvsOf({ hasPostgres }) {
    const postgres = { name: 'any Keyv, PostgreSQL', withStore: withPostgres };
    const sqlite = { name: `any Keyv, SQLite as WASM (${fewMessages} messages)`, withStore: withSqlite };
    const few = { ...ours(sqlite), mostMessages: fewMessages };
    return hasPostgres ? [ours(postgres), few] : [few];
}
export const bare = {
    ...{ name: 'bare BotAdapter', kind: 'bare', processes: 1, withStore: withMemory },
};
export const floor = {
    ...{ name: 'floor: node:http, one POST', kind: 'floor', processes: 1, withStore: withMemory },
};
export function ours(store, processes = 1) {
    const name = processes === 1 ? store.name : `${store.name}, ${processes} processes`;
    return { ...store, name, kind: 'ours', processes };
}
export function listening(store) {
    return { ...ours(store), name: `${store.name}, adapter.listen`, listens: true };
}
export function allContenders(scale) {
    const redis = redisOf(scale).flatMap((store) => [ours(store), ours(store, 2)]);
    const all = [ours(lmdb), ours(memory), ...redis, ...keyvsOf(scale), bare, floor];
    return all.filter(({ name }) => name === bare.name || (scale.only?.includes(name) ?? true));
}
