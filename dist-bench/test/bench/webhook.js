import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { webhookPath } from './callbacks.js';
import { post } from './post.js';
const repeatAfterMs = 100;
/** A bot's webhook that can go away and come back elsewhere, called as Clickatell does: again until it answers 200. */
export class Webhook {
    #connections;
    #pool;
    #isClosed = false;
    /** How often something had to be sent again. */
    repeats = 0;
    constructor(url, connections) {
        this.#connections = connections;
        this.#pool = new Pool(url, { connections });
    }
    moveTo(url) {
        const old = this.#pool;
        this.#pool = new Pool(url, { connections: this.#connections });
        // What still waits in it is rejected, and sent again to the new place.
        old.destroy().catch(() => { });
    }
    async call(body) {
        for (;;) {
            const status = await post(this.#pool, webhookPath, body).catch(() => 0);
            if (status === 200 || this.#isClosed)
                return;
            this.repeats += 1;
            await wait(repeatAfterMs);
        }
    }
    async close() {
        this.#isClosed = true;
        await this.#pool.destroy();
    }
}
