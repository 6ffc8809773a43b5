import { StoreError } from '../../core/errors.js';
import type { Write } from '../../core/write.js';
import type { Values } from '../values.js';
import type { Answer } from './answer.js';
import { Commit } from './commit.js';
import type { RedisConnection } from './connection.js';
/** The outcome of a commit. It is not done if values differ from those it expected, or if its lane is lost. */
export type Outcome = 'done' | 'differs' | 'lost';
/** Values in Redis, each under `<prefix>:keyv:<key>` as JSON text. Redis itself deletes expired values. */
export declare class RedisValues implements Values {
    #private;
    /** The prefix of all keys. */
    readonly prefix: string;
    constructor(connection: RedisConnection, prefix: string);
    getMany(keys: readonly string[]): Promise<readonly unknown[]>;
    commit(writes: readonly Write[]): Promise<readonly unknown[]>;
    /** Commits the writes if the token has the lane; otherwise resolves with `undefined`. */
    commitWith(lane: string, token: string, writes: readonly Write[]): Promise<readonly unknown[] | undefined>;
    delete(keys: readonly string[]): Promise<number>;
    clear(keyPrefix: string): Promise<void>;
    /** Waits for the commits under way, which may take several round trips. */
    close(): Promise<void>;
    /** Makes commits that change the same keys wait for each other. */
    inOrder<T>(writes: readonly Write[], work: () => Promise<T>): Promise<T>;
    /** Creates a commit for a script that does more than commit. */
    prepare(writes: readonly Write[]): Commit;
    /** Evaluates the changes of a commit. If a change throws, it rejects with that error. */
    evaluate(commit: Commit): Promise<void>;
}
/** Reads a script's answer about a commit. */
export declare function outcomeOf(commit: Commit, answer: Answer): Outcome;
export declare function tooManyWriters(): StoreError;
/** Deletes every key that starts with the prefix. */
export declare function clearKeys(connection: RedisConnection, keyPrefix: string): Promise<void>;
