import { DateTime } from 'luxon';
import type { Dice } from './dice.js';

/** A phrase and all that its author can mean by it. */
export interface Phrase {
  readonly text: string;
  /** Epoch ms, in the future. One: it is clear. Several or none: it has to be asked. */
  readonly meant: readonly number[];
  /** Nothing in it needs a second look, so that asking would be a nuisance. */
  readonly isPlain: boolean;
  /** What it is about. It has to stay as it is. */
  readonly subject: string;
}

interface Piece {
  readonly text: string;
  readonly isPlain?: boolean;
}
interface DayPiece extends Piece {
  /** The days that can be meant, at midnight. */
  readonly days: readonly DateTime[];
}
interface TimePiece extends Piece {
  /** Minutes since midnight that can be meant. */
  readonly times: readonly number[];
  readonly zone?: string;
  /** The hour of a clock, without the half of the day: where one has passed, the other is meant. */
  readonly isClock?: boolean;
  /** Only the part of the day is named, or nothing. */
  readonly isRough?: boolean;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const short = ['mon', 'tue', 'wed', 'thurs', 'fri', 'sat', 'sun'];
const slips = ['mnoday', 'tuseday', 'wensday', 'thrusday', 'firday', 'saturdy', 'sundya'];
const months = 'january february march april may june july august september october november december'.split(' ');
const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const plainSubjects = [
  'call mom',
  'pay the rent',
  'pay 2 invoices',
  'pay the 2nd invoice',
  'send R250 to Sipho',
  'check ticket T-3',
  'buy 12 eggs',
  'read the third chapter',
  'phone 082-555-1234',
  'feed the dog',
  'buy sun cream',
  'renew the licence',
  'fetch 3 parcels at the office',
];
const hardSubjects = [
  'clean flat 3',
  'book a table for 8',
  'pay Sipho 1500',
  'plan next week',
  'take 5',
  'see room 12',
  'book 2 nights',
  'meet june',
  'answer the monday mail',
  'pay for may',
];
const lead = ['', '', '', 'please ', 'pls '];
const tail = ['', '', '', ' please', ' thanks'];

/** A phrase about one moment, as people type it. `now` is epoch ms. */
export function momentPhrase(dice: Dice, now: number, zone: string): Phrase {
  const local = DateTime.fromMillis(now, { zone });
  const isHard = dice.chance(0.15);
  const subject = dice.chance(0.25) ? '' : dice.pick(isHard ? hardSubjects : plainSubjects);
  const said = dice.chance(0.15) ? elapsed(dice, local) : dayAndTime(dice, local);
  const when = dice.chance(0.2) ? said.text.replace(/^./, (letter) => letter.toUpperCase()) : said.text;
  const middle =
    subject === ''
      ? when
      : dice.chance(0.6) || subject === 'plan next week'
        ? `${when} to ${subject}`
        : `${subject} ${when}`;
  const text = `${dice.pick(lead)}${middle}${dice.pick(tail)}`;
  const meant = [...new Set(said.meant)].filter((at) => at > now);
  return { text, meant, subject, isPlain: said.isPlain && meant.length === 1 && !(isHard && subject !== '') };
}

function elapsed(dice: Dice, now: DateTime) {
  const [hours, minutes] = [dice.from(1, 30), dice.pick([5, 10, 15, 20, 30, 45])];
  const days = dice.from(1, 12);
  const length = (amount: object) => now.plus(amount).toMillis();
  return dice.pick([
    () => ({ text: `in ${hours} hours`, meant: [length({ hours })], isPlain: true }),
    () => ({ text: `in ${minutes} min`, meant: [length({ minutes })], isPlain: true }),
    () => ({ text: `${minutes} minutes from now`, meant: [length({ minutes })], isPlain: true }),
    () => ({ text: 'in an hour and a half', meant: [length({ minutes: 90 })], isPlain: true }),
    () => ({ text: 'in half an hour', meant: [length({ minutes: 30 })], isPlain: true }),
    () => ({
      text: `in ${hours}h${minutes < 10 ? '0' : ''}${minutes}`,
      meant: [length({ hours, minutes })],
      isPlain: true,
    }),
    () => ({ text: `in ${days} days and ${hours} hours`, meant: [length({ days, hours })], isPlain: true }),
    () => ({
      text: `in ${numbers[days - 1]} hours and ${minutes} minutes`,
      meant: [length({ hours: days, minutes })],
      isPlain: true,
    }),
    () => ({ text: `in ${days}-${days + 1} hours`, meant: [], isPlain: false }),
    () => ({ text: `in ${days} to ${days + 2} days`, meant: [], isPlain: false }),
    () => ({ text: 'in a few hours', meant: [], isPlain: false }),
    () => ({ text: `${hours} hours ago`, meant: [], isPlain: false }),
    () => ({ text: `every ${dice.pick(weekdays)} at 9`, meant: [], isPlain: false }),
    () => ({ text: `next week`, meant: [], isPlain: false }),
    () => ({ text: `before ${dice.pick(weekdays)}`, meant: [], isPlain: false }),
  ])();
}

function dayAndTime(dice: Dice, now: DateTime) {
  const day = dayPiece(dice, now);
  const time = timePiece(dice);
  const meantBy = (days: readonly DateTime[], time: TimePiece): readonly number[] => {
    const meant = at(days, time);
    const hasPassed = meant.every((each) => each <= now.toMillis());
    return hasPassed && time.times.length === 1 && time.isClock
      ? at(days, { ...time, times: time.times.map((each) => (each + 720) % 1440) })
      : meant;
  };
  const at = (days: readonly DateTime[], { times, zone, isRough }: TimePiece) =>
    days.flatMap((each) =>
      times.flatMap((minutes) => {
        const start = each.setZone(zone ?? each.zoneName ?? 'utc', { keepLocalTime: true }).startOf('day');
        const moment = start
          .plus({ days: Math.floor(minutes / 1440) })
          .set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
        // Nobody means an hour that has passed, but "today" alone says none.
        return isRough && moment < now ? [] : [moment.toMillis()];
      }),
    );
  const isPlain = day.isPlain !== false && time.isPlain !== false;
  if (dice.chance(0.05)) {
    const other = dayPiece(dice, now);
    return {
      text: `${day.text} or ${other.text} ${time.text}`.trim(),
      meant: [...meantBy(day.days, time), ...meantBy(other.days, time)],
      isPlain: false,
    };
  }
  if (dice.chance(0.03)) {
    const zoned = { ...time, zone: 'Mars' };
    return { text: `${day.text} ${zoned.text || 'at 9:00'} Durban time`, meant: [], isPlain: false };
  }
  const isTimeFirst = time.text !== '' && dice.chance(0.35);
  const text = isTimeFirst
    ? `${time.text} ${dice.chance(0.3) && /^[a-z]+day/.test(day.text) ? 'on ' : ''}${day.text}`
    : `${day.text} ${time.text}`;
  return { text: text.trim(), meant: meantBy(day.days, time), isPlain };
}

function dayPiece(dice: Dice, now: DateTime): DayPiece {
  const today = now.startOf('day');
  const which = dice.from(0, 6);
  const away = (which + 1 - today.weekday + 7) % 7;
  const name = dice.pick([weekdays, weekdays, short, slips])[which] ?? '';
  const coming = today.plus({ days: away });
  const either = away === 0 ? [today, today.plus({ days: 7 })] : [coming];
  const count = dice.from(2, 9);
  const ahead = today.plus({ days: dice.from(1, 300) });
  const yearly = (month: number, day: number) => {
    const found = [0, 1].map((year) => today.set({ month, day }).plus({ years: year })).find((each) => each >= today);
    return found ? [found] : [];
  };
  const month = months[ahead.month - 1] ?? '';
  const th = `${ahead.day}${ahead.day % 10 === 1 && ahead.day !== 11 ? 'st' : ahead.day % 10 === 2 && ahead.day !== 12 ? 'nd' : ahead.day % 10 === 3 && ahead.day !== 13 ? 'rd' : 'th'}`;
  const isLeapDay = ahead.month === 2 && ahead.day === 29;
  const weekday = weekdays[ahead.weekday - 1];
  const wrong = weekdays[ahead.weekday % 7];
  const week = (days: readonly DateTime[], weeks: number) => days.map((each) => each.plus({ weeks }));
  return dice.pick<() => DayPiece>([
    () => ({ text: dice.pick(['today']), days: [today] }),
    () => ({
      text: dice.pick(['tomorrow', 'tmrw', 'tomorow', 'tommorow', 'tomorrow']),
      days: [today.plus({ days: 1 })],
    }),
    () => ({ text: 'the day after tomorrow', days: [today.plus({ days: 2 })] }),
    () => ({ text: dice.pick(['', 'on ', 'this ']) + name, days: either }),
    () => ({ text: dice.pick(['', 'on ']) + name, days: either }),
    () => ({
      text: `next ${name}`,
      days:
        away === 0
          ? [today.plus({ days: 7 })]
          : which + 1 > today.weekday
            ? [coming, coming.plus({ days: 7 })]
            : [coming],
    }),
    () => ({ text: `in ${count} days`, days: [today.plus({ days: count })] }),
    () => ({ text: `in ${numbers[count - 1]} weeks`, days: [today.plus({ weeks: count })] }),
    () => ({ text: `${numbers[count - 1]} weeks from ${name}`, days: week(either, count) }),
    () => ({ text: `a week from ${name}`, days: week(either, 1) }),
    () => ({ text: `${count} days after tomorrow`, days: [today.plus({ days: count + 1 })] }),
    () => ({ text: `${name} week`, days: week(either, 1) }),
    () => ({
      text: dice.pick([
        `${ahead.day} ${month}`,
        `${month} ${ahead.day}`,
        `${th} of ${month}`,
        `the ${th} of ${month}`,
        `${month} ${th}`,
      ]),
      days: isLeapDay ? [] : yearly(ahead.month, ahead.day),
      isPlain: !isLeapDay,
    }),
    () => ({
      text: dice.pick([
        `${ahead.day} ${month} ${ahead.year}`,
        `${month} ${ahead.day}, ${ahead.year}`,
        ahead.toISODate() ?? '',
        ahead.toFormat('dd/MM/yyyy'),
        ahead.toFormat('d.M.yyyy'),
      ]),
      days: [ahead],
    }),
    () => ({
      text: dice.pick([
        `${weekday} ${ahead.day} ${month}`,
        `${weekday} the ${th} of ${month}`,
        `${weekday}, ${month} ${ahead.day}`,
      ]),
      days: isLeapDay ? [] : yearly(ahead.month, ahead.day),
      isPlain: !isLeapDay,
    }),
    () => ({ text: `${wrong} ${ahead.day} ${month}`, days: [] }),
    () => ({ text: `${wrong} ${ahead.toFormat('dd/MM/yyyy')}`, days: [] }),
    () => ({
      text: dice.pick(['30 february', '31 june', '31st of april', 'february 30', '31/9/2027', '29 feb 2027']),
      days: [],
    }),
    () => ({ text: 'christmas day', days: yearly(12, 25) }),
    () => ({ text: "new year's eve", days: yearly(12, 31) }),
    () => ({ text: 'heritage day', days: yearly(9, 24) }),
    () => ({ text: 'the last day of the month', days: [today.endOf('month').startOf('day')] }),
    () => ({ text: 'the first day of next month', days: [today.plus({ months: 1 }).startOf('month')] }),
    () => ({
      text: `the ${count + 3}th of next month`,
      days: [
        today
          .plus({ months: 1 })
          .startOf('month')
          .set({ day: count + 3 }),
      ],
    }),
  ])();
}

function timePiece(dice: Dice): TimePiece {
  const [hour, minute] = [dice.from(0, 23), dice.pick([0, 5, 15, 30, 45, 59])];
  const two = (number: number) => String(number).padStart(2, '0');
  const [h12, half] = [hour % 12 || 12, hour < 12 ? 'am' : 'pm'];
  const exact = hour * 60 + minute;
  const clock = dice.from(1, 12);
  /** An hour of a clock without "am" or "pm": 7 to 12 are in the morning or at noon. */
  const halves = (minutes: number) => (minutes >= 420 && minutes < 780 ? [minutes] : [minutes, (minutes + 720) % 1440]);
  const afternoon = dice.from(1, 5);
  const noHalf = hour > 12 || hour === 0;
  const zoneOf = dice.pick([
    ['GMT', 'UTC'],
    ['UTC', 'UTC'],
    ['SAST', 'Africa/Johannesburg'],
    ['London time', 'Europe/London'],
    ['New York time', 'America/New_York'],
  ] as const);
  return dice.pick<() => TimePiece>([
    () => ({ text: '', times: [540], isRough: true }),
    () => ({
      text: dice.pick([`at ${two(hour)}:${two(minute)}`, `${two(hour)}:${two(minute)}`]),
      times: hour > 9 && hour < 13 ? halves(exact) : [exact],
      isClock: hour > 9 && hour < 13,
    }),
    () => ({
      text: `${dice.pick(['', 'at '])}${h12}${minute ? `:${two(minute)}` : ''}${dice.pick(['', ' '])}${half}`,
      times: h12 === 12 && half === 'am' && minute === 0 ? [0, 1440] : [exact],
    }),
    () => ({
      text: `${h12}.${two(minute)} ${half}`,
      times: h12 === 12 && half === 'am' && minute === 0 ? [0, 1440] : [exact],
    }),
    () => ({
      text: noHalf ? `${hour}h${two(minute)}` : `${two(hour)}h${two(minute)}`,
      times: noHalf || hour < 10 ? [exact] : halves(exact),
      isClock: hour > 9 && hour < 13,
    }),
    () => ({
      text: `at ${two(hour)}${two(minute)}`,
      times: hour > 9 && hour < 13 ? halves(exact) : [exact],
      isClock: hour > 9 && hour < 13,
    }),
    () => ({ text: `at ${clock}`, times: halves(clock * 60), isClock: true }),
    () => ({ text: `at ${numbers[clock - 1]} o'clock`, times: halves(clock * 60), isClock: true }),
    () => ({ text: `at half past ${clock}`, times: halves(clock === 12 ? 750 : clock * 60 + 30), isClock: true }),
    () => ({ text: `at quarter to ${numbers[clock - 1]}`, times: halves(clock * 60 - 15), isClock: true }),
    () => ({ text: `${clock}ish`, times: halves(clock * 60), isClock: true }),
    () => ({ text: dice.pick(['noon', 'at noon', 'at midday']), times: [720] }),
    () => ({ text: 'at midnight', times: [0, 1440] }),
    () => ({ text: 'in the morning', times: [540], isRough: true }),
    () => ({ text: 'evening', times: [1080], isRough: true }),
    () => ({ text: `${afternoon} in the afternoon`, times: [afternoon * 60 + 720] }),
    () => ({
      text: `at ${two(hour)}:${two(minute)} ${zoneOf[0]}`,
      times: hour > 9 && hour < 13 ? halves(exact) : [exact],
      isClock: hour > 9 && hour < 13,
      zone: zoneOf[1],
    }),
    () => ({ text: dice.pick(['at 25:00', 'at 12:75', '26h00']), times: [] }),
    () => ({ text: 'early', times: [] }),
    () => ({ text: 'after lunch', times: [] }),
  ])();
}
