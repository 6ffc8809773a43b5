import { type TemplateMessage, template } from '../../src/index.js';
import type { Ticket } from './ticket.js';

/** A proactive message: as text, and as the template for a closed window. */
export interface FollowUp {
  text: string;
  template: TemplateMessage;
}

/** Tells the customer that the ticket is resolved, and asks for confirmation. */
export function resolvedMessage(ticket: Ticket): FollowUp {
  const name = nameOf(ticket);
  const summary = unstopped(ticket.resolution ?? ticket.subject);
  return {
    text: `Hi ${name}, your ticket ${ticket.id} is resolved: ${summary}. Tell us if it is not.`,
    template: template('ticket_resolved', { name, ticket: ticket.id, summary }),
  };
}

/** Tells the customer what an agent wrote on the ticket. */
export function updateMessage(ticket: Ticket, note: string): FollowUp {
  const name = nameOf(ticket);
  const update = unstopped(note);
  return {
    text: `Hi ${name}, there is news on your ticket ${ticket.id}: ${update}. To answer, write "add to ${ticket.id}" and your words.`,
    template: template('ticket_update', { name, ticket: ticket.id, update }),
  };
}

/** Tells the customer that a human will look at the ticket. */
export function waitingMessage(ticket: Ticket): FollowUp {
  const name = nameOf(ticket);
  return {
    text: `Hi ${name}, a colleague will read your ticket ${ticket.id} and write to you here. Until then, they get all that you write.`,
    template: template('ticket_waiting', { name, ticket: ticket.id }),
  };
}

/** Asks a day later whether the ticket is really solved. The answers are those of `resolvedMessage`. */
export function allWellMessage(ticket: Ticket): FollowUp {
  const name = nameOf(ticket);
  const subject = unstopped(ticket.subject);
  return {
    text: `Hi ${name}, a day ago we resolved your ticket ${ticket.id} (${subject}). Is all well now? Tell me "solved" or "not solved".`,
    template: template('ticket_all_well', { name, ticket: ticket.id, subject }),
  };
}

/** Reminds the customer of what they asked for. With an empty subject, of nothing in particular. */
export function reminderMessage(who: { name?: string }, subject: string): FollowUp {
  const name = nameOf(who);
  return {
    text: `Hi ${name}, you asked me for this reminder${subject && `: ${subject}`}. Write to me here if I can help.`,
    template: template('ticket_reminder', { name, subject: unstopped(subject) || 'it is time' }),
  };
}

function nameOf({ name }: { name?: string | undefined }): string {
  return name?.trim() || 'there';
}

/** Without the full stop at the end, because the template's sentence has one after the value. */
function unstopped(text: string): string {
  return text.replace(/[.\s]+$/, '') || text;
}
