import { z } from 'zod';

/** A photo from the channel. Its bytes are at `contentUrl`. */
export const photoSchema = z.object({ contentType: z.string(), name: z.string(), contentUrl: z.string() });

const note = z.object({
  at: z.number(),
  by: z.enum(['customer', 'agent']),
  text: z.string(),
  photo: photoSchema.optional(),
  key: z.string(),
});

/** A ticket, as it is stored. Times are epoch ms. */
export const ticketSchema = z.object({
  id: z.string(),
  person: z.string(),
  /** The business number (or bot id) that the person wrote to. The follow-up comes from it. */
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
  /** The turn that last closed or re-opened the ticket, so that it finds its ticket if it runs again. */
  answeredIn: z.string().optional(),
});

export type Photo = z.infer<typeof photoSchema>;
export type Note = z.infer<typeof note>;
export type Ticket = z.infer<typeof ticketSchema>;
export type TicketState = Ticket['state'];

/** The number of a ticket for people, as `T-42`. */
export function isTicketId(id: string): boolean {
  return /^T-[1-9]\d{0,8}$/.test(id);
}

/** Adds a note, once for each key. */
export function withNote(ticket: Ticket, added: Note): Ticket {
  if (ticket.notes.some(({ key }) => key === added.key)) return ticket;
  return { ...ticket, notes: [...ticket.notes, added] };
}

/** Only an open ticket can be resolved. Any other is returned as it is. */
export function resolved(ticket: Ticket, resolution: string, resolvedAt: number): Ticket {
  if (ticket.state !== 'open') return ticket;
  return { ...ticket, state: 'resolved', resolution, resolvedAt, wantsHuman: false };
}

/** An open ticket is returned as it is. */
export function reopened(ticket: Ticket, turn: string): Ticket {
  if (ticket.state === 'open') return ticket;
  return { ...ticket, state: 'open', reopenedCount: ticket.reopenedCount + 1, answeredIn: turn };
}

export function closed(ticket: Ticket, turn: string): Ticket {
  if (ticket.state === 'closed') return ticket;
  return { ...ticket, state: 'closed', answeredIn: turn };
}
