import { plain } from '../../plain.js';
import type { Wish } from '../../talk/talk.js';
import { bare } from './bare.js';
import { type Intent, intentOf } from './intents.js';
import { isPuzzled, isQuestion } from './question.js';
import { type SmallTalk, smallTalkOf } from './smallTalk.js';

/** What a person wishes of the support bot. */
export type SupportWish = Wish & (Exclude<Intent, { kind: 'unknown' | 'human' }> | Human | { kind: SmallTalk });

interface Human {
  kind: 'human';
  /** What it is about, in the person's own words. */
  about: string;
}

/** What depends on where the person is. */
export interface Place {
  /** A ticket is being opened, and it has words or photos already. */
  readonly hasDraft: boolean;
  /** That is what the open question belongs to. */
  readonly isDrafting: boolean;
}

/** Words that a question about a ticket consists of, beside its number. */
const ofStatus = new Set(
  "what about how is status of the my ticket on any news check show me whats what's happening with update for doing going it fixed yet number open see and tell look at done ready hows how's up case which where closed when will be hi ok".split(
    ' ',
  ),
);
/** Where a new thought may begin. */
const boundary = /(?:[.!?;,\n]+\s*|\s+(?=(?:and|so|but|please|now|then)\b))(?:(?:and|so|but|please|now|then)\s+)*/gi;
/** Longer messages are stories. */
const mostThoughts = 12;

/** Reads a message in English and without typing errors. `undefined` if it asks for nothing that the bot knows. */
export function wishOf(text: string, place: Place): SupportWish | undefined {
  const small = smallTalkOf(text);
  const intent = small === 'greeting' ? ({ kind: 'greeting' } as const) : intentOf(text);
  switch (intent.kind) {
    case 'cancel':
      return { ...intent, isWhole: true, isCostly: place.hasDraft };
    case 'human':
      return { ...intent, about: '', isWhole: true, isCostly: true, begins: true };
    case 'greeting':
      return { ...intent, isWhole: true, isPolite: true };
    case 'help':
    case 'list':
    case 'reminders':
      return { ...intent, isWhole: true };
    case 'status':
      return { ...intent, isWhole: plain(bare(text)).split(' ').every(isOfStatus) };
    case 'open':
      return { ...intent, isWhole: true, begins: true, takesRest: intent.title !== '' };
    case 'add':
      return {
        ...intent,
        isWhole: intent.ticket !== undefined || /\bticket\b/i.test(text),
        begins: true,
        takesRest: true,
      };
    case 'remind':
      return { ...intent, isWhole: true, begins: true, takesRest: true };
    case 'unremind':
      return { ...intent, isWhole: true, isCostly: true, takesRest: true };
    case 'close':
      // "Cancel the ticket" means the one that is being opened.
      if (place.isDrafting && intent.ticket === undefined && /^\W*(?:cancel|delete|drop|scrap)\b/i.test(bare(text))) {
        return { kind: 'cancel', isWhole: true, isCostly: true };
      }
      return {
        ...intent,
        isWhole: startsWithVerb.test(bare(text)) || intent.ticket !== undefined,
        begins: true,
        takesRest: true,
      };
    case 'reopen':
      return { ...intent, isWhole: startsWithVerb.test(bare(text)), begins: true, takesRest: true };
  }
  if (small !== undefined && small !== 'greeting') {
    return { kind: small, isWhole: small !== 'unknownFact' || isQuestion(text), isPolite: small !== 'unknownFact' };
  }
  if (isPuzzled(text)) return { kind: 'help', isWhole: true };
  return humanAbout(text) ?? humanAfterAll(text);
}

const startsWithVerb =
  /^(?:(?:you|can|could|i|we|want|would|like|to|please|just|maak)\s+)*(?:close|cancel|delete|remove|withdraw|drop|scrap|re-?\s?open|open)\b/i;

/** "I want to speak to a manager about my bill". */
function humanAbout(text: string): SupportWish | undefined {
  const [, clause = '', about = ''] =
    /^([\s\S]{5,60}?)\s+(?:about|regarding|because|over|concerning)\s+([\s\S]+)$/i.exec(text) ?? [];
  const isHuman = clause !== '' && intentOf(clause).kind === 'human';
  return isHuman ? { kind: 'human', about, isWhole: true, isCostly: true, begins: true, takesRest: true } : undefined;
}

/** "My wifi is down and I want to talk to a human" asks for a human, about the wifi. */
function humanAfterAll(text: string): SupportWish | undefined {
  const places = [...text.matchAll(boundary)].slice(-mostThoughts);
  for (const { index, 0: mark } of places) {
    const [about, rest] = [text.slice(0, index).trim(), text.slice(index + mark.length)];
    const isHuman = intentOf(rest).kind === 'human' || humanAbout(rest) !== undefined;
    const says = about.split(/\s+/).length > 1;
    if (isHuman && says) return { kind: 'human', about, isWhole: true, isCostly: true, begins: true, takesRest: true };
  }
  return undefined;
}

function isOfStatus(word: string): boolean {
  return ofStatus.has(word) || /^(?:t-?\d+|t|-?\d+)$/.test(word);
}
