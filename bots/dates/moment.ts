import { type Found, findMoments } from './findMoments.js';
import { type DateContext, isMonthFirst, longestRead } from './locale.js';
import { plainWords } from './words.js';

/** What a text says about a moment in the future. */
export type MomentReading =
  /** Epoch ms. */
  | { readonly kind: 'moment'; readonly at: number }
  /**
   * It can mean several moments, or says more about time than was understood: ask which. Soonest first, at most three. A
   * single one has to be asked as well.
   */
  | { readonly kind: 'ambiguous'; readonly readings: readonly number[] }
  /** It names a time that has passed. */
  | { readonly kind: 'past' }
  /** "Every Monday". */
  | { readonly kind: 'repeating' }
  /** It names a day or a time that does not exist, as 30 February and 25:00. */
  | { readonly kind: 'impossible' }
  /** It is about time, but not about one moment, as "next week". */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'none' };

/** A moment in a text, and what else the text says, in the person's own words. */
export interface MomentInText {
  readonly reading: MomentReading;
  readonly rest: string;
}

const prepositions =
  /(?:^|(?<=\s))(?:(?:on|at|by|for|from|this|due|before|or|and|in|around|om|op|teen|voor|of|en|vir)\s+(?:(?:the|die)\s+)?)+$/i;

/**
 * Reads when something is to happen, as in "tomorrow at 9 to check the lamp". The future is preferred: in November, "1
 * May" is next year's. A day without a time means 9 in the morning. 7 to 12 without "am" or "pm" are in the morning or
 * noon; 1 to 6 can be in either half of the day. A reading is certain only if it accounts for all that the text says
 * about time. Only the first 160 characters are read.
 */
export function readMoment(said: string, context: DateContext): MomentInText {
  const whole = said.replace(/\s+/g, ' ').trim();
  const words = plainWords(whole.slice(0, longestRead), context.language);
  const isEitherOrder = context.culture === undefined && words.some(({ plain }) => /^\d+[/.-]\d+/.test(plain));
  const orders = isEitherOrder ? [false, true] : [isMonthFirst(context.culture)];
  const found = orders.map((order) => findMoments(words, order, context));
  const told = found.some(({ moments }) => moments.length > 0)
    ? found.filter(({ moments }) => moments.length > 0)
    : found;
  return { reading: readingOf(told, context.now), rest: without(whole, found[0]?.used ?? []) };
}

function readingOf(found: readonly Found[], now: number): MomentReading {
  const all = found.flatMap(({ moments }) => moments);
  const future = [...new Set(all.filter((at) => at > now))].sort((one, other) => one - other);
  const [only] = future;
  if (only === undefined) return { kind: all.length > 0 ? 'past' : (found[0]?.problem ?? 'none') };
  const isCertain = future.length === 1 && !found.some(({ isDoubtful }) => isDoubtful);
  return isCertain ? { kind: 'moment', at: only } : { kind: 'ambiguous', readings: future.slice(0, 3) };
}

/** The text without the words that say when, and the prepositions before them. All else is as the person wrote it. */
function without(text: string, used: Found['used']): string {
  let kept = '';
  let from = 0;
  for (const [start, end] of used) {
    kept += `${text.slice(from, Math.max(start, from)).replace(prepositions, '')} `;
    from = Math.max(end, from);
  }
  return (kept + text.slice(from)).replace(/\s+/g, ' ').trim();
}
