const kept = 5000;
const unsent = ['refuse', 'hold'];
/** The newest explanations, by the message that they explain. */
export class Explanations {
    #byMessage = new Map();
    #told;
    /** `told` is called with each new one. */
    constructor(told = () => { }) {
        this.#told = told;
    }
    add(explained) {
        const { clientMessageId } = explained;
        this.#byMessage.delete(clientMessageId);
        this.#byMessage.set(clientMessageId, explained);
        const [oldest] = this.#byMessage.size > kept ? this.#byMessage.keys() : [];
        if (oldest !== undefined)
            this.#byMessage.delete(oldest);
        this.#told(explained);
    }
    /** The explanation of a message, or of the message that it is a part of: `m.2` is a part of `m`. */
    of(clientMessageId) {
        const end = clientMessageId.lastIndexOf('.');
        return this.#byMessage.get(clientMessageId) ?? (end > 0 ? this.of(clientMessageId.slice(0, end)) : undefined);
    }
    /** The messages of a conversation that the program decided not to send, oldest first. */
    unsent({ business, person }) {
        return [...this.#byMessage.values()].filter(({ to, decision }) => unsent.includes(decision) && to?.business === business && to.person === person);
    }
    clear() {
        this.#byMessage.clear();
    }
}
