import { dayOf } from '../dates/calendar.js';
import type { DateContext } from '../dates/locale.js';
import { showShortMoment, startOfDay } from '../dates/localTime.js';
import { type MomentReading, readMoment } from '../dates/moment.js';
import { readYesNo } from '../talk/yesNo.js';
import { wordsFrom } from '../words.js';
import afrikaans from './words.af.json' with { type: 'json' };
import english from './words.en.json' with { type: 'json' };

/** When to remind somebody: a moment, or the question to ask about it. */
export type When =
  /** Epoch ms. */
  | { readonly kind: 'at'; readonly at: number }
  /** `offered` are the moments to choose from, by their titles. */
  | {
      readonly kind: 'ask';
      readonly question: string;
      readonly offered: readonly number[];
      readonly titles: readonly string[];
    };

const dayMs = 24 * 60 * 60 * 1000;
const words = wordsFrom({ en: english, af: afrikaans });

/** Reads when a reminder is due, and the rest of the text. It can be at most so many days ahead. */
export function readWhen(text: string, context: DateContext, mostDays: number): { when: When; rest: string } {
  const { reading, rest } = readMoment(text, context);
  return { when: whenOf(reading, context, mostDays), rest };
}

/** Reads the answer to "when?". What was offered comes first, so that "5pm" is the 5pm in the question. */
export function readAnswer(text: string, offered: readonly number[], context: DateContext, mostDays: number): When {
  const chosen = chosenOf(text.trim(), offered, context);
  return chosen === undefined ? readWhen(text, context, mostDays).when : { kind: 'at', at: chosen };
}

function whenOf(reading: MomentReading, context: DateContext, mostDays: number): When {
  const { now, language = 'en' } = context;
  const say = words(language);
  const latest = now + mostDays * dayMs;
  const ask = (...names: readonly Exclude<keyof typeof english, 'when'>[]): When => {
    const question = [...names, 'when' as const].map((name) => say(name, { days: mostDays })).join(' ');
    return { kind: 'ask', question, offered: [], titles: [] };
  };
  if (reading.kind === 'moment') return reading.at <= latest ? { kind: 'at', at: reading.at } : ask('tooFar');
  if (reading.kind === 'none') return ask();
  if (reading.kind !== 'ambiguous') return ask(reading.kind);
  const offered = reading.readings.filter((at) => at <= latest);
  if (offered.length === 0) return ask('tooFar');
  const titles = offered.map((at) => showShortMoment(at, context, now));
  return { kind: 'ask', question: say(offered.length === 1 ? 'isIt' : 'which'), offered, titles };
}

const halves = /\b(?:(am|morning|oggend)|(pm|afternoon|evening|night|middag|aand))$/;

/**
 * The offered moment that an answer chooses: by its title, its number, its time of day or its half of the day, or by
 * a yes if it is the only one. A day may be said again: "Monday afternoon" is the one of Monday in the afternoon.
 */
function chosenOf(text: string, offered: readonly number[], context: DateContext): number | undefined {
  const isTitle = (at: number) => showShortMoment(at, context, context.now).toLowerCase() === text.toLowerCase();
  const titled = offered.find(isTitle) ?? offered[/^[1-3]$/.test(text) ? Number(text) - 1 : -1];
  if (titled !== undefined) return titled;
  if (offered.length === 1 && readYesNo(text) === 'yes') return offered[0];
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:. ]/gu, ' ')
    .replace(fillers, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const half = halves.exec(said);
  const isTime = /^(?:\d{1,2}(?:[:.h]\d{2})? ?(?:am|pm|h)?|noon)$/.test(said);
  if (!isTime && (half === null || /\d/.test(said))) return undefined;
  const day = said.replace(halves, '').trim();
  const named = day === '' || isTime ? undefined : readMoment(day, context).reading;
  if (named !== undefined && named.kind !== 'moment' && named.kind !== 'ambiguous') return undefined;
  const days = named && (named.kind === 'moment' ? [named.at] : named.readings).map((at) => dayOf(at, context.zone));
  const matching = offered.filter((at) => {
    const start = startOfDay(at, context.zone);
    if (!isTime) {
      const isHalf = (half?.[1] !== undefined) === at - start < dayMs / 2;
      return isHalf && (days === undefined || days.includes(dayOf(at, context.zone)));
    }
    const { reading } = readMoment(said, { ...context, now: start - 1 });
    return reading.kind === 'moment' && reading.at === at;
  });
  return matching.length === 1 ? matching[0] : undefined;
}

/** Words around the answer that do not change which one it is. */
const fillers =
  /\b(?:in|at|the|that|one|this|please|pls|plz|i|mean|meant|it|its|is|rather|for|ok|okay|yes|yeah|um|uh|thanks|die|om|asseblief|asb|ja)\b/g;
