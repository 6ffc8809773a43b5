import { z } from 'zod';
import type { Clock } from '../../src/index.js';
import {
  closed,
  isTicketId,
  type Note,
  type Photo,
  reopened,
  resolved,
  type Ticket,
  type TicketState,
  ticketSchema,
  withNote,
} from './ticket.js';

/** What the tickets need from a store: a Keyv with an atomic `update`. `change` may be called more than once. */
export interface TicketStore {
  get(key: string): Promise<unknown>;
  update(key: string, change: (current: unknown) => unknown): Promise<unknown>;
}

export interface NewTicket {
  person: string;
  business: string;
  name?: string | undefined;
  subject: string;
  description: string;
  /** The first becomes the ticket's photo, and each other one a note. */
  photos?: readonly Photo[];
  wantsHuman?: boolean;
  /** The idempotency key: the same key opens one ticket. */
  key: string;
}

export interface NewNote {
  by: Note['by'];
  text: string;
  photo?: Photo;
  /** The same key is the same note. */
  key: string;
}

const lastKey = 'tickets/last';
const ticketKey = (id: string) => `tickets/one/${id}`;
const personKey = (person: string) => `tickets/of/${person}`;
const openedKey = (key: string) => `tickets/opened/${key}`;

const numberStored = z.number().default(0);
const idsStored = z.array(z.string()).default([]);
const idStored = z.string();

const numberOf = (id: string) => Number(id.slice('T-'.length));

/**
 * The tickets of a support desk. Ids are numbered (`T-1`, `T-2`, …), so the last number gives the list of all, and each
 * person has a list of their own. A change to an unknown ticket returns `undefined`, and one that its state does not
 * allow returns the ticket as it is.
 */
export class Tickets {
  readonly #store: TicketStore;
  readonly #clock: Clock;

  constructor(store: TicketStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Opens a ticket. Every step can be repeated, so a turn that was interrupted completes when it runs again. */
  async open(wish: NewTicket): Promise<Ticket> {
    const { person, business, name, subject, description, wantsHuman = false, key } = wish;
    const [photo, ...more] = wish.photos ?? [];
    const now = this.#clock.now();
    const id = await this.#idFor(key);
    await this.#store.update(personKey(person), (current) => {
      const ids = idsStored.parse(current);
      return ids.includes(id) ? ids : [...ids, id];
    });
    const ticket: Ticket = {
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

  async get(id: string): Promise<Ticket | undefined> {
    if (!isTicketId(id)) return undefined;
    return ticketSchema.optional().parse((await this.#store.get(ticketKey(id))) ?? undefined);
  }

  /** The person's tickets, newest first. */
  async of(person: string): Promise<Ticket[]> {
    return this.#all(idsStored.parse((await this.#store.get(personKey(person))) ?? undefined).toReversed());
  }

  /** Every ticket, or those in one state, newest first. */
  async list(filter: { state?: TicketState | undefined } = {}): Promise<Ticket[]> {
    const last = numberStored.parse((await this.#store.get(lastKey)) ?? undefined);
    const tickets = await this.#all(Array.from({ length: last }, (_, index) => `T-${last - index}`));
    return filter.state ? tickets.filter(({ state }) => state === filter.state) : tickets;
  }

  addNote(id: string, { by, text, photo, key }: NewNote): Promise<Ticket | undefined> {
    const added = { at: this.#clock.now(), by, text, ...(photo && { photo }), key };
    return this.#change(id, (ticket) => withNote(ticket, added));
  }

  resolve(id: string, resolution: string): Promise<Ticket | undefined> {
    const now = this.#clock.now();
    return this.#change(id, (ticket) => resolved(ticket, resolution, now));
  }

  /** `turn` names the turn in which the customer asked for it. */
  reopen(id: string, turn: string): Promise<Ticket | undefined> {
    return this.#change(id, (ticket) => reopened(ticket, turn));
  }

  /** `turn` names the turn in which the customer said so. */
  close(id: string, turn: string): Promise<Ticket | undefined> {
    return this.#change(id, (ticket) => closed(ticket, turn));
  }

  askForHuman(id: string): Promise<Ticket | undefined> {
    return this.#change(id, (ticket) => ({ ...ticket, wantsHuman: true }));
  }

  /** The tickets of a person's other id are theirs. Every step can be repeated. */
  async follow(person: string, alias: string): Promise<void> {
    const moved = idsStored.parse((await this.#store.get(personKey(alias))) ?? undefined);
    if (moved.length === 0) return;
    for (const id of moved) await this.#change(id, (ticket) => ({ ...ticket, person }));
    await this.#store.update(personKey(person), (current) => {
      const ids = new Set([...idsStored.parse(current), ...moved]);
      return [...ids].sort((one, other) => numberOf(one) - numberOf(other));
    });
    await this.#store.update(personKey(alias), () => undefined);
  }

  async #idFor(key: string): Promise<string> {
    const taken = await this.#store.get(openedKey(key));
    if (taken !== undefined && taken !== null) return idStored.parse(taken);
    const number = await this.#store.update(lastKey, (last) => numberStored.parse(last) + 1);
    const id = `T-${numberStored.parse(number)}`;
    return idStored.parse(await this.#store.update(openedKey(key), (current) => current ?? id));
  }

  async #change(id: string, change: (ticket: Ticket) => Ticket): Promise<Ticket | undefined> {
    if (!(await this.get(id))) return undefined;
    const next = await this.#store.update(ticketKey(id), (current) => change(ticketSchema.parse(current)));
    return ticketSchema.parse(next);
  }

  async #all(ids: readonly string[]): Promise<Ticket[]> {
    const found = await Promise.all(ids.map((id) => this.get(id)));
    return found.filter((ticket) => ticket !== undefined);
  }
}
