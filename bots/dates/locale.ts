import { IANAZone } from 'luxon';
import type { Language } from '../words.js';

/** How a person writes and reads dates, and in which zone their day begins and ends. */
export interface Locale {
  /** The culture, which decides between day first and month first; `undefined` if it is not known. */
  readonly culture: string | undefined;
  /** An IANA zone, as `Africa/Johannesburg`. */
  readonly zone: string;
  /** The language that dates are shown in, and read in besides English. Default: English. */
  readonly language?: Language;
}

/** What a person's words for days and times depend on. The process's own zone does not matter. */
export interface DateContext extends Locale {
  /** Epoch ms. */
  readonly now: number;
}

/**
 * How many characters of a text are read for days and times. The recognizers' time grows with more than the square of
 * the length: 4000 digits and blanks kept the process busy for half a minute.
 */
export const longestRead = 160;

const byPrefix: readonly (readonly [prefix: string, locale: Locale])[] = [
  ['27', { culture: 'en-ZA', zone: 'Africa/Johannesburg' }],
  ['44', { culture: 'en-GB', zone: 'Europe/London' }],
  ['1', { culture: 'en-US', zone: 'America/New_York' }],
];

/**
 * A person's locale: what they chose themselves (`chosen`), otherwise by the country prefix of their number. Other
 * numbers mean day first and UTC. An id that is not a number says nothing about the culture, so the bot has to ask
 * about a date such as 05/06.
 */
export function localeOf(person: string, chosen: Partial<Locale> = {}): Locale {
  const guessed = guess(person);
  return {
    culture: chosen.culture ?? guessed.culture,
    zone: chosen.zone !== undefined && IANAZone.isValidZone(chosen.zone) ? chosen.zone : guessed.zone,
    ...(chosen.language !== undefined && { language: chosen.language }),
  };
}

/** Whether 05/06 is 6 May in this culture. Only American English writes the month first. */
export function isMonthFirst(culture: string | undefined): boolean {
  return culture?.toLowerCase() === 'en-us';
}

function guess(person: string): Locale {
  if (!/^\+?\d+$/.test(person)) return { culture: undefined, zone: 'UTC' };
  const digits = person.replace('+', '');
  const known = byPrefix.find(([prefix]) => digits.startsWith(prefix));
  return known?.[1] ?? { culture: 'en-GB', zone: 'UTC' };
}
