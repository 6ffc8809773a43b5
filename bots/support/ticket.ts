import { z } from 'zod';

/** A photo as the channel handed it over; `contentUrl` is where its bytes are. */
export const photoSchema = z.object({ contentType: z.string(), name: z.string(), contentUrl: z.string() });

const note = z.object({
  at: z.number(),
  by: z.enum(['customer', 'agent']),
  text: z.string(),
  photo: photoSchema.optional(),
  key: z.string(),
});

/** How a ticket lies in the store. Times are epoch ms. */
export const ticketSchema = z.object({
  id: z.string(),
  person: z.string(),
  /** The business number (or bot id) that the person wrote to: the follow-up comes from there. */
  business: z.string(),
  name: z.string().optional(),
  subject: z.string(),
  description: z.string(),
  photo: photoSchema.optional(),
  notes: z.array(note),
  state: z.enum(['open', 'resolved', 'closed']),
  wantsHuman: z.boolean(),
  resolution: z.string().optional(),
  openedAt: z.number(),
  resolvedAt: z.number().optional(),
  reopenedCount: z.number(),
  /** The turn that last closed or re-opened the ticket: the same turn, run again, finds its ticket by it. */
  answeredIn: z.string().optional(),
});

export type Photo = z.infer<typeof photoSchema>;
export type Note = z.infer<typeof note>;
export type Ticket = z.infer<typeof ticketSchema>;
export type TicketState = Ticket['state'];

/** The number of a ticket that people write and read, as `T-42`. */
export function isTicketId(id: string): boolean {
  return /^T-[1-9]\d{0,8}$/.test(id);
}

/** The same note, told by its key, is added once. */
export function withNote(ticket: Ticket, added: Note): Ticket {
  if (ticket.notes.some(({ key }) => key === added.key)) return ticket;
  return { ...ticket, notes: [...ticket.notes, added] };
}

/** Only an open ticket can be resolved; any other comes back as it is. */
export function resolved(ticket: Ticket, resolution: string, resolvedAt: number): Ticket {
  if (ticket.state !== 'open') return ticket;
  return { ...ticket, state: 'resolved', resolution, resolvedAt, wantsHuman: false };
}

/** Only a resolved ticket can be re-opened; any other comes back as it is. */
export function reopened(ticket: Ticket, turn: string): Ticket {
  if (ticket.state !== 'resolved') return ticket;
  return { ...ticket, state: 'open', reopenedCount: ticket.reopenedCount + 1, answeredIn: turn };
}

export function closed(ticket: Ticket, turn: string): Ticket {
  if (ticket.state === 'closed') return ticket;
  return { ...ticket, state: 'closed', answeredIn: turn };
}
