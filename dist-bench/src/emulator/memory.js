import { z } from 'zod';
import { conversationId } from '../core/conversation.js';
import { chat, person } from './people/chats.js';
const identity = z.object({ number: z.string(), apiKey: z.string(), integrationId: z.string() });
const remembered = z.object({
    offsetMs: z.number(),
    integrations: z.array(identity),
    persons: z.array(person),
    chats: z.array(z.string()),
});
const indexKey = 'emulator';
const chatKey = (id) => `emulator:chat:${id}`;
const quietMs = 100;
/** Writes with a short delay, so that a burst of messages to one chat is one write. */
export class Memory {
    #store;
    #state;
    #written = new Set();
    #changed = new Map();
    #indexChanged = false;
    #timer;
    #writing = Promise.resolve();
    constructor(store, state) {
        this.#store = store;
        this.#state = state;
    }
    /** What an earlier process wrote. What cannot be read is ignored. */
    async load() {
        const index = remembered.safeParse(await this.#store.get(indexKey));
        if (!index.success)
            return { offsetMs: 0, integrations: [], persons: [], chats: [] };
        const stored = await Promise.all(index.data.chats.map((id) => this.#store.get(chatKey(id))));
        const chats = stored.map((one) => chat.safeParse(one)).flatMap(({ data }) => data ?? []);
        for (const one of chats)
            this.#written.add(conversationId(one));
        return { ...index.data, chats };
    }
    changed(chat) {
        if (chat)
            this.#changed.set(conversationId(chat), chat);
        this.#indexChanged = true;
        this.#timer ??= setTimeout(() => void this.flush().catch(() => { }), quietMs).unref();
    }
    /** Forgets all chats. */
    async clear() {
        this.#changed.clear();
        await this.#writing.catch(() => { });
        const ids = [...this.#written];
        this.#written.clear();
        await Promise.all(ids.map((id) => this.#store.delete(chatKey(id))));
        this.changed();
        await this.flush();
    }
    /** Writes what is not written yet. Rejects if the store does; the next change then tries again. */
    flush() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#writing = this.#writing.catch(() => { }).then(() => this.#write());
        return this.#writing;
    }
    async #write() {
        const chats = [...this.#changed];
        this.#changed.clear();
        for (const [id, one] of chats) {
            try {
                await this.#store.set(chatKey(id), one);
                this.#written.add(id);
            }
            catch (error) {
                this.#changed.set(id, one);
                throw error;
            }
        }
        if (!this.#indexChanged)
            return;
        await this.#store.set(indexKey, { ...this.#state(), chats: [...this.#written] });
        this.#indexChanged = false;
    }
}
