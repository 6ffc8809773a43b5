import type { Clock } from '../../core/clock.js';
import type { Pacing } from '../pacing.js';
import type { SharedMailbox } from '../sharedMailbox.js';
import { type RedisClient } from './connection.js';
import { RedisValues } from './values.js';
/** A Redis for several processes. Writes are as safe as that Redis is configured to keep them. */
export interface OpenRedis {
    readonly kind: 'redis';
    /** May contain the password: do not log it. */
    readonly url: string;
    /** The prefix of this program's keys, followed by a colon. Keys of values start with `<prefix>:keyv:`. */
    readonly prefix: string;
    /** The URL without user and password, for errors. */
    readonly place: string;
    readonly values: RedisValues;
    /** The store's connection. It connects again by itself, and rejects commands while it is not connected. */
    readonly client: RedisClient;
    readonly pacing: Pacing;
    /** The mailbox of one set of lanes. `takeOverMs`: after how long others take over the lanes of one that does not answer. */
    mailbox(clock: Clock, takeOverMs: number): SharedMailbox;
    close(): Promise<void>;
}
/**
 * Connects to Redis. `answerMs`: how long it may take to answer, now and for every command. A command that takes longer
 * rejects with StoreError; a write may then have been done or not.
 */
export declare function openRedis(url: string, answerMs?: number): Promise<OpenRedis>;
