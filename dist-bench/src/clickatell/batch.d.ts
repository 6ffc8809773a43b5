import { type Outcome } from './outcome.js';
import { type WireMessage } from './wire.js';
/** A message that the provider has accepted. */
export interface Accepted {
    /** Clickatell's id of the message; its status callbacks carry it as `messageId`. */
    apiMessageId: string;
}
export type OutgoingMessage = WireMessage & {
    clientMessageId: string;
};
/** Records the messages of one request right before it leaves. If it rejects, none of them leaves. */
export type Journal = (messages: readonly OutgoingMessage[]) => Promise<Recorded>;
export interface Recorded {
    /** For each message, in order, the error that keeps it from leaving, if there is one. */
    readonly refusals: readonly (Error | undefined)[];
    /**
     * Called when there is a connection, right before the first byte is written. If it throws, none of them leaves, and
     * all are tried again.
     */
    readonly handOver?: (() => void) | undefined;
}
export interface SendOptions {
    /**
     * Called at every try, right before the request, once for all its messages with the same journal. If it returns an
     * error for this message, `send` rejects with that error.
     */
    journal?: Journal | undefined;
    /**
     * The last check of whether this message may still leave. Called at every try, after the journal and in the same tick
     * in which the request is made. If it throws, the message does not leave, and `send` rejects with that error.
     */
    before?: (() => void) | undefined;
    /** Ends the wait and rejects with the signal's reason. A request under way is not aborted: its outcome counts. */
    signal?: AbortSignal | undefined;
}
export interface BatcherOptions {
    batchSize: number;
    maxRequests: number;
    /**
     * Sends the messages in one request. Calls `leaves` right before its first byte is written, and writes nothing if that
     * throws. Resolves with the outcome of each message, in their order.
     */
    post: (messages: readonly OutgoingMessage[], leaves: () => void) => Promise<Outcome[]>;
}
/**
 * Gathers messages into requests, first come, first served.
 *
 * If fewer than `maxRequests` requests are under way, a message leaves within this turn of the event loop, together
 * with all others of the same turn. Otherwise it waits until a request ends, and leaves together with up to `batchSize`
 * messages. So no message waits while there is room, a slow request delays only its own messages, and under load the
 * requests get larger, not more frequent.
 */
export declare class Batcher {
    #private;
    constructor({ batchSize, maxRequests, post }: BatcherOptions);
    /**
     * One try. Rejects with `RetryLater`, `SendRefusedError`, `SendOutcomeUnknownError`, or what kept it from leaving.
     */
    send(message: OutgoingMessage, options?: SendOptions): Promise<Accepted>;
    /** Rejects all waiting and later messages with `SendFailedError`. Resolves when the last request has ended. */
    close(): Promise<void>;
}
