import type { Ticket } from './ticket.js';
import type { SupportSay } from './words.js';

/** A ticket as one line of a list. */
export function line(say: SupportSay, { id, subject, state }: Ticket): string {
  return say('line', { ticket: id, state, subject });
}

/** The state of one ticket. */
export function standing(say: SupportSay, ticket: Ticket, now: number): string {
  const { id, subject, state, resolution, wantsHuman, notes, photo, openedAt } = ticket;
  const photos = [photo, ...notes.map((note) => note.photo)].filter(Boolean).length;
  const news = newsOf(ticket);
  return [
    say('standing', { ticket: id, subject, state, ago: ago(say, now - openedAt) }),
    state === 'open' && wantsHuman ? say('wantsHuman') : '',
    state !== 'open' && resolution ? say('whatWeDid', { resolution }) : '',
    state === 'resolved' ? say('tellSolved') : '',
    news ? say('lastNews', { news }) : '',
    notes.length > 0 || photos > 0 ? say('has', { notes: notes.length, photos }) : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What an agent wrote last. */
export function newsOf({ notes }: Ticket): string | undefined {
  return notes.findLast(({ by }) => by === 'agent')?.text;
}

function ago(say: SupportSay, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return say('justNow');
  if (minutes < 60) return say('minutesAgo', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? say('hoursAgo', { count: hours }) : say('daysAgo', { count: Math.floor(hours / 24) });
}
