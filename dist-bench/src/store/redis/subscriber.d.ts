import type { RedisClient } from './connection.js';
/** A connection that only listens. Messages may be lost while it is down, so listeners must also poll. */
export declare class Subscriber {
    #private;
    /** Resolves once all channels are subscribed to, or the subscriber is closed. */
    readonly subscribed: Promise<unknown>;
    /**
     * Opens its own connection, with the options of `client`. `channels`: what to call with each message of a channel.
     */
    constructor(client: RedisClient, answerMs: number, channels: ReadonlyMap<string, (message: string) => void>);
    /** Pings the other side. If it does not answer, the connection is replaced by a new one. */
    check(): Promise<void>;
    close(): void;
}
