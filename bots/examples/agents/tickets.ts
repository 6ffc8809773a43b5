import type { AtomicKeyv } from 'botbuilder-adapter-clickatell/agents';
import { z } from 'zod';

const ticketSchema = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  problem: z.string(),
  isUrgent: z.boolean(),
  state: z.enum(['open', 'resolved', 'closed']),
  resolution: z.string().optional(),
});

export type Ticket = z.infer<typeof ticketSchema>;

const ids = z.array(z.string()).default([]);

/** The tickets of a support desk: `T-1`, `T-2` and so on. */
export class Tickets {
  readonly #store: AtomicKeyv<unknown>;

  constructor(store: AtomicKeyv<unknown>) {
    this.#store = store;
  }

  /** `key` is the message that opens the ticket: should its turn run again, there is still one ticket. */
  async open(key: string, ticket: Pick<Ticket, 'person' | 'name' | 'problem' | 'isUrgent'>): Promise<Ticket> {
    const all = ids.parse(
      await this.#store.update('opened', (known) => {
        const keys = ids.parse(known);
        return keys.includes(key) ? keys : [...keys, key];
      }),
    );
    const id = `T-${all.indexOf(key) + 1}`;
    const opened = await this.#store.update(id, (known) => known ?? { ...ticket, id, state: 'open' });
    await this.#store.update(`of/${ticket.person}`, (known) => [...ids.parse(known).filter((each) => each !== id), id]);
    return ticketSchema.parse(opened);
  }

  /** A person's tickets, newest first. */
  async of(person: string): Promise<Ticket[]> {
    const own = ids.parse((await this.#store.get(`of/${person}`)) ?? undefined);
    const tickets = await Promise.all(own.map((id) => this.#store.get(id)));
    return tickets.map((each) => ticketSchema.parse(each)).reverse();
  }

  /** Changes a ticket. `undefined` if there is none with this id. */
  async change(id: string, change: Partial<Pick<Ticket, 'state' | 'resolution'>>): Promise<Ticket | undefined> {
    if (!/^T-\d+$/.test(id)) return undefined;
    const changed = await this.#store.update(id, (known) => known && { ...ticketSchema.parse(known), ...change });
    return ticketSchema.optional().parse(changed);
  }
}
