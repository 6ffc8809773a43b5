import { expect } from 'chai';
import { type PeriodReading, readPeriod, warmUpDates } from '../../../bots/dates/period.js';

const johannesburg = { zone: 'Africa/Johannesburg', culture: 'en-ZA' };
const newYork = { zone: 'America/New_York', culture: 'en-US' };
const unknown = { zone: 'UTC', culture: undefined };

/** Tuesday 21 July 2026, unless a row says otherwise. `?` stands between readings that are asked back. */
const tuesday = '2026-07-21T12:00:00Z';
const saturday = '2026-07-18T12:00:00Z';
const january = '2026-01-13T12:00:00Z';

const table: readonly (readonly [
  text: string,
  reading: string,
  now?: string,
  person?: { zone: string; culture: string | undefined },
])[] = [
  ['1 May', '2026-05-01..2026-05-01'],
  ['May 1st', '2026-05-01..2026-05-01'],
  ['1 May', '2025-05-01..2025-05-01 year', january],
  ['1 May 2025', '2025-05-01..2025-05-01'],
  ['1 May last year', '2025-05-01..2025-05-01'],
  ['22 July', '2025-07-22..2025-07-22 year'],
  ['yesterday', '2026-07-20..2026-07-20'],
  ['today', '2026-07-21..2026-07-21'],
  ['yesterday and today', '2026-07-20..2026-07-21'],
  ['3 days ago', '2026-07-18..2026-07-18'],
  ['last week', '2026-07-13..2026-07-19'],
  ['this week', '2026-07-20..2026-07-21'],
  ['last month', '2026-06-01..2026-06-30'],
  ['this month', '2026-07-01..2026-07-21'],
  ['in May', '2026-05-01..2026-05-31'],
  ['in July', '2026-07-01..2026-07-21'],
  ['in December', '2025-12-01..2025-12-31 year'],
  ['in December', '2025-12-01..2025-12-31 year', january],
  ['2025', '2025-01-01..2025-12-31'],
  ['last quarter', '2026-04-01..2026-06-30'],
  ['last quarter', '2026-01-01..2026-03-31', '2026-04-01T08:00:00Z'],
  ['month to date', '2026-07-01..2026-07-21'],
  ['last 10 days', '2026-07-11..2026-07-21'],
  ['last fortnight', '2026-07-07..2026-07-21'],
  ['two weeks', '2026-07-07..2026-07-21'],
  ['last 24 hours', '2026-07-20..2026-07-21'],
  ['since Monday', '2026-07-20..2026-07-21'],
  ['since 1 May', '2026-05-01..2026-07-21'],
  ['after 1 May', '2026-05-02..2026-07-21'],
  ['after May', '2026-06-01..2026-07-21'],
  ['before 1 May', '2000-01-01..2026-04-30'],
  ['until yesterday', '2000-01-01..2026-07-20'],
  ['up to 5 July', '2000-01-01..2026-07-05'],
  ['to last Friday', '2000-01-01..2026-07-17'],
  ['from 1 May to last Friday', '2026-05-01..2026-07-17'],
  ['show transactions from 1 May to last Friday', '2026-05-01..2026-07-17'],
  ['from 1 May to last Friday', '2025-05-01..2026-01-09', january],
  ['from 20 December to yesterday', '2025-12-20..2026-01-12', january],
  ['from 28 December to 3 January', '2025-12-28..2026-01-03'],
  ['between 3 and 7 October', '2025-10-03..2025-10-07 year'],
  ['between May 1 and May 5', '2026-05-01..2026-05-05'],
  ['1-7 May', '2026-05-01..2026-05-07'],
  ['from May to June', '2026-05-01..2026-06-30'],
  ['from May until June', '2026-05-01..2026-06-30'],
  ['from 1 May to next Friday', '2026-05-01..2026-07-21'],
  ['transactions from last week', '2026-07-13..2026-07-19'],
  ['the 5th', '2026-07-05..2026-07-05'],
  ['on the 25th', '2026-06-25..2026-06-25'],
  ['from the 25th to the 5th', '2026-06-25..2026-07-05'],
  ['transactions over 500 last week', '2026-07-13..2026-07-19'],
  ['Friday the 13th', '2026-03-13..2026-03-13'],
  ['the weekend', '2026-07-18..2026-07-19'],
  ['last Tuesday', '2026-07-14..2026-07-14'],
  ['friday', '2026-07-17..2026-07-17', saturday],
  ['05/06/2026', '2026-06-05..2026-06-05'],
  ['on 3/4', '2026-04-03..2026-04-03'],
  ['05/06/2026', '2026-05-06..2026-05-06', tuesday, newYork],
  ['from 5/1 to 5/6', '2026-05-01..2026-05-06', tuesday, newYork],
  ['05/06/2026', '2026-06-05..2026-06-05?2026-05-06..2026-05-06', tuesday, unknown],
  ['13/05/2026', '2026-05-13..2026-05-13', tuesday, unknown],
  ['Tuesday', '2026-07-21..2026-07-21?2026-07-14..2026-07-14'],
  ['since Tuesday', '2026-07-21..2026-07-21?2026-07-14..2026-07-21'],
  ['from Monday to Wednesday', '2026-07-20..2026-07-21?2026-07-13..2026-07-15'],
  ['last Friday', '2026-07-17..2026-07-17?2026-07-10..2026-07-10', saturday],
  ['from 1 May to last Friday', '2026-05-01..2026-07-17?2026-05-01..2026-07-10', saturday],
  ['from May', '2026-05-01..2026-07-21?2026-05-01..2026-05-31'],
  ['today or yesterday', '2026-07-21..2026-07-21?2026-07-20..2026-07-20'],
  // Half past midnight in Johannesburg is still the day before in UTC, and half past ten at night in New York too.
  ['today', '2026-07-21..2026-07-21', '2026-07-20T22:30:00Z'],
  ['yesterday', '2026-07-20..2026-07-20', '2026-07-20T22:30:00Z'],
  ['today', '2026-07-20..2026-07-20', '2026-07-21T02:30:00Z', newYork],
  ['Tuesday', '2026-07-14..2026-07-14', '2026-07-21T02:30:00Z', newYork],
  ['tomorrow', 'future'],
  ['next week', 'future'],
  ['1 May 2027', 'future'],
  ['31 February', 'impossible'],
  ['13/13/2026', 'impossible'],
  ['from 10 to 1 May', 'unclear'],
  ['at 5pm', 'unclear'],
  ['may I see my transactions', 'none'],
  ['send R250 to Sipho', 'none'],
  ['last 5 transactions', 'none'],
  ['week before last', '2026-07-06..2026-07-12'],
  ['the month before last', '2026-05-01..2026-05-31'],
  ['weekend before last', '2026-07-11..2026-07-12'],
  ['this past weekend', '2026-07-18..2026-07-19'],
  ['first weekend of July', '2026-07-04..2026-07-05'],
  ['last week of June', '2026-06-24..2026-06-30'],
  ['end of June', '2026-06-24..2026-06-30'],
  ['first week of July', '2026-07-01..2026-07-07'],
  ['second week of june 2025', '2025-06-08..2025-06-14'],
  ['mid June', '2026-06-11..2026-06-20'],
  ['beginning of last month', '2026-06-01..2026-06-07'],
  ['first half of July', '2026-07-01..2026-07-15'],
  ['second half of last year', '2025-07-01..2025-12-31'],
  ['last Friday of June', '2026-06-26..2026-06-26'],
  ['Q2', '2026-04-01..2026-06-30'],
  ['second quarter of 2025', '2025-04-01..2025-06-30'],
  ['year to date', '2026-01-01..2026-07-21'],
  ['statement for June 2026', '2026-06-01..2026-06-30'],
  ['June last year', '2025-06-01..2025-06-30'],
  ['25 Dec', '2025-12-25..2025-12-25 year'],
  ['since Christmas', '2025-12-25..2026-07-21'],
  ['June 1 - 15', '2026-06-01..2026-06-15'],
  ['1st of June to the 15th of June', '2026-06-01..2026-06-15'],
  ['monday to friday last week', '2026-07-13..2026-07-17'],
  ['last week after 5pm', '2026-07-13..2026-07-19?'],
  ['2 weeks ago', '2026-07-06..2026-07-12?2026-07-07..2026-07-07'],
  ['from 1 May 2025 to 3 June', '2025-05-01..2026-06-03?2025-05-01..2025-06-03'],
  ['friday 1 june', '2026-06-01..2026-06-01?2026-05-29..2026-05-29'],
  ['the last few days', 'unclear'],
  ['29 Feb 2025', 'impossible'],
  ['', 'none'],
];

/** On that Tuesday. */
const inAfrikaans: readonly (readonly [text: string, reading: string])[] = [
  ['verlede week', '2026-07-13..2026-07-19'],
  ['laaste week van Junie', '2026-06-24..2026-06-30'],
  ['eerste helfte van Junie', '2026-06-01..2026-06-15'],
  ['vanaf 1 Mei', '2026-05-01..2026-07-21'],
  ['van 1 Mei tot 7 Mei', '2026-05-01..2026-05-07'],
  ['eergister', '2026-07-19..2026-07-19'],
  ['verlede Vrydag of Saterdag', '2026-07-18..2026-07-18?2026-07-17..2026-07-17'],
  ['30 Februarie', 'impossible'],
  ['end of June', '2026-06-24..2026-06-30'],
];

describe('readPeriod', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  before(() => warmUpDates());

  for (const process_ of ['UTC', 'America/New_York', 'Asia/Tokyo', 'Africa/Cairo']) {
    it(`reads the same days in a process that runs in ${process_}`, () => {
      process.env.TZ = process_;
      expect(new Date(0).getTimezoneOffset() === 0).to.equal(process_ === 'UTC');
      const read = table.map(([text, , now = tuesday, person = johannesburg]) =>
        [text, show(readPeriod(text, { now: Date.parse(now), ...person })), now].join(' = '),
      );
      expect(read).to.deep.equal(table.map(([text, reading, now = tuesday]) => [text, reading, now].join(' = ')));
    });
  }

  for (const [text, reading] of inAfrikaans) {
    it(`reads the Afrikaans "${text}"`, () => {
      const context = { now: Date.parse(tuesday), ...johannesburg, language: 'af' as const };
      expect(show(readPeriod(text, context))).to.equal(reading);
    });
  }

  it('refuses a zone that does not exist', () => {
    expect(() => readPeriod('today', { now: 0, zone: 'Mars/Olympus', culture: 'en-ZA' })).to.throw('Mars/Olympus');
  });
});

function show(reading: PeriodReading): string {
  if (reading.kind === 'period') return [`${reading.from}..${reading.to}`, reading.assumed].filter(Boolean).join(' ');
  if (reading.kind === 'ambiguous') {
    const [first, ...others] = reading.readings.map(({ from, to }) => `${from}..${to}`);
    return [first, others.join('?')].join('?');
  }
  return reading.kind;
}
