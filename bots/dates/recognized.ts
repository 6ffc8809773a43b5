import recognizers from '@microsoft/recognizers-text-date-time';
import { z } from 'zod';
import { addDays, type Day, type Days, isDay, weekdayOf, wholeOf, yearOf } from './calendar.js';

/** The days that words name. */
export interface Named {
  /** Oldest first. */
  readonly days: readonly Days[];
  /** How often such days come, if the words do not say which of them: only the nearest is meant. */
  readonly every?: 'week' | 'month' | 'year';
}

const resolution = z.object({
  values: z.array(
    z.object({
      timex: z.string().default(''),
      value: z.string().optional(),
      start: z.string().optional(),
      end: z.string().optional(),
    }),
  ),
});
type Value = z.infer<typeof resolution>['values'][number];

const separator = ' ; ';

/**
 * Reads plain English words for days, each text on its own. `undefined` stands for what is no day, as 13/13/2026. All go
 * to the recognizers in one call, because each takes milliseconds. `monthFirst` decides what 05/06 is.
 */
export function recognise(texts: readonly string[], today: Day, monthFirst: boolean): readonly (Named | undefined)[] {
  if (texts.length === 0) return [];
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  // The recognizers use the process's zone. Noon exists there on every day, and is far from the days before and after.
  const noon = new Date(year, month - 1, day, 12);
  const found = recognizers.recognizeDateTime(texts.join(separator), monthFirst ? 'en-us' : 'en-gb', undefined, noon);
  let start = 0;
  return texts.map((text) => {
    const whole = found.find((entity) => entity.start === start && entity.end === start + text.length - 1);
    start += text.length + separator.length;
    const parsed = resolution.safeParse(whole?.resolution);
    return parsed.success ? named(parsed.data.values, text, today) : undefined;
  });
}

/** Such a day of every week, month or year around today. */
function everyWeek(weekday: number, today: Day): Named {
  const first = addDays(today, weekday - weekdayOf(today) - 420);
  return { every: 'week', days: Array.from({ length: 121 }, (_, week) => oneDay(addDays(first, week * 7))) };
}

export function everyMonth(day: string, today: Day): Named {
  const months = Array.from({ length: 29 }, (_, at) => {
    const month = Number(today.slice(5, 7)) - 15 + at;
    return `${yearOf(today) + Math.floor(month / 12)}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}-${day}`;
  });
  return { every: 'month', days: months.filter(isDay).map(oneDay) };
}

function everyYear(monthAndDay: string, today: Day): Named {
  const years = Array.from({ length: 17 }, (_, at) => `${yearOf(today) - 8 + at}-${monthAndDay}`);
  return { every: 'year', days: years.filter(isDay).map(oneDay) };
}

function named(values: readonly Value[], text: string, today: Day): Named | undefined {
  const timex = values[0]?.timex ?? '';
  const [, weekday] = /^XXXX-WXX-(\d)$/.exec(timex) ?? [];
  if (weekday) return everyWeek(Number(weekday), today);
  const [, date] = /^XXXX-(\d\d-\d\d)$/.exec(timex) ?? [];
  if (date) return everyYear(date, today);
  const [, month] = /^XXXX-(\d\d)$/.exec(timex) ?? [];
  if (month)
    return {
      every: 'year',
      days: everyYear(`${month}-01`, today).days.map(({ from }) => ({ from, to: wholeOf(from, 'month').to })),
    };
  const days = values.flatMap((value) => daysOf(value, text, today));
  if (days.length === 0) return undefined;
  return timex.includes('XXXX') ? { days, every: 'year' } : { days };
}

function daysOf({ value, start, end }: Value, text: string, today: Day): readonly Days[] {
  const day = value?.slice(0, 10) ?? '';
  if (isDay(day)) return [oneDay(day)];
  const [from, after] = [start?.slice(0, 10) ?? '', end?.slice(0, 10) ?? ''];
  if (!isDay(from) || !isDay(after)) return [];
  // The recognizers give the first day after a week or a month, but days counted back from now end with today.
  const isCounted = after === today && /^last \d/.test(text);
  return [{ from, to: isCounted ? after : addDays(after, -1) }];
}

function oneDay(day: Day): Days {
  return { from: day, to: day };
}
