import { StoreError } from '../../core/errors.js';
import { Answer } from './answer.js';
export type RedisClient = ReturnType<typeof newClient>;
/** `connectsAgain` is called whenever the connection has failed. Returns whether to connect again. */
export declare function newClient(url: string, answerMs: number, connectsAgain: () => boolean): import("@redis/client").RedisClientType<{}, {}, {}, 2, {}>;
/** A Lua script. Its text is sent once by each connection, and again to a Redis that has forgotten it. Else only its hash. */
export declare class Script {
    readonly text: string;
    readonly hash: string;
    constructor(text: string);
}
/**
 * A connection with a time limit, which fails only with StoreError. It connects again by itself; while it is down,
 * commands fail at once. If it does not answer in time, it is replaced by a new one, because the operating system takes
 * a quarter of an hour to notice that the other side has disappeared.
 */
export declare class RedisConnection {
    #private;
    readonly client: RedisClient;
    readonly place: string;
    readonly answerMs: number;
    /** `place` names the store in errors, without its password. */
    constructor(client: RedisClient, place: string, answerMs: number);
    /** Sends one command. `verb` completes the error message "could not be …", for example with "read". */
    send(verb: string, args: string[]): Promise<unknown>;
    /** Runs a script. Rejects with StoreError if that fails. */
    run(script: Script, key: string, args: readonly string[]): Promise<Answer>;
    /** Closes the connection once the commands under way have ended. Every later call rejects. */
    close(): Promise<void>;
    closedError(): StoreError;
}
