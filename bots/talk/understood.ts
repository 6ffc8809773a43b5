import type { DialogContext } from 'botbuilder-dialogs';
import type { Talk, Wish } from './talk.js';

/** A wish in a message. */
export interface Heard<W extends Wish> {
  readonly wish: W;
  /** The person's own words for it. */
  readonly text: string;
  /** The command as it was understood, if it was misspelt. */
  readonly guess?: string;
  /** Whether it was understood only because it was put into English. */
  readonly isForeign: boolean;
}

type Reads<W extends Wish> = Pick<Talk<W>, 'read' | 'spelt' | 'inEnglish'>;

const between =
  /(?:[,;.!?]|\n)\s+(?:(?:and|en)\s+)?(?:also|then|ook|dan)?\s*|\s+(?:and|also|then|plus|en|ook|dan)(?:\s+(?:also|then|ook|dan))?\s+/giu;

/** What a message asks for: nothing, one thing, or several ("balance please, and also last week's transactions"). */
export function understood<W extends Wish>(dc: DialogContext, text: string, talk: Reads<W>): readonly Heard<W>[] {
  const whole = heardIn(dc, text, talk);
  if (whole?.wish.takesRest) return [whole];
  const parts = text.split(between).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const heard = parts.map((part) => heardIn(dc, part.trim(), talk));
  const wishes = heard.filter((each) => each !== undefined && !each.wish.isPolite);
  const kinds = new Set(wishes.map((each) => each?.wish.kind));
  // Parts that say nothing by themselves belong to the whole: "send R250 to Sipho, for lunch and drinks".
  if (heard.includes(undefined) || kinds.size < 2) return whole ? [whole] : [];
  return wishes.filter((each) => each !== undefined);
}

function heardIn<W extends Wish>(dc: DialogContext, text: string, talk: Reads<W>): Heard<W> | undefined {
  const own = talk.read(text, dc);
  if (own) return { wish: own, text, isForeign: false };
  const english = talk.inEnglish(text);
  const isForeign = english !== text;
  const wish = isForeign ? talk.read(english, dc) : undefined;
  if (wish) return { wish, text, isForeign };
  const guess = talk.spelt(english);
  const meant = guess === english ? undefined : talk.read(guess, dc);
  return meant && { wish: meant, text, guess, isForeign };
}
