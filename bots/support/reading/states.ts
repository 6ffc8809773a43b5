import { plain } from '../../plain.js';
import { soundsBroken } from './answers.js';
import { bare } from './bare.js';
import { ticketIn } from './ticketIn.js';

const verb = /\b(?:close|cancel|delete|remove|withdraw|drop|scrap)\b/;
const object =
  /\b(?:my|the|this|that|all|both)(?: open)? (?:tickets?|cases?|issues?|quer(?:y|ies)|faults?)\b|\bticket\b/;
const solved = /\b(?:fixed|solved|sorted|resolved|working|works|fine|done)\b/;
const otherwise = /\b(?:don't|dont|do not|not|never|why|who|when|was|were|did|has|still|yet)\b/;
const again =
  /\bre-? ?open(?:ed)?\b|\bopen (?:(?:my|the|that|this) )?(?:(?:old )?ticket )?(?:t ?-? ?\d+ )?(?:up )?again\b|\bunclose\b/;

/** Above so many words a message tells a story in which the words of a command may stand. */
const longest = 12;

/** Reads "close T-2", "my ticket is fixed, please close", "T-2 works again". */
export function closingOf(text: string): { kind: 'close'; ticket: string | undefined; all: boolean } | undefined {
  const ticket = ticketIn(text);
  const words = plain(bare(text));
  if (words.split(' ').length > longest || otherwise.test(words) || soundsBroken(words)) return undefined;
  const isAlone = /^close(?: it| that| this)?$/.test(words);
  const isOrdered = isAlone || (verb.test(words) && (ticket !== undefined || object.test(words) || solved.test(words)));
  const isSolved = ticket !== undefined && solved.test(words) && !text.includes('?');
  if (!isOrdered && !isSolved) return undefined;
  return { kind: 'close', ticket, all: ticket === undefined && /\b(?:all|both|tickets)\b/.test(words) };
}

/** Reads "re-open T-2" and "T-2 is broken again". */
export function reopeningOf(text: string): { kind: 'reopen'; ticket: string | undefined } | undefined {
  const ticket = ticketIn(text);
  const words = plain(bare(text));
  if (words.split(' ').length > longest || /\b(?:don't|dont|do not)\b.*open/.test(words)) return undefined;
  const isBroken = ticket !== undefined && !text.includes('?') && soundsBroken(words);
  return again.test(words) || isBroken ? { kind: 'reopen', ticket } : undefined;
}
