import { z } from 'zod';
import { closed, isTicketId, reopened, resolved, ticketSchema, withNote, } from './ticket.js';
const lastKey = 'tickets/last';
const ticketKey = (id) => `tickets/one/${id}`;
const personKey = (person) => `tickets/of/${person}`;
const openedKey = (key) => `tickets/opened/${key}`;
const numberStored = z.number().default(0);
const idsStored = z.array(z.string()).default([]);
const idStored = z.string();
/**
 * The tickets of a support desk. Ids are numbered (`T-1`, `T-2`, …), so the last number gives the list of all, and each
 * person has a list of their own. A change to an unknown ticket returns `undefined`, and one that its state does not
 * allow returns the ticket as it is.
 */
export class Tickets {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    /** Opens a ticket. Every step can be repeated, so a turn that was interrupted completes when it runs again. */
    async open(wish) {
        const { person, business, name, subject, description, wantsHuman = false, key } = wish;
        const [photo, ...more] = wish.photos ?? [];
        const now = this.#clock.now();
        const id = await this.#idFor(key);
        await this.#store.update(personKey(person), (current) => {
            const ids = idsStored.parse(current);
            return ids.includes(id) ? ids : [...ids, id];
        });
        const ticket = {
            id,
            person,
            business,
            ...(name && { name }),
            subject,
            description,
            ...(photo && { photo }),
            notes: more.map((further, at) => ({ at: now, by: 'customer', text: '', photo: further, key: `${key}/${at}` })),
            state: 'open',
            wantsHuman,
            openedAt: now,
            reopenedCount: 0,
        };
        return ticketSchema.parse(await this.#store.update(ticketKey(id), (current) => current ?? ticket));
    }
    async get(id) {
        if (!isTicketId(id))
            return undefined;
        return ticketSchema.optional().parse((await this.#store.get(ticketKey(id))) ?? undefined);
    }
    /** The person's tickets, newest first. */
    async of(person) {
        return this.#all(idsStored.parse((await this.#store.get(personKey(person))) ?? undefined).toReversed());
    }
    /** Every ticket, or those in one state, newest first. */
    async list(filter = {}) {
        const last = numberStored.parse((await this.#store.get(lastKey)) ?? undefined);
        const tickets = await this.#all(Array.from({ length: last }, (_, index) => `T-${last - index}`));
        return filter.state ? tickets.filter(({ state }) => state === filter.state) : tickets;
    }
    addNote(id, { by, text, photo, key }) {
        const added = { at: this.#clock.now(), by, text, ...(photo && { photo }), key };
        return this.#change(id, (ticket) => withNote(ticket, added));
    }
    resolve(id, resolution) {
        const now = this.#clock.now();
        return this.#change(id, (ticket) => resolved(ticket, resolution, now));
    }
    /** `turn` names the turn in which the customer asked for it. */
    reopen(id, turn) {
        return this.#change(id, (ticket) => reopened(ticket, turn));
    }
    /** `turn` names the turn in which the customer said so. */
    close(id, turn) {
        return this.#change(id, (ticket) => closed(ticket, turn));
    }
    askForHuman(id) {
        return this.#change(id, (ticket) => ({ ...ticket, wantsHuman: true }));
    }
    async #idFor(key) {
        const taken = await this.#store.get(openedKey(key));
        if (taken !== undefined && taken !== null)
            return idStored.parse(taken);
        const number = await this.#store.update(lastKey, (last) => numberStored.parse(last) + 1);
        const id = `T-${numberStored.parse(number)}`;
        return idStored.parse(await this.#store.update(openedKey(key), (current) => current ?? id));
    }
    async #change(id, change) {
        if (!(await this.get(id)))
            return undefined;
        const next = await this.#store.update(ticketKey(id), (current) => change(ticketSchema.parse(current)));
        return ticketSchema.parse(next);
    }
    async #all(ids) {
        const found = await Promise.all(ids.map((id) => this.get(id)));
        return found.filter((ticket) => ticket !== undefined);
    }
}
