import { within } from '../../core/within.js';
import type { RedisClient } from './connection.js';

/** A connection that only listens. Messages may be lost while it is down: who listens must also look now and then. */
export class Subscriber {
  readonly #client: RedisClient;
  readonly #answerMs: number;
  #isClosed = false;

  /** Like `client`, but a connection of its own. `channels`: what is called with each message of a channel. */
  constructor(client: RedisClient, answerMs: number, channels: ReadonlyMap<string, (message: string) => void>) {
    this.#answerMs = answerMs;
    // Its commands wait for the connection: what it listens to, it listens to for good.
    this.#client = client.duplicate({ disableOfflineQueue: false, pingInterval: 0 });
    this.#client.on('error', () => {});
    this.#client.connect().catch(() => {});
    for (const [channel, listener] of channels) this.#client.subscribe(channel, listener).catch(() => {});
  }

  /** Looks whether the other side is still there; if it does not answer, the connection is given up for a new one. */
  async check(): Promise<void> {
    if (!this.#client.isReady) return;
    try {
      await within(this.#answerMs, this.#client.ping());
    } catch {
      if (this.#isClosed || !this.#client.isReady) return;
      this.#client.destroy();
      this.#client.connect().catch(() => {});
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#client.isOpen) this.#client.destroy();
  }
}
