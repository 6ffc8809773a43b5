import { DateTime, type DateTimeUnit } from 'luxon';
import type { Dice } from './dice.js';

/** A phrase and the days that its author means, as `2026-07-01..2026-07-22`; `undefined` if it has to be asked. */
export interface PeriodPhrase {
  readonly text: string;
  readonly meant: string | undefined;
}

interface Piece {
  readonly text: string;
  readonly from: DateTime;
  readonly to: DateTime;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const months = 'january february march april may june july august september october november december'.split(' ');
const ordinals = ['first', 'second', 'third', 'fourth'];
const lead = ['', '', 'show me ', 'transactions ', 'what did i spend ', 'please show transactions over 500 '];
const tail = ['', '', '', ' please', ' thanks'];

/** A phrase about days that have passed, as a bank's customers type it. `now` is epoch ms. */
export function periodPhrase(dice: Dice, now: number, zone: string): PeriodPhrase {
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  const [text, meant] = dice.chance(0.12) ? [unclear(dice, today), undefined] : clear(dice, today);
  return { text: `${dice.pick(lead)}${text}${dice.pick(tail)}`, meant };
}

function clear(dice: Dice, today: DateTime): readonly [text: string, meant: string | undefined] {
  const one = piece(dice, today);
  const day = datePiece(dice, today);
  const other = datePiece(dice, day.from);
  const show = (from: DateTime, to: DateTime): string | undefined => {
    const end = to < today ? to : today;
    return from > end ? undefined : `${from.toISODate()}..${end.toISODate()}`;
  };
  return dice.pick<() => readonly [string, string | undefined]>([
    () => [one.text, show(one.from, one.to)],
    () => [one.text, show(one.from, one.to)],
    () => [one.text, show(one.from, one.to)],
    () => [`since ${day.text}`, show(day.from, today)],
    () => [`after ${day.text}`, show(day.from.plus({ days: 1 }), today)],
    () => [`until ${day.text}`, show(DateTime.fromISO('2000-01-01', { zone: today.zone }), day.to)],
    () => [`from ${other.text} to ${day.text}`, show(other.from, day.to)],
    () => [`between ${other.text} and ${day.text}`, show(other.from, day.to)],
    () => [`${other.text} - ${day.text}`, show(other.from, day.to)],
  ])();
}

/** A day with its year. */
function datePiece(dice: Dice, today: DateTime): Piece {
  const day = today.minus({ days: dice.from(1, 500) });
  const month = months[day.month - 1] ?? '';
  const text = dice.pick([
    `${day.day} ${month} ${day.year}`,
    `${month} ${day.day}, ${day.year}`,
    day.toFormat('dd/MM/yyyy'),
    day.toISODate() ?? '',
  ]);
  return { text, from: day, to: day };
}

function piece(dice: Dice, today: DateTime): Piece {
  const day = today.minus({ days: dice.from(2, 300) });
  const month = day.startOf('month');
  const name = months[month.month - 1] ?? '';
  const nth = dice.from(0, 3);
  const count = dice.from(2, 9);
  const wholly = (from: DateTime, unit: DateTimeUnit) => ({
    from: from.startOf(unit),
    to: from.endOf(unit).startOf('day'),
  });
  const whole = (text: string, away: object, unit: DateTimeUnit) => ({ text, ...wholly(today.plus(away), unit) });
  const half = month.plus({ days: 14 });
  const monthEnd = month.endOf('month').startOf('day');
  const recent = today.minus({ days: dice.from(1, 6) });
  const quarter = today.minus({ quarters: dice.from(1, 4) }).startOf('quarter');
  const saturday = today.startOf('week').minus({ days: 2 });
  const firstWeekday = month.plus({ days: (nth + 7 - (month.weekday - 1)) % 7 });
  return dice.pick<() => Piece>([
    () => ({ text: 'yesterday', from: today.minus({ days: 1 }), to: today.minus({ days: 1 }) }),
    () => ({ text: 'today', from: today, to: today }),
    () => ({ text: 'the day before yesterday', from: today.minus({ days: 2 }), to: today.minus({ days: 2 }) }),
    () => ({ text: `${count} days ago`, from: today.minus({ days: count }), to: today.minus({ days: count }) }),
    () => ({ text: weekdays[recent.weekday - 1] ?? '', from: recent, to: recent }),
    () => ({ text: `the last ${count} days`, from: today.minus({ days: count }), to: today }),
    () => ({ text: `past ${count} weeks`, from: today.minus({ weeks: count }), to: today }),
    () => whole('last week', { weeks: -1 }, 'week'),
    () => whole('week before last', { weeks: -2 }, 'week'),
    () => whole('this week', {}, 'week'),
    () => whole('last month', { months: -1 }, 'month'),
    () => whole('the month before last', { months: -2 }, 'month'),
    () => whole('last quarter', { quarters: -1 }, 'quarter'),
    () => whole('last year', { years: -1 }, 'year'),
    () => ({ text: 'month to date', from: today.startOf('month'), to: today }),
    () => ({ text: 'year to date', from: today.startOf('year'), to: today }),
    () => ({ text: `${dice.pick(['in ', 'for ', ''])}${name} ${month.year}`, ...wholly(month, 'month') }),
    () => ({ text: `${day.day} ${name} ${day.year}`, from: day, to: day }),
    () => ({ text: `q${quarter.quarter} ${quarter.year}`, ...wholly(quarter, 'quarter') }),
    () => ({ text: `${ordinals[quarter.quarter - 1]} quarter of ${quarter.year}`, ...wholly(quarter, 'quarter') }),
    () => ({
      text: `${ordinals[nth]} week of ${name} ${month.year}`,
      from: month.plus({ weeks: nth }),
      to: month.plus({ days: nth * 7 + 6 }),
    }),
    () => ({ text: `last week of ${name} ${month.year}`, from: monthEnd.minus({ days: 6 }), to: monthEnd }),
    () => ({ text: `end of ${name} ${month.year}`, from: monthEnd.minus({ days: 6 }), to: monthEnd }),
    () => ({ text: `first half of ${name} ${month.year}`, from: month, to: half }),
    () => ({ text: `second half of ${name} ${month.year}`, from: half.plus({ days: 1 }), to: monthEnd }),
    () => ({ text: `first ${weekdays[nth]} of ${name} ${month.year}`, from: firstWeekday, to: firstWeekday }),
    () => ({ text: dice.pick(['this past weekend', 'last weekend']), from: saturday, to: saturday.plus({ days: 1 }) }),
  ])();
}

function unclear(dice: Dice, today: DateTime): string {
  const day = today.minus({ days: dice.from(3, 200) });
  const wrong = weekdays[day.weekday % 7];
  const date = `${day.day} ${months[day.month - 1]} ${day.year}`;
  return dice.pick([
    'the last few days',
    'a couple of weeks ago',
    '30 february',
    '31/6/2026',
    `${wrong} ${date}`,
    `${date} or ${wrong}`,
    'last week or the week before',
    'next week',
    'last friday after 5pm',
    `from 10 to 1 may`,
    'around the end of last week',
    `early ${months[day.month - 1]}`,
    'every monday',
    'the first few days of june',
  ]);
}
