import { conversationId } from '../core/conversation.js';
import { Table } from '../store/table.js';
import { after } from './record.js';
/** What every person has allowed each of our numbers, kept for ever: a STOP outlives everything else that is known. */
export class ConsentBook {
    #records;
    #clock;
    #subscribers;
    constructor({ store, clock, subscribers }) {
        this.#records = new Table(store, 'consent');
        this.#clock = clock;
        this.#subscribers = subscribers;
    }
    /** Not a promise if the store is in this process. */
    read(conversation) {
        return this.#records.read(conversationId(conversation));
    }
    /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
    lookWrite(conversation, onKnown) {
        return this.#records.change(conversationId(conversation), (current) => current, onKnown);
    }
    /**
     * A person has written STOP or START. `alert` tells, when the write is evaluated, which subscription the STOP is an
     * answer to, if it is one: it ends that alone, and the next STOP ends everything.
     */
    saidWrite(conversation, said, alert) {
        const now = this.#clock.now();
        const at = Math.min(said.at ?? now, now);
        const told = { at, source: 'chat', words: said.words, message: said.message };
        return this.#records.change(conversationId(conversation), (current) => {
            if (current?.history.some(({ message }) => message === said.message))
                return current;
            const topic = said.keyword === 'stop' ? alert() : undefined;
            const isSignedUp = topic !== undefined && current?.topics?.[topic]?.state === 'signed-up';
            if (isSignedUp && !current?.stopped) {
                return after(current, { ...told, change: 'signed-off', topic }, { byStop: true, now });
            }
            const next = after(current, { ...told, change: said.keyword === 'stop' ? 'stopped' : 'started' }, { now });
            return next === current || next.history.length === 0 ? current : next;
        });
    }
    /** What is not said in chat by a keyword: by the program, or by the provider. */
    changeWrite(conversation, change, { at = this.#clock.now(), ...how }) {
        return this.#records.change(conversationId(conversation), (current) => {
            const next = after(current, { at, change, ...how }, { now: this.#clock.now() });
            return next.history.length === 0 ? current : next;
        });
    }
    /** Signs a person up, or off, and keeps the lists of subscribers right. */
    signUpWrites(conversation, { topic, isSignedUp, until }, { at = this.#clock.now(), ...how }) {
        const event = { at, change: isSignedUp ? 'signed-up' : 'signed-off', topic, ...how };
        let subscription;
        const record = this.#records.change(conversationId(conversation), (current) => {
            const next = after(current, event, { until, now: this.#clock.now() });
            subscription = next.topics?.[topic];
            return next.history.length === 0 ? current : next;
        });
        // The record tells, because what is older than what it knows changes nothing.
        return [record, ...this.#subscribers.writes(conversation, topic, () => subscription?.state === 'signed-up')];
    }
    async commit(writes) {
        await this.#records.commit(writes);
    }
}
