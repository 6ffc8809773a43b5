import type { Store } from '../store.js';
import type { RedisClient } from './connection.js';
/** A store in Redis, for several processes. Writes are as safe as that Redis is configured to keep them. */
export interface RedisStore extends Store {
    readonly kind: 'redis';
    /** May contain the password: do not log it. */
    readonly url: string;
    /** The prefix of this program's keys, followed by a colon. */
    readonly prefix: string;
    /** The store's connection. It connects again by itself, and rejects commands while it is not connected. */
    readonly client: RedisClient;
}
/** Connects to Redis. Rejects with StoreError if that is not possible now. */
export declare function openRedisStore(url: string, answerMs?: number): Promise<RedisStore>;
