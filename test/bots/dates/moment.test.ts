import { expect } from 'chai';
import { showMoment, showShortMoment } from '../../../bots/dates/localTime.js';
import { type MomentReading, readMoment } from '../../../bots/dates/moment.js';
import { readPeriod } from '../../../bots/dates/period.js';

const johannesburg = { zone: 'Africa/Johannesburg', culture: 'en-ZA' };
const newYork = { zone: 'America/New_York', culture: 'en-US' };
const london = { zone: 'Europe/London', culture: 'en-GB' };
const unknown = { zone: 'UTC', culture: undefined };

/** Tuesday 21 July 2026, 14:30 in Johannesburg, unless a row says otherwise. */
const tuesday = '2026-07-21T12:30:00Z';
const morning = '2026-07-21T05:00:00Z';

/** `?` stands between readings that are asked back; instants are UTC. */
const table: readonly (readonly [
  text: string,
  reading: string,
  now?: string,
  person?: { zone: string; culture: string | undefined },
])[] = [
  ['tomorrow at 9', '2026-07-22T07:00'],
  // Half past eleven at night and half past midnight in Johannesburg are the same day in UTC.
  ['tomorrow at 9', '2026-07-22T07:00', '2026-07-21T21:30:00Z'],
  ['tomorrow at 9', '2026-07-23T07:00', '2026-07-21T22:30:00Z'],
  ['tomorrow at 9', '2026-07-22T13:00', '2026-07-22T03:30:00Z', newYork],
  ['tomorrow at 9', '2026-07-23T13:00', '2026-07-22T04:30:00Z', newYork],
  ['tomorrow', '2026-07-22T07:00'],
  ['tmrw at 9', '2026-07-22T07:00'],
  ['the day after tomorrow at 10', '2026-07-23T08:00'],
  ['tomorrow morning', '2026-07-22T07:00'],
  ['tomorrow afternoon', '2026-07-22T12:00'],
  ['Sunday evening', '2026-07-26T16:00'],
  ['tonight', '2026-07-21T18:00'],
  ['tonight at 8', '2026-07-21T18:00'],
  ['tomorrow 14h30', '2026-07-22T12:30'],
  ['tomorrow at 12', '2026-07-22T10:00'],
  ['at noon', '2026-07-22T10:00'],
  ['tomorrow at 5', '2026-07-22T03:00?2026-07-22T15:00'],
  ['tomorrow at 05:00', '2026-07-22T03:00'],
  ['tomorrow at 5pm', '2026-07-22T15:00'],
  ['at half past 8 tomorrow', '2026-07-22T06:30'],
  ['at 9', '2026-07-21T07:00', morning],
  ['at 9', '2026-07-21T19:00?2026-07-22T07:00'],
  ['at 5', '2026-07-21T15:00?2026-07-22T03:00'],
  ['09:30', '2026-07-22T07:30'],
  ['today at 9', '2026-07-21T19:00'],
  ['today', '2026-07-21T07:00', morning],
  ['today', 'unclear'],
  ['this afternoon', 'unclear'],
  ['on Friday', '2026-07-24T07:00'],
  ['by Friday', '2026-07-24T07:00'],
  ['on sat at 3pm', '2026-07-25T13:00'],
  ['this Friday', '2026-07-24T07:00'],
  ['next Friday', '2026-07-24T07:00?2026-07-31T07:00'],
  ['next Monday at 10am', '2026-07-27T08:00'],
  ['a week from Friday', '2026-07-31T07:00'],
  ['Tuesday', '2026-07-28T07:00'],
  ['Tuesday', '2026-07-21T07:00?2026-07-28T07:00', morning],
  ['Tuesday at 10', '2026-07-28T08:00'],
  ['on Friday or Saturday', '2026-07-24T07:00?2026-07-25T07:00'],
  ['28 November', '2026-11-28T07:00'],
  ['28 Nov 14:00', '2026-11-28T12:00'],
  ['November 28 at 8am', '2026-11-28T06:00'],
  ['1 May', '2027-05-01T07:00'],
  ['the 5th at 10', '2026-08-05T08:00'],
  ['the 25th', '2026-07-25T07:00'],
  ['Friday the 13th', '2026-11-13T07:00'],
  ['05/08 at 10:00', '2026-08-05T08:00'],
  ['05/08 at 10:00', '2027-05-08T14:00', tuesday, newYork],
  ['05/08 at 10:00', '2026-08-05T10:00?2027-05-08T10:00', tuesday, unknown],
  ['25/08 at 10:00', '2026-08-25T10:00', tuesday, unknown],
  ['in 2 hours', '2026-07-21T14:30'],
  ['in an hour and a half', '2026-07-21T14:00'],
  ['in 1h30', '2026-07-21T14:00'],
  ['in 2.5 hours', '2026-07-21T15:00'],
  ['in half an hour', '2026-07-21T13:00'],
  ['in 2 hours and 30 minutes', '2026-07-21T15:00'],
  ['20 minutes from now', '2026-07-21T12:50'],
  ['in 3 days', '2026-07-24T07:00'],
  ['in 3 days at 8am', '2026-07-24T06:00'],
  ['in a week', '2026-07-28T07:00'],
  ["in two weeks' time", '2026-08-04T07:00'],
  ['in a month', '2026-08-21T07:00'],
  // In London the clocks go forward on 29 March and back on 25 October 2026; in New York on 8 March and 1 November.
  ['tomorrow at 9am', '2026-03-29T08:00', '2026-03-28T12:00:00Z', london],
  ['tomorrow at 01:30', '2026-03-29T01:30', '2026-03-28T12:00:00Z', london],
  ['in 24 hours', '2026-03-29T12:00', '2026-03-28T12:00:00Z', london],
  ['tomorrow at 01:30', '2026-10-25T00:30', '2026-10-24T12:00:00Z', london],
  ['in 2 hours', '2026-10-25T02:15', '2026-10-25T00:15:00Z', london],
  ['tomorrow at 8am', '2026-11-01T13:00', '2026-10-31T16:00:00Z', newYork],
  ['tomorrow at 2:30 am', '2026-03-08T07:30', '2026-03-07T16:00:00Z', newYork],
  ['yesterday', 'past'],
  ['last Friday at 9', 'past'],
  ['2 hours ago', 'past'],
  ['2 hours ago', 'past', morning],
  ['1 May 2025', 'past'],
  ['today at 09:00', 'past'],
  ['in 0 minutes', 'past'],
  ['every Monday at 9', 'repeating'],
  ['daily at 9', 'repeating'],
  ['next week', 'unclear'],
  ['before Friday', 'unclear'],
  ['now', 'unclear'],
  ['31 February', 'impossible'],
  ['at 25:00', 'impossible'],
  ['soon', 'none'],
  ['', 'none'],
];

describe('readMoment', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  for (const process_ of ['UTC', 'America/New_York', 'Asia/Tokyo', 'Europe/London']) {
    it(`reads the same moments in a process that runs in ${process_}`, () => {
      process.env.TZ = process_;
      const read = table.map(([text, , now = tuesday, person = johannesburg]) =>
        [text, show(readMoment(text, { now: Date.parse(now), ...person }).reading), now].join(' = '),
      );
      expect(read).to.deep.equal(table.map(([text, reading, now = tuesday]) => [text, reading, now].join(' = ')));
    });
  }

  const rests: readonly (readonly [text: string, reading: string, rest: string])[] = [
    ['in 2 hours to check the lamp', '2026-07-21T14:30', 'to check the lamp'],
    ['about T-3 on Friday', '2026-07-24T07:00', 'about T-3'],
    ['tomorrow at 9', '2026-07-22T07:00', ''],
    ['to pay Sipho R250 on 28 November', '2026-11-28T07:00', 'to pay Sipho R250'],
    ['to pay Sipho 250 at 8 tomorrow', '2026-07-22T06:00', 'to pay Sipho 250'],
    ['to check the 2 lamps tomorrow', '2026-07-22T07:00', 'to check the 2 lamps'],
    ['on Friday to call them at 5pm', '2026-07-24T15:00', 'to call them'],
    ['tomorrow about invoice 2026', '2026-07-22T07:00', 'about invoice 2026'],
    ['about the invoice of 3 May tomorrow at 9', '2026-07-22T07:00', 'about the invoice of 3 May'],
    ['tomorrow at 9 about the invoice of 3 May', '2026-07-22T07:00', 'about the invoice of 3 May'],
    ['to check the lamp soon', 'none', 'to check the lamp soon'],
  ];
  for (const [text, reading, rest] of rests) {
    it(`leaves "${rest}" of "${text}"`, () => {
      const read = readMoment(text, { now: Date.parse(tuesday), ...johannesburg });
      expect([show(read.reading), read.rest]).to.deep.equal([reading, rest]);
    });
  }
});

describe('readMoment, on a text that is long', () => {
  const context = { now: Date.parse(tuesday), ...johannesburg };
  // The recognizers take many times as long for twice the words, so no more than the beginning may reach them.
  for (const filler of ['1 ', 'tomorrow at 9 ', 'next Friday ', 'last mon ']) {
    it(`reads no more of many of "${filler}" than their beginning`, () => {
      const long = filler.repeat(4000 / filler.length);
      expect(readMoment(long, context).reading).to.deep.equal(readMoment(long.slice(0, 160), context).reading);
      expect(readPeriod(long, context)).to.deep.equal(readPeriod(long.slice(0, 160), context));
    });
  }

  it('reads its beginning, and keeps all of its words', () => {
    const words = 'and the lamp '.repeat(40).trim();
    const { reading, rest } = readMoment(`tomorrow at 9 to check the lamp ${words}`, context);
    expect(show(reading)).to.equal('2026-07-22T07:00');
    expect(rest).to.equal(`to check the lamp ${words}`);
  });
});

describe('showMoment', () => {
  const now = Date.parse(tuesday);
  it('shows a moment as its person reads times, and names UTC and another year', () => {
    const at = Date.parse('2026-11-28T07:00:00Z');
    expect(showMoment(at, johannesburg, now)).to.equal('Saturday 28 November at 09:00');
    expect(showMoment(at, newYork, now)).to.equal('Saturday, November 28 at 2:00 AM');
    expect(showMoment(at, unknown, now)).to.equal('Saturday 28 November at 07:00 UTC');
    expect(showMoment(Date.parse('2027-05-01T07:00:00Z'), johannesburg, now)).to.equal('Saturday 1 May 2027 at 09:00');
  });

  it('fits on a button in its short form', () => {
    for (const at of ['2026-11-28T22:00:00Z', '2027-12-29T23:59:00Z'].map((text) => Date.parse(text))) {
      for (const person of [johannesburg, newYork, london, unknown]) {
        expect(showShortMoment(at, person, now).length).to.be.within(12, 20);
      }
    }
  });
});

function show(reading: MomentReading): string {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
  if (reading.kind === 'moment') return iso(reading.at);
  return reading.kind === 'ambiguous' ? reading.readings.map(iso).join('?') : reading.kind;
}
