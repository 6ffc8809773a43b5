import { within } from '../../core/within.js';
/** A connection that only listens. Messages may be lost while it is down, so listeners must also poll. */
export class Subscriber {
    #client;
    #answerMs;
    #isClosed = false;
    /** Resolves once all channels are subscribed to, or the subscriber is closed. */
    subscribed;
    /**
     * Opens its own connection, with the options of `client`. `channels`: what to call with each message of a channel.
     */
    constructor(client, answerMs, channels) {
        this.#answerMs = answerMs;
        // Commands wait for the connection here, so that the subscriptions are always made.
        this.#client = client.duplicate({ disableOfflineQueue: false, pingInterval: 0 });
        this.#client.on('error', () => { });
        this.#client.connect().catch(() => { });
        const subscribing = [...channels].map(([channel, listener]) => this.#client.subscribe(channel, listener));
        this.subscribed = Promise.allSettled(subscribing);
    }
    /** Pings the other side. If it does not answer, the connection is replaced by a new one. */
    async check() {
        if (!this.#client.isReady)
            return;
        try {
            await within(this.#answerMs, this.#client.ping());
        }
        catch {
            if (this.#isClosed || !this.#client.isReady)
                return;
            this.#client.destroy();
            this.#client.connect().catch(() => { });
        }
    }
    close() {
        this.#isClosed = true;
        if (this.#client.isOpen)
            this.#client.destroy();
    }
}
