import { amount, amountOf } from './amounts.js';
import { type Atom, type Pattern, pattern } from './atoms.js';
import { addDays, addUnits, type Day, type Days, weekdayOf, wholeOf } from './calendar.js';
import { part, parts } from './parts.js';
import { everyMonth } from './recognized.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const weekday = weekdays.join('|');
const month = 'january|february|march|april|may|june|july|august|september|october|november|december';
const year = '(?:19|20)\\d\\d';
const unit = 'week|month|quarter|year';
const day = `(?:the )?(?:(?:${weekday}|${month}|today|tomorrow|overmorrow|this|next|last)\\b|holiday:|\\d+(?:th\\b|[/-]\\d| (?:${month})))`;
const span = `(?:the )?(?:(?:${month}|${year}|${unit}|q\\d)\\b|(?:this|next|last) (?:${unit})\\b)`;
const noTime = '(?! (?:am|pm|oclock|ish|h|hour|minute|past|to \\d)\\b)';

/** Days and periods in plain words. What the recognizers (1.3.2) do not know or misread is worked out here. */
export const dayPatterns: readonly Pattern[] = [
  pattern('every (?:other |\\d+ |\\d*th )?[^_\\s]+', () => ({ kind: 'repeating' })),
  pattern('(\\d{4}[-/]\\d+[-/]\\d+|\\d+([/.-])\\d+\\2\\d+|\\d+/\\d+)', ([date]) => date),
  // "At 8 May 15" is on the 8th or on the 15th.
  pattern(`(?<=at )\\d{1,2} (?:${month}) \\d{1,2}(?:th)?`, () => ({ kind: 'vague' })),
  pattern(`(?:the )?(\\d{1,2})(?:th)?(?: day)?(?: of)? (${month})(?:(?: of)? (${year}))?`, dateOf),
  // The first number of "between 3 and 7 October".
  pattern(
    `(\\d{1,2})(?:th)?(?= (?:to|and|until|or|-) (?:the )?\\d+(?:th)?(?: of)? (${month})(?:(?: of)? (${year}))?)`,
    dateOf,
  ),
  pattern(`(${month})(?: the)? (\\d{1,2})(?:th)?${noTime}(?:(?: of)? (${year}))?`, ([name, number, of]) =>
    dateOf([number, name, of]),
  ),
  pattern(
    `(?<=(${month})(?: the)? \\d+(?:th)? (?:to|and|until|or|-) (?:the )?)(\\d{1,2})(?:th)?${noTime}(?! (?:of )?(?:${month}))`,
    ([name, number]) => dateOf([number, name]),
  ),
  pattern(`(?:the )?(\\d+th|second|last) (${parts}|${weekday})(?: of| in| from)?(?= ${span})`, ([which, what]) =>
    part(which, what),
  ),
  pattern(`(?:the )?(?:very )?(end|beginning|middle)(?: of| from)?(?= ${span})`, ([which]) => part(which)),
  pattern('(?:the )?(?:(\\d)th|second) quarter', ([number = '2']) => `q${number}`),
  pattern(`(?:the )?(${unit}|weekend) before last`, ([name = ''], today) => whole(name, -2, today)),
  pattern(`(?:the )?(${unit}|weekend) after next`, ([name = ''], today) => whole(name, 2, today)),
  pattern(`(?:the |this )?(${unit}) to date`, ([name = ''], today) =>
    days([{ from: wholeOf(today, name).from, to: today }]),
  ),
  pattern(`(${weekday}) week`, ([name = ''], today) => days(coming(name, today).map((each) => addDays(each, 7)))),
  pattern(`(?:the )?(${weekday}) after next`, ([name = ''], today) =>
    days(nearest(name, today, 1).map((each) => addDays(each, 7))),
  ),
  pattern(`(?:the )?week of(?= ${day})`, () => ({ kind: 'part', of: weekOf })),
  pattern(`${amount} (?:from|after|on)(?= ${day})`, ([by]) => shift(by, 1)),
  pattern(`${amount} before(?= ${day})`, ([by]) => shift(by, -1)),
  pattern(`(?:the )?next (${weekday})`, ([name = ''], today) => days(nearest(name, today, 1))),
  pattern(`(?:the )?last (${weekday})`, ([name = ''], today) => days(nearest(name, today, -1))),
  pattern(`(?:this )?(${weekday})`, ([name]) => name),
  pattern(`(?:the )?(?:(this|next|last) )?weekend`, ([which], today) => whole('weekend', awayOf(which), today)),
  // At the end of January, the recognizers take next month for March.
  pattern(`(?:the )?(this|next|last) (${unit})`, ([which, name = ''], today) => whole(name, awayOf(which), today)),
  pattern(`(?<=(?:of|from) (?:the )?)(${unit})`, ([name = ''], today) => whole(name, 0, today)),
  pattern('(today|tomorrow|yesterday)', ([name]) => name),
  pattern('(?:the )?(overmorrow)', () => 'day after tomorrow'),
  pattern('(?:the )?(ereyesterday)', () => 'day before yesterday'),
  pattern('(?:the )?holiday:(\\S+)', ([name = '']) => name.replace(/_/g, ' ')),
  // "The 5th invoice" is no day, but "Friday the 13th" is one whatever follows.
  pattern(`(?:the )?(\\d+)th(?: day)?(?! _)|(?<=(?:${weekday}) )(?:the )?(\\d+)th`, ([one, other], today) => {
    const named = everyMonth((one ?? other ?? '').padStart(2, '0'), today);
    return named.days.length > 0 ? { kind: 'days', named } : { kind: 'impossible' };
  }),
  pattern(`(${month}|q\\d)`, ([name]) => name),
];

/** The years of what has happened. For what is to come, 2030 can be half past eight as well. */
export const anyYear: Pattern = pattern(`(${year})`, ([name]) => name);
export const yearOfDay: Pattern = pattern(
  `(?<=(?:${month}|in|holiday:\\S+|/\\d+) (?:\\d+ )?)(${year})`,
  ([name]) => name,
);

function dateOf([number, name, of = '']: readonly (string | undefined)[]): string {
  return `${number} ${name} ${of}`.trim();
}

function days(named: readonly (Day | Days)[]): Atom {
  return {
    kind: 'days',
    named: { days: named.map((each) => (typeof each === 'string' ? { from: each, to: each } : each)) },
  };
}

/**
 * "Next Friday", said on a Tuesday, is this week's for some people and next week's for others, and so is "last Friday",
 * said on a Saturday.
 */
function nearest(name: string, today: Day, direction: 1 | -1): readonly Day[] {
  const ahead = (weekdays.indexOf(name) + 1 - weekdayOf(today)) * direction;
  const away = ahead > 0 ? [ahead, ahead + 7] : [ahead + 7];
  return away.map((count) => addDays(today, count * direction)).sort();
}

/** The next such day, or today and that. */
function coming(name: string, today: Day): readonly Day[] {
  const ahead = (weekdays.indexOf(name) + 8 - weekdayOf(today)) % 7;
  return (ahead === 0 ? [0, 7] : [ahead]).map((count) => addDays(today, count));
}

/** "The week of 6 July" is the one with that day in it, or the seven days from then. */
function weekOf({ from }: Days): readonly Days[] {
  const whole = wholeOf(from, 'week');
  return whole.from === from ? [whole] : [whole, { from, to: addDays(from, 6) }];
}

function awayOf(which: string | undefined): number {
  return which === 'last' ? -1 : which === 'next' ? 1 : 0;
}

function whole(unit: string, away: number, today: Day): Atom {
  if (unit !== 'weekend') return days([wholeOf(addUnits(today, away, unit), unit)]);
  const { to } = wholeOf(addDays(today, away * 7), 'week');
  return days([{ from: addDays(to, -1), to }]);
}

function shift(by: string | undefined, direction: 1 | -1): Atom | undefined {
  const amount = amountOf(by);
  if (!amount || 'minute' in amount) return undefined;
  return {
    kind: 'shift',
    by: Object.fromEntries(Object.entries(amount).map(([unit, count]) => [unit, count * direction])),
  };
}
