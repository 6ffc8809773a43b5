import { expect } from 'chai';
import { isMonthFirst, localeOf } from '../../../bots/dates/locale.js';

describe('localeOf', () => {
  const table = [
    ['27820000001', 'en-ZA', 'Africa/Johannesburg'],
    ['+27820000001', 'en-ZA', 'Africa/Johannesburg'],
    ['447700900001', 'en-GB', 'Europe/London'],
    ['12025550100', 'en-US', 'America/New_York'],
    ['4915100000000', 'en-GB', 'UTC'],
    ['US.1349', undefined, 'UTC'],
  ] as const;
  for (const [person, culture, zone] of table) {
    it(`tells ${culture ?? 'no culture'} and ${zone} from ${person}`, () => {
      expect(localeOf(person)).to.deep.equal({ culture, zone });
    });
  }

  it('lets the person choose, and passes over a zone that does not exist', () => {
    expect(localeOf('27820000001', { zone: 'Europe/Berlin' })).to.deep.equal({
      culture: 'en-ZA',
      zone: 'Europe/Berlin',
    });
    expect(localeOf('27820000001', { zone: 'Nowhere', culture: 'en-US' })).to.deep.equal({
      culture: 'en-US',
      zone: 'Africa/Johannesburg',
    });
  });

  it('knows only American English to write the month first', () => {
    expect(['en-US', 'en-us', 'en-ZA', undefined].map(isMonthFirst)).to.deep.equal([true, true, false, false]);
  });
});
