import { z } from 'zod';
import { conversationId } from '../../core/conversation.js';
import { chatMessage } from './chatMessage.js';
/** A person's phone. */
export const person = z.object({
    id: z.string(),
    name: z.string().optional(),
    /** Off: messages to it wait at the provider. */
    on: z.boolean(),
    /** Whether the person reads what arrives. */
    reads: z.boolean(),
    onWhatsApp: z.boolean(),
});
/** The chat of one of the numbers and one person. */
export const chat = z.object({
    business: z.string(),
    person: z.string(),
    /** When the person last wrote, by the emulator's clock. */
    lastSaid: z.number().optional(),
    messages: z.array(chatMessage),
});
const longestChat = 5000;
/** All phones and chats. `changed` is called with every chat whose content changes. */
export class Chats {
    #persons = new Map();
    #chats = new Map();
    #messages = new Map();
    #order = 0;
    #changed;
    #heard;
    constructor(changed = () => { }, heard = {}) {
        this.#changed = changed;
        this.#heard = heard;
    }
    get persons() {
        return [...this.#persons.values()];
    }
    get all() {
        return [...this.#chats.values()];
    }
    /** The person's phone. The phone of an unknown person is on, and its owner reads what arrives. */
    phone(id) {
        return this.#persons.get(id) ?? { id, on: true, reads: true, onWhatsApp: true };
    }
    change(id, change) {
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        this.#persons.set(id, { ...this.phone(id), ...given });
        this.#changed();
        this.#heard.phone?.({ ...this.phone(id) });
    }
    find(messageId) {
        return this.#messages.get(messageId);
    }
    chat(pair) {
        return this.#chats.get(conversationId(pair));
    }
    /** Records when the person last wrote to the number, which opens the window. */
    said(pair, at) {
        const chat = this.#open(pair);
        chat.lastSaid = at;
        this.#changed(chat);
        this.#heard.said?.(pair, at);
    }
    add(message) {
        const chat = this.#open(message);
        const added = { ...message, order: ++this.#order, statuses: [] };
        chat.messages.push(added);
        this.#messages.set(added.id, added);
        if (chat.messages.length > longestChat) {
            for (const dropped of chat.messages.splice(0, 1))
                this.#messages.delete(dropped.id);
        }
        this.#changed(chat);
        return added;
    }
    /** Changes a message in place, unless it has been forgotten. */
    update(message, change) {
        if (this.#messages.get(message.id) !== message)
            return;
        change(message);
        this.#changed(this.chat(message));
    }
    clear() {
        this.#persons.clear();
        this.#chats.clear();
        this.#messages.clear();
    }
    /** Restores what was stored. */
    restore(persons, chats) {
        for (const one of persons)
            this.#persons.set(one.id, one);
        for (const one of chats) {
            this.#chats.set(conversationId(one), one);
            for (const message of one.messages) {
                this.#messages.set(message.id, message);
                this.#order = Math.max(this.#order, message.order);
            }
        }
    }
    #open({ business, person }) {
        const found = this.chat({ business, person });
        if (found)
            return found;
        const opened = { business, person, messages: [] };
        this.#chats.set(conversationId(opened), opened);
        if (!this.#persons.has(person))
            this.#persons.set(person, { ...this.phone(person) });
        return opened;
    }
}
