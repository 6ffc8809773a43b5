import { amount, amountOf, counts } from './amounts.js';
import { type Atom, type Pattern, pattern } from './atoms.js';

const half = '(?: (am|pm))?';
const number = '(\\d{1,2}?)(?:[. ]?([0-5]\\d))?';
const day =
  '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|overmorrow|morning|afternoon|evening|night|january|february|march|april|may|june|july|august|september|october|november|december|\\d+th|week|month|year|\\d+[/.-]\\d+[/.-]\\d+|\\d+/\\d+|holiday:\\S+)';
const at = '(?:at|around|by|after|before|until|from|between)';
/** What stands before a number that is an hour, and not how many or how much. */
const sure = `(?<=(?:^|${day} |- )(?:${at} )?|${at} |\\d (?:[ap]m )?(?:or|and|to|until|-) )`;

/** Times of the day, lengths of time and all else that says when something is to happen, in plain words. */
export const timePatterns: readonly Pattern[] = [
  pattern(`in (?:around )?${counts} (?:-|to|or) ${counts} ([a-z]+)`, (groups) => either(groups, false)),
  pattern(`${counts} (?:-|to|or) ${counts} (minute|hour|day|week|month|year)`, (groups) => either(groups, true)),
  pattern(`(?:in|after(?! \\d+h)) (?:around )?(?:the )?${amount}(?: time)?`, ([by]) => elapsed([by], false)),
  pattern(`${amount} from (?:now|today)`, ([by]) => elapsed([by], false)),
  pattern(`${amount} ago`, () => ({ kind: 'past' })),
  pattern('(?:last|past) \\d+ \\S+', () => ({ kind: 'past' })),
  pattern('(?:after|before|at|around|by|during|over) (?:the )?lunch', () => ({ kind: 'vague' })),
  pattern(`(\\d{1,2})[:h](\\d\\d)(?::\\d\\d)?${half}`, ([hour, minute, of]) => clock(hour, minute, of)),
  pattern(
    `(half|quarter|\\d+)(?: minute)? (?:past|(?<=(?:quarter|minute) )(?:in|after)) (\\d{1,2})${half}(?! (?:minute|hour|day|week|month|year))`,
    ([by, hour, of]) => beside(by, 1, hour, of),
  ),
  pattern(`(half|quarter|\\d+ minute|2[05]) (?:to|before) (\\d{1,2})${half}`, ([by, hour, of]) =>
    beside(by, -1, hour, of),
  ),
  pattern(`(5|10) to (\\d{1,2})${half}`, ([by, hour, of]) => doubtful(beside(by, -1, hour, of))),
  pattern(`halfway (?:to )?(\\d{1,2})${half}`, ([hour, of]) => beside('half', -1, hour, of)),
  pattern(`half(?:way)? past (\\d{1,2})${half}`, ([hour, of]) => beside('half', 1, hour, of)),
  pattern(`half (\\d{1,2})${half}`, ([hour, of]) => doubtful(beside('half', 1, hour, of))),
  pattern(`(\\d{1,2})(?:[. ]([0-5]\\d))? (am|pm)`, ([hour, minute, of]) => clock(hour, minute, of)),
  pattern(`(\\d{1,2}) (?:oclock|ish)${half}`, ([hour, of]) => clock(hour, '00', of)),
  pattern('(\\d{1,2}) h', ([hour]) => clock(hour)),
  pattern(`(?<=at |${day} )(\\d{1,2})(\\d\\d)? hour|^(\\d{1,2}) hour(?= (?:on )?${day})`, ([hour, minute, first]) =>
    clock(hour ?? first, minute),
  ),
  // "12 noon", but not "room 12 noon".
  pattern('(?:(?<!_ )12 )?noon', () => ({ kind: 'time', times: [720], isDoubtful: false })),
  pattern('(?:(?<!_ )12 )?midnight', () => ({ kind: 'time', times: [0, 1440], isDoubtful: false })),
  pattern('(?:in the |at )?(morning|afternoon|evening|night)', ([part = '']) => ({ kind: 'partOfDay', part })),
  pattern('zone:(\\S+)', ([zones = '']) => ({ kind: 'zone', zones: zones.split(',') })),
  pattern('vague(?: holiday)?', () => ({ kind: 'vague' })),
  pattern(amount, ([by]) => elapsed([by], true)),
  // A number alone is an hour because of the words around it, as in "tomorrow 9" and "1430 tomorrow".
  pattern(`(?<=(?:^|${day} )at )${number}`, ([hour, minute]) => clock(hour, minute)),
  pattern(`${sure}${number}(?! _)(?=.)`, ([hour, minute]) => bare(hour, minute, false)),
  pattern(`(?<=${at} |${day} (?:${at} )?)${number}(?! _)`, ([hour, minute]) => bare(hour, minute, false)),
  pattern(`(?<=${day} )${number}|^${number}$`, ([hour, minute, alone, more]) =>
    bare(hour ?? alone, minute ?? more, true),
  ),
  pattern(`(?<!(?:_|for|of) )${number}(?= (?:in the|at) (?:morning|afternoon|evening|night))`, ([hour, minute]) =>
    bare(hour, minute, false),
  ),
  pattern(`${number}(?= (?:on |in |at |the |this |next )*${day})`, ([hour, minute]) => bare(hour, minute, true)),
];

/** A time on the clock. 12 am is taken for either end of the day, as midnight is. */
function clock(hour = '', minute = '00', of?: string): Atom {
  const [h, m] = [Number(hour), Number(minute)];
  if (h * 60 + m > 1440 || m > 59 || (of !== undefined && h === 0)) return { kind: 'impossible' };
  return { kind: 'time', times: timesOf(h, m, of, hour.startsWith('0')), isDoubtful: false };
}

function timesOf(hour: number, minute: number, of: string | undefined, isWholeDay: boolean): readonly number[] {
  const time = hour * 60 + minute;
  if (of === 'am' && time === 720) return [0, 1440];
  if (hour > 12 || (of === undefined && isWholeDay)) return [time];
  if (of === undefined) return [time, (time + 720) % 1440];
  return [(time % 720) + (of === 'pm' ? 720 : 0)];
}

/** Not every number is an hour. Three digits in doubt are an amount. */
function bare(hour = '', minute: string | undefined, isDoubtful: boolean): Atom | undefined {
  const atom = clock(hour, minute);
  const isAmount = isDoubtful && hour.length === 1 && minute !== undefined;
  return atom.kind === 'time' && !isAmount && hour !== '0' ? { ...atom, isDoubtful } : undefined;
}

/** "Quarter past 9" and "quarter to 9". */
function beside(by = '', direction: 1 | -1, hour?: string, of?: string): Atom {
  const atom = clock(hour, '00', of);
  const minutes = by === 'half' ? 30 : by === 'quarter' ? 15 : Number.parseInt(by, 10);
  if (atom.kind !== 'time') return atom;
  return { ...atom, times: atom.times.map((time) => (time + direction * minutes + 1440) % 1440) };
}

function doubtful(atom: Atom): Atom {
  return atom.kind === 'time' ? { ...atom, isDoubtful: true } : atom;
}

function elapsed(amounts: readonly (string | undefined)[], isBare: boolean): Atom {
  const by = amounts.map(amountOf).filter((each) => each !== undefined);
  return by.length === amounts.length ? { kind: 'elapsed', by, isBare } : { kind: 'vague' };
}

/** "2-3 hours". */
function either([one, other, unit]: readonly (string | undefined)[], isBare: boolean): Atom | undefined {
  const read = elapsed([`${one} ${unit}`, `${other} ${unit}`], isBare);
  return read.kind === 'elapsed' && read.by.some((by) => Object.keys(by).length === 0) ? undefined : read;
}
