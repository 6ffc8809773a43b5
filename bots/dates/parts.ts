import type { Atom } from './atoms.js';
import { addDays, addUnits, type Day, type Days, weekdayOf, wholeOf } from './calendar.js';

/** What days can be divided into. */
export const parts = 'day|weekend|week|half|quarter';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * "The last week of", "the second Friday of", "the end of": some days of those that follow. Weeks of a month are counted
 * from its first day, and the last week is its last seven days. Its end is the same, and its middle the 11th to 20th.
 */
export function part(which = '', what = ''): Atom {
  if (what !== '') return { kind: 'part', of: (days) => nth(which, divided(days, what), days, what) };
  const edge = which === 'end' ? 'to' : 'from';
  return { kind: 'part', edge, of: (days) => roughly(which, days) };
}

function nth(which: string, all: readonly Days[], { to }: Days, what: string): readonly Days[] {
  if (which !== 'last') return all.slice(Number.parseInt(which === 'second' ? '2' : which, 10) - 1).slice(0, 1);
  return what === 'week' ? [{ from: addDays(to, -6), to }] : all.slice(-1);
}

function divided(days: Days, what: string): readonly Days[] {
  const { from, to } = days;
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (what === 'half' && length <= 31)
    return [15, length].map((last, at) => ({ from: addDays(from, at * 15), to: addDays(from, last - 1) }));
  if (what === 'half' || what === 'quarter') {
    const months = Math.round(length / 30.5) / (what === 'half' ? 2 : 4);
    if (!Number.isInteger(months)) return [];
    return Array.from({ length: what === 'half' ? 2 : 4 }, (_, at) => ({
      from: addUnits(from, at * months, 'month'),
      to: addDays(addUnits(from, (at + 1) * months, 'month'), -1),
    }));
  }
  const wanted = what === 'weekend' ? 6 : weekdays.indexOf(what) + 1;
  const each = Array.from({ length }, (_, at) => addDays(from, at));
  const starts = each.filter((day, at) => (what === 'week' ? at % 7 === 0 : wanted === 0 || weekdayOf(day) === wanted));
  const long = what === 'week' ? 6 : what === 'weekend' ? 1 : 0;
  const endOf = (day: Day) => (what === 'week' && addDays(day, long) > to ? to : addDays(day, long));
  return starts.map((day) => ({ from: day, to: endOf(day) }));
}

function roughly(which: string, { from, to }: Days): readonly Days[] {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (length < 28) return [];
  if (which === 'middle') return length > 31 ? [] : [{ from: addDays(from, 10), to: addDays(from, 19) }];
  if (length > 31) return [wholeOf(which === 'end' ? to : from, 'month')];
  return which === 'end' ? [{ from: addDays(to, -6), to }] : [{ from, to: addDays(from, 6) }];
}
