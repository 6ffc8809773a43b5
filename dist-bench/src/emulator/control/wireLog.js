import { jsonOf } from '../http.js';
import { iso } from '../people/view.js';
const keptExchanges = 2000;
const keptBytes = 16 * 1024 * 1024;
const keptTries = 5000;
const keptWindows = 5000;
/** What went over the wire lately. Bodies are kept as they are, and parsed only when somebody asks. */
export class WireLog {
    #clock;
    #events;
    #exchanges = [];
    #tries = [];
    #windows = new Map();
    #bytes = 0;
    constructor(clock, events) {
        this.#clock = clock;
        this.#events = events;
    }
    /** Records a request and its answer. `ms` is how long the answer took, in real time. */
    exchanged(business, body, answer, ms) {
        const status = answer.instead ? 0 : answer.status;
        const at = this.#clock.now();
        this.#exchanges.push({ at, ms, business, body, status, answer: answer.instead ? undefined : answer.json });
        this.#bytes += body.length;
        while (this.#exchanges.length > keptExchanges || (this.#bytes > keptBytes && this.#exchanges.length > 1)) {
            this.#bytes -= this.#exchanges.shift()?.body.length ?? 0;
        }
        const answered = entriesOf(answer.json);
        const persons = new Set(answered.map(({ to }) => to).filter((to) => typeof to === 'string'));
        this.#events.emit({
            type: 'request',
            business,
            status,
            ms,
            at: iso(at),
            persons: [...persons].slice(0, mostPersons),
            accepted: answered.filter(({ accepted }) => accepted === true).length,
            ...errorOf(answer.json),
        });
    }
    tried(one) {
        this.#tries.push({ ...one, at: this.#clock.now() });
        if (this.#tries.length > keptTries)
            this.#tries.shift();
    }
    /** Keeps the window as it was when a message arrived. */
    arrived(messageId, window) {
        this.#windows.set(messageId, window);
        const [oldest] = this.#windows.size > keptWindows ? this.#windows.keys() : [];
        if (oldest !== undefined)
            this.#windows.delete(oldest);
    }
    clear() {
        this.#exchanges.length = 0;
        this.#tries.length = 0;
        this.#windows.clear();
        this.#bytes = 0;
    }
    /** What is kept of a message, by either of its ids; `undefined` if nothing is. */
    of(id, message, explained) {
        const ids = [id, message?.id, message?.clientMessageId].filter((one) => one !== undefined);
        const sends = this.#exchanges.flatMap((one) => sendsIn(one, ids));
        const callbacks = this.#tries.filter(({ body }) => ids.some((one) => body.includes(JSON.stringify(one))));
        if (!message && !explained && sends.length + callbacks.length === 0)
            return undefined;
        const window = this.#windows.get(message?.id ?? id);
        return {
            messageId: message?.id ?? null,
            clientMessageId: message?.clientMessageId ?? explained?.clientMessageId ?? null,
            business: message?.business ?? explained?.to?.business ?? null,
            person: message?.person ?? explained?.to?.person ?? null,
            window: window ? { state: window.state, closesAt: isoOrNull(window.closesAt) } : null,
            explanation: explained ?? null,
            sends,
            callbacks: callbacks.map(({ at, ms, event, attempt, status, url, body }) => {
                return { at: iso(at), ms, event, attempt, status, url, body: jsonOf(Buffer.from(body)) };
            }),
        };
    }
}
const mostPersons = 20;
function sendsIn({ at, ms, status, body, answer }, ids) {
    const answered = entriesOf(answer);
    const named = answered.find(({ apiMessageId, clientMessageId }) => ids.some((id) => id === apiMessageId || id === clientMessageId));
    // Most requests are skipped here, so that their bodies need not be parsed.
    if (!named && !ids.some((id) => body.includes(JSON.stringify(id))))
        return [];
    const given = entriesOf(jsonOf(body));
    const wanted = [...ids, named?.clientMessageId].filter((one) => typeof one === 'string');
    const place = named ? answered.indexOf(named) : -1;
    const request = given.find(({ clientMessageId }) => wanted.some((one) => one === clientMessageId)) ?? given[place];
    if (!request)
        return [];
    return [{ at: iso(at), ms, status, batch: given.length, request, answer: named ?? answer ?? null }];
}
/** The objects under `messages`. */
function entriesOf(json) {
    const messages = record(json).messages;
    return Array.isArray(messages) ? messages.map(record) : [];
}
function errorOf(json) {
    const errors = [record(json), ...entriesOf(json)].map(({ error }) => record(error));
    const found = errors.find(({ code }) => code !== undefined);
    return found ? { error: `${found.code} ${found.description ?? ''}`.trim() } : {};
}
function record(value) {
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
function isoOrNull(at) {
    return at === undefined ? null : iso(at);
}
