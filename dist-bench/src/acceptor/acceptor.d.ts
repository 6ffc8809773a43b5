import type { Observer } from '../core/observe.js';
/** Where and how callbacks are accepted in a thread of their own. */
export interface ListenOptions {
    /** 0 takes any free port. */
    readonly port: number;
    /** Default 127.0.0.1. */
    readonly host?: string | undefined;
    /** Default `/api/messages`. */
    readonly path?: string | undefined;
    /** Where callbacks are kept until the store has them. Of this process alone; created if it is missing. */
    readonly folder: string;
    /** More than this is not kept: callbacks are answered 503 then, so that they come again. Default 1 GiB. */
    readonly limitBytes?: number | undefined;
}
/** Accepts callbacks in a thread of its own. */
export interface CallbackListener {
    /** The address for callbacks, without the secret. */
    readonly url: string;
    readonly port: number;
    /** What is accepted and not yet in the store, in bytes. */
    readonly waitingBytes: number;
    /** Accepts nothing more. What is not yet in the store stays in the folder for the next process. */
    close(): Promise<void>;
}
export interface AcceptorDeps {
    /** `none` admits everybody. */
    readonly webhookSecret: string;
    /** Resolves once the callbacks are in the store; rejects while it is away. */
    readonly accept: (envelopes: readonly Record<string, unknown>[]) => Promise<void>;
    readonly observe: Observer | undefined;
}
/**
 * Accepts callbacks in a thread of its own: it authenticates them, stores them in a journal and answers, however busy
 * the turns keep the main thread. From the journal they come here, and go on as if they had just arrived.
 */
export declare class Acceptor implements CallbackListener {
    #private;
    waitingBytes: number;
    private constructor();
    /** Rejects with ConfigurationError if it cannot listen, and with StoreError if the folder is in use. */
    static listen(options: ListenOptions, deps: AcceptorDeps): Promise<Acceptor>;
    get port(): number;
    get url(): string;
    close(): Promise<void>;
}
