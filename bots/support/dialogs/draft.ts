import type { Change } from '../reading/corrections.js';
import { type Said, wordsOf } from '../said.js';
import type { Photo } from '../ticket.js';

/** A ticket that is not opened yet. It is kept in the dialog's state from turn to turn. */
export interface Draft {
  /** The turn in which the customer asked for a ticket. It makes opening the ticket idempotent. */
  key: string;
  subject: string;
  description: string;
  photos: Photo[];
  /** The person has been asked for a description, or need not be. */
  isDescribed?: boolean;
  /** The same for photos. */
  isShown?: boolean;
  /** What the person wants to change, as far as they have said it. */
  change?: Change | undefined;
}

export const longestSubject = 120;

/** A draft from the person's own words: they are its title, or its description if they are too many for one. */
export function draftFrom(key: string, words: string, photos: Photo[] = []): Draft {
  const [first = ''] = words.trim().split(/\n/);
  if (words.trim().length <= longestSubject && first === words.trim()) {
    return { key, subject: first, description: '', photos };
  }
  return { key, subject: shortened(first), description: words.trim(), photos };
}

/** Adds words and photos to the draft. */
export function take(draft: Draft, said: Pick<Said, 'text' | 'photos' | 'captions'> | undefined): void {
  if (!said) return;
  draft.photos.push(...said.photos);
  draft.description = [draft.description, wordsOf(said)].filter(Boolean).join('\n');
}

export function changed(draft: Draft, { part, text = '' }: Change): Draft {
  const { change: _, ...rest } = draft;
  if (part === 'subject')
    return { ...rest, ...draftFrom(draft.key, text, draft.photos), description: rest.description };
  const description = part === 'add' ? [draft.description, text].filter(Boolean).join('\n') : text;
  return { ...rest, description };
}

/** The first sentence, cut at a word. */
function shortened(words: string): string {
  const [sentence = words] = words.split(/(?<=[.!?])\s/);
  if (sentence.length <= longestSubject) return sentence;
  return `${sentence.slice(0, longestSubject - 1).replace(/\s+\S*$/, '')}…`;
}
