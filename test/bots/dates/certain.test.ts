import { expect } from 'chai';
import { showShortMoment } from '../../../bots/dates/localTime.js';
import { readMoment } from '../../../bots/dates/moment.js';
import type { Language } from '../../../bots/words.js';

/** Wednesday 22 July 2026, 10:00 in Johannesburg. */
const now = Date.parse('2026-07-22T08:00:00Z');
const johannesburg = { zone: 'Africa/Johannesburg', culture: 'en-ZA' };

/** What was reported from the field (60 to 82), each with others of its kind. `?` stands before what is offered. */
const table: readonly (readonly [text: string, reading: string, rest?: string])[] = [
  // 60: a weekday without "on".
  ['sat at 3pm to call mom', 'Sat 25 Jul 15:00', 'to call mom'],
  ['sat 9am', 'Sat 25 Jul 09:00'],
  ['Sat 14:00', 'Sat 25 Jul 14:00'],
  ['9am sun', 'Sun 26 Jul 09:00'],
  ['sun evening', 'Sun 26 Jul 18:00'],
  ['thurs 8am call the bank', 'Thu 23 Jul 08:00', 'call the bank'],
  ['call mom mon 11h', 'Mon 27 Jul 11:00', 'call mom'],
  ['tuseday 10am', 'Tue 28 Jul 10:00'],
  ['buy sun cream on friday', 'Fri 24 Jul 09:00', 'buy sun cream'],
  // 63: hours in other spellings.
  ['tomorrow 1430 to call the bank', 'Thu 23 Jul 14:30', 'to call the bank'],
  ['14.30 tomorrow', 'Thu 23 Jul 14:30'],
  ['tomorrow 14h', 'Thu 23 Jul 14:00'],
  ['tomorrow at 0930', 'Thu 23 Jul 09:30'],
  ['tomorrow 8h15', 'Thu 23 Jul 08:15'],
  ['friday at quarter to 9', 'Fri 24 Jul 08:45'],
  ['half past eight tomorrow', 'Thu 23 Jul 08:30'],
  ['half past 3 on monday', '? Mon 27 Jul 03:30 ? Mon 27 Jul 15:30'],
  ['pay Sipho 1500 tomorrow', '? Thu 23 Jul 09:00 ? Thu 23 Jul 15:00', 'pay Sipho 1500'],
  ['12 noon tomorrow', 'Thu 23 Jul 12:00'],
  ['see room 12 noon tomorrow', 'Thu 23 Jul 12:00', 'see room 12'],
  // A month beside a whole date may be somebody's name.
  ['meet august at noon 16/08/2026', '? Sun 16 Aug 12:00'],
  ['tomorrow, 23 july, at 10', 'Thu 23 Jul 10:00'],
  // 65: weeks and days from a day.
  ['two weeks from monday to renew', 'Mon 10 Aug 09:00', 'to renew'],
  ['3 days after christmas', 'Mon 28 Dec 09:00'],
  ['a fortnight from saturday at 7pm', 'Sat 8 Aug 19:00'],
  ['friday week', 'Fri 31 Jul 09:00'],
  // 67: lengths of time together.
  ['in 1 day and 2 hours to check', 'Thu 23 Jul 12:00', 'to check'],
  ['in 2 weeks, 1 day and 30 minutes', 'Thu 6 Aug 10:30'],
  ['answer the monday mail in 4 days and 23 hours', 'Mon 27 Jul 09:00', 'answer the monday mail'],
  ['march 20 3 in the afternoon', '20 Mar 2027 15:00'],
  ['answer the monday mail 14 hours ago', '? Mon 27 Jul 09:00'],
  // 69: numbers that are no dates, and words that are not rewritten.
  ['to pay the 2nd invoice tomorrow', 'Thu 23 Jul 09:00', 'to pay the 2nd invoice'],
  ['tomorrow to read the third chapter', 'Thu 23 Jul 09:00', 'to read the third chapter'],
  ['pay 2 invoices tomorrow', 'Thu 23 Jul 09:00', 'pay 2 invoices'],
  ['clean flat 3 tomorrow', '? Thu 23 Jul 03:00 ? Thu 23 Jul 09:00 ? Thu 23 Jul 15:00', 'clean flat 3'],
  ['book a table for 8 on friday', '? Fri 24 Jul 08:00 ? Fri 24 Jul 09:00', 'book a table for 8'],
  // 71: which half of the day.
  ['3ish tomorrow', '? Thu 23 Jul 03:00 ? Thu 23 Jul 15:00'],
  ['tomorrow around 5', '? Thu 23 Jul 05:00 ? Thu 23 Jul 17:00'],
  ['9ish tomorrow', 'Thu 23 Jul 09:00'],
  ['3 in the afternoon on friday', 'Fri 24 Jul 15:00'],
  // 72: zones.
  ['friday 15:00 GMT to call London', 'Fri 24 Jul 17:00', 'to call London'],
  ['5pm UTC tomorrow', 'Thu 23 Jul 19:00'],
  ['15:00 SAST friday', 'Fri 24 Jul 15:00'],
  ['5pm London time on friday', 'Fri 24 Jul 18:00'],
  ['friday 9am New York time', 'Fri 24 Jul 15:00'],
  ['tomorrow 15:00+01:00', 'Thu 23 Jul 16:00'],
  ['15:00 CET friday', '? Fri 24 Jul 15:00 ? Fri 24 Jul 16:00'],
  ['5pm Durban time tomorrow', '? Thu 23 Jul 17:00'],
  // 74: the part of the day before the day.
  ['night on saturday 9pm', 'Sat 25 Jul 21:00'],
  ['morning of friday at 7', 'Fri 24 Jul 07:00'],
  ['evening 8 tomorrow', 'Thu 23 Jul 20:00'],
  // 75: a holiday with a time.
  ['christmas day at 3pm to phone gran', 'Fri 25 Dec 15:00', 'to phone gran'],
  ["new year's eve 10pm", 'Thu 31 Dec 22:00'],
  ['heritage day at 10', 'Thu 24 Sep 10:00'],
  ['easter at 9', 'unclear'],
  // 77: alternatives with one time.
  ['thursday or friday after 2pm', '? Thu 23 Jul 14:00 ? Fri 24 Jul 14:00', ''],
  ['monday or tuesday at 9', '? Mon 27 Jul 09:00 ? Tue 28 Jul 09:00'],
  ['tomorrow or whenever', '? Thu 23 Jul 09:00'],
  // 79: a year behind words.
  ['june two 2028', '2 Jun 2028 09:00'],
  ['the third of may, 2027 at 8pm', '3 May 2027 20:00'],
  // 80: a weekday and a date that contradict each other, and those that do not.
  ['monday 1 august', '? Sat 1 Aug 09:00 ? Mon 3 Aug 09:00'],
  ['tomorrow friday', '? Thu 23 Jul 09:00 ? Fri 24 Jul 09:00'],
  ['saturday 1 august', 'Sat 1 Aug 09:00'],
  ['in 2 weeks on monday', '? Mon 3 Aug 09:00 ? Wed 5 Aug 09:00'],
  // 81: a range of lengths.
  ['in 2-3 hours', '? Wed 22 Jul 12:00 ? Wed 22 Jul 13:00'],
  ['in 2 or 3 days', '? Fri 24 Jul 09:00 ? Sat 25 Jul 09:00'],
  // 82: the last day, the end and midnight.
  ['last day of the month', 'Fri 31 Jul 09:00', ''],
  ['first day of next month at noon', 'Sat 1 Aug 12:00'],
  ['midnight tonight', 'Thu 23 Jul 00:00'],
  ['by the end of the month', '? Fri 31 Jul 09:00', ''],
  ['tomorrow at midnight', '? Thu 23 Jul 00:00 ? Fri 24 Jul 00:00'],
  // conversations 22: days and times that do not exist.
  ['30 february', 'impossible'],
  ['31 June at 9 to pay', 'impossible', 'to pay'],
  ['29 Feb 2027', 'impossible'],
  ['tomorrow at 25:00', 'impossible'],
  ['friday 12:75', 'impossible'],
  // Beside a moment, the text speaks of another time.
  ['tomorrow at 9 to book a table at 7pm', '? Thu 23 Jul 09:00 ? Thu 23 Jul 19:00', 'to book a table at 7pm'],
  ['tomorrow at 9 to plan next week', '? Thu 23 Jul 09:00', 'to plan next week'],
  ["tomorrow to check last week's numbers", 'Thu 23 Jul 09:00', "to check last week's numbers"],
];

const inAfrikaans: readonly (readonly [text: string, reading: string, rest?: string])[] = [
  ['môre om 9 om die bank te bel', 'Do 23 Jul 09:00', 'om die bank te bel'],
  ['more om 9', 'Do 23 Jul 09:00'],
  ['oor 2 uur', 'Wo 22 Jul 12:00'],
  ['Maandag of Dinsdag', '? Ma 27 Jul 09:00 ? Di 28 Jul 09:00'],
  ['oormôre om kwart oor nege', 'Vr 24 Jul 09:15'],
  ['Saterdag om half nege', 'Sa 25 Jul 08:30'],
  ['volgende Maandag 14h30', 'Ma 27 Jul 14:30'],
  ['15 Augustus om 8 nm', 'Sa 15 Aug 20:00'],
  ['vanaand om 7 uur', 'Wo 22 Jul 19:00'],
  ['30 Februarie', 'impossible'],
  ['elke Maandag', 'repeating'],
  ['tomorrow at half past 10', 'Do 23 Jul 10:30'],
];

describe('A reading of a moment', () => {
  for (const [text, reading, rest] of table) {
    it(`of "${text}" is ${reading}`, () => expect(read(text, 'en', rest)).to.deep.equal([reading, rest]));
  }

  for (const [text, reading, rest] of inAfrikaans) {
    it(`of the Afrikaans "${text}" is ${reading}`, () => expect(read(text, 'af', rest)).to.deep.equal([reading, rest]));
  }
});

function read(text: string, language: Language, wanted: string | undefined) {
  const context = { now, ...johannesburg, language };
  const { reading, rest } = readMoment(text, context);
  const show = (at: number) => showShortMoment(at, context, now);
  const shown =
    reading.kind === 'moment'
      ? show(reading.at)
      : reading.kind === 'ambiguous'
        ? reading.readings.map((at) => `? ${show(at)}`).join(' ')
        : reading.kind;
  return [shown, wanted === undefined ? undefined : rest];
}
