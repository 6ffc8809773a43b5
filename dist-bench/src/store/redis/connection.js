import { createHash } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import { StoreError } from '../../core/errors.js';
import { Answer } from './answer.js';
import { Deadlines } from './deadlines.js';
const slowestRetryMs = 2000;
/** `connectsAgain` is called whenever the connection has failed. Returns whether to connect again. */
export function newClient(url, answerMs, connectsAgain) {
    const client = createClient({
        url,
        disableOfflineQueue: true,
        // Pings detect an idle connection whose other side has disappeared.
        pingInterval: 5000,
        socket: {
            connectTimeout: answerMs,
            socketTimeout: 15_000,
            reconnectStrategy: (retries) => connectsAgain() && Math.min(50 * 2 ** retries, slowestRetryMs),
        },
    });
    // Failed commands reject themselves, but an 'error' event without a listener would end the process.
    client.on('error', () => { });
    return client;
}
/** A Lua script. Its text is sent once by each connection, and again to a Redis that has forgotten it. Else only its hash. */
export class Script {
    text;
    hash;
    constructor(text) {
        this.text = text;
        this.hash = createHash('sha1').update(text).digest('hex');
    }
}
/**
 * A connection with a time limit, which fails only with StoreError. It connects again by itself; while it is down,
 * commands fail at once. If it does not answer in time, it is replaced by a new one, because the operating system takes
 * a quarter of an hour to notice that the other side has disappeared.
 */
export class RedisConnection {
    client;
    place;
    answerMs;
    #deadlines;
    #loading = new Map();
    #introduced = new Set();
    #closing;
    /** `place` names the store in errors, without its password. */
    constructor(client, place, answerMs) {
        this.client = client;
        this.place = place;
        this.answerMs = answerMs;
        this.#deadlines = new Deadlines(answerMs, () => this.#connectAnew());
    }
    /** Sends one command. `verb` completes the error message "could not be …", for example with "read". */
    async send(verb, args) {
        try {
            return await this.#send(args);
        }
        catch (cause) {
            throw this.#failed(verb, cause);
        }
    }
    /** Runs a script. Rejects with StoreError if that fails. */
    async run(script, key, args) {
        try {
            return new Answer(await this.#evaluate(script, ['1', key, ...args]));
        }
        catch (cause) {
            throw this.#failed('read or written', cause);
        }
    }
    /** Closes the connection once the commands under way have ended. Every later call rejects. */
    close() {
        this.#closing ??= this.#deadlines.idle().then(() => {
            if (this.client.isOpen)
                this.client.destroy();
        });
        return this.#closing;
    }
    closedError() {
        return new StoreError(`The store ${this.place} is closed.`);
    }
    async #evaluate(script, args) {
        this.#introduce(script);
        try {
            return await this.#send(['EVALSHA', script.hash, ...args]);
        }
        catch (error) {
            if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT')))
                throw error;
            await this.#load(script);
            return this.#send(['EVALSHA', script.hash, ...args]);
        }
    }
    /**
     * Sends the text right before the first call. If Redis had to ask for it instead, calls of other scripts would
     * overtake this one.
     */
    #introduce(script) {
        if (this.#introduced.has(script))
            return;
        this.#introduced.add(script);
        // If this fails, the call fails too, or is answered that the script is not known.
        this.#load(script).catch(() => { });
    }
    /** Several calls at once can find that Redis does not know the script. The first of them sends it for all. */
    #load(script) {
        const known = this.#loading.get(script);
        if (known)
            return known;
        const loading = this.#send(['SCRIPT', 'LOAD', script.text]).finally(() => this.#loading.delete(script));
        this.#loading.set(script, loading);
        return loading;
    }
    async #send(args) {
        if (this.#closing)
            throw this.closedError();
        return this.#deadlines.within(this.client.sendCommand(args));
    }
    #failed(verb, cause) {
        if (cause instanceof StoreError)
            return cause;
        return new StoreError(`The store ${this.place} could not be ${verb}.`, { cause });
    }
    #connectAnew() {
        // A client that is not ready is already connecting.
        if (!this.client.isReady || this.#closing)
            return;
        this.client.destroy();
        this.client.connect().catch(() => { });
    }
}
