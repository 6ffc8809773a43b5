import { plain } from '../../plain.js';
import type { Values } from '../../words.js';
import { ticketIn } from '../reading/ticketIn.js';
import { isTicketId, type Ticket } from '../ticket.js';
import type { Tickets } from '../tickets.js';

/** The tickets that a person can choose from: their subjects by their ids, in the order of the list. */
export type Offered = Readonly<Record<string, string>>;

export function offeredOf(tickets: readonly Ticket[]): Offered {
  return Object.fromEntries(tickets.map(({ id, subject }) => [id, subject]));
}

/** The most rows of a list on WhatsApp. */
const mostChoices = 10;

/** The person's tickets that are not closed, newest first. */
export async function choicesOf(tickets: Tickets, person: string): Promise<readonly Ticket[]> {
  return (await tickets.of(person)).filter(({ state }) => state !== 'closed').slice(0, mostChoices);
}

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/**
 * The ticket that an answer to "which one?" means: by its number ("T-2", "2"), its place ("the second one") or a word
 * that only its subject has ("the printer").
 */
export function namedIn(text: string, values: Values): string | undefined {
  const named = ticketIn(text) ?? ticketIn(`T-${text.trim()}`);
  if (named) return named;
  const offered = Object.entries(values).filter(([id]) => isTicketId(id));
  const words = plain(text).split(' ').filter(Boolean);
  if (words.includes('last')) return offered.at(-1)?.[0];
  const place = places.findIndex((each) => words.includes(each));
  if (place >= 0) return offered[place]?.[0];
  const own = words.filter(
    (word) => word.length > 2 && !['the', 'one', 'that', 'about', 'with', 'ticket'].includes(word),
  );
  const meant = offered.filter(([, subject]) => {
    const has = plain(String(subject)).split(' ');
    return own.some((word) => has.includes(word));
  });
  return meant.length === 1 ? meant[0]?.[0] : undefined;
}

/** Whether the text is a ticket's number and nothing else, so that it does not ask for its state. */
export function isNumber(text: string): boolean {
  return /^\W*(?:(?:to|the|ticket|number|my|it's|its|for) )*(?:t\s?-?\s?)?\d{1,9}\W*(?:please|pls)?\W*$/i.test(text);
}
