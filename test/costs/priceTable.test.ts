import { expect } from 'chai';
import samplePrices from '../../bots/prices.json' with { type: 'json' };
import { inUnits, priceOf } from '../../src/costs/money.js';
import { placeOf } from '../../src/costs/place.js';
import { ConfigurationError, PriceTable } from '../../src/index.js';

const other = { market: 'other', prefixes: [], utility: 0.5, marketing: '1', authentication: 0.25 };
const table = { currency: 'USD', asOf: '2026-05-01', source: 'a test', markets: [other] };

describe('A price table', () => {
  it('tells everything that is wrong with it at once', () => {
    const json = {
      currency: 'dollars',
      asOf: '1 May',
      source: '',
      prices: {},
      markets: [
        { market: 'South Africa', prefixes: ['+27'], utility: -1, marketing: 0.00001, authentication: 'free' },
        { market: 'Germany', prefixes: ['49'], utility: 1, marketing: 1 },
        { ...other, prefixes: ['49'], footer: 1 },
        'Brazil',
      ],
      free: [{ category: 'utility', when: 'at night' }, { category: 'gifts' }],
    };
    let faults: readonly string[] = [];
    try {
      PriceTable.parse(json);
    } catch (error) {
      expect(error).to.be.instanceOf(ConfigurationError);
      faults = (error as ConfigurationError).faults;
    }
    const about = faults.map((fault) => /^Price table, ([\w[\].]+):/.exec(fault)?.[1]);
    expect(about).to.deep.equal([
      'currency',
      'asOf',
      'source',
      'prices',
      'markets[0].utility',
      'markets[0].marketing',
      'markets[0].authentication',
      'markets[0].prefixes',
      'markets[1]',
      'markets[2]',
      'markets[3]',
      'markets',
      'free[0]',
      'free[1]',
    ]);
  });

  it('has a day of the calendar', () => {
    for (const asOf of ['2026-02-31', '2025-02-29', '2026-13-01']) {
      expect(() => PriceTable.parse({ ...table, asOf }), asOf).to.throw(ConfigurationError, /asOf: must be the day/);
    }
    expect(PriceTable.parse({ ...table, asOf: '2028-02-29' }).asOf).to.equal('2028-02-29');
  });

  it('must be an object, and in a file that can be read', async () => {
    expect(() => PriceTable.parse([])).to.throw(ConfigurationError, /must be an object/);
    const failed = await PriceTable.load('/nowhere.json').catch((error: Error) => error);
    expect(failed).to.be.instanceOf(ConfigurationError);
  });

  it('prices by the longest beginning of a number, and everybody else alike', () => {
    const prices = PriceTable.parse({
      ...table,
      markets: [
        { ...other, market: 'North America', prefixes: ['1', 'US'], utility: 0.004 },
        { ...other, market: 'Jamaica', prefixes: ['1876', '1658'], utility: 0.0113 },
        other,
      ],
    });
    const priced = (person: string) => {
      const place = placeOf(person, prices.prefixes);
      return [place, prices.market(place), inUnits(prices.price(place, 'utility'))];
    };
    expect(priced('12025550123')).to.deep.equal(['1', 'North America', 0.004]);
    expect(priced('18765550123')).to.deep.equal(['1876', 'Jamaica', 0.0113]);
    expect(priced('US.1349abc')).to.deep.equal(['US', 'North America', 0.004]);
    expect(priced('27820000001')).to.deep.equal(['27', 'other', 0.5]);
  });

  it('of the bots is one that can be used', () => {
    const prices = PriceTable.parse(samplePrices);
    expect(prices.market('254')).to.equal('Rest of Africa');
    expect(prices.source).to.include('sample');
  });
});

describe('A place', () => {
  for (const [person, place] of [
    ['27820000001', '27'],
    ['2348012345678', '234'],
    ['254712345678', '254'],
    ['447700900123', '44'],
    ['4915100000001', '49'],
    ['35312345678', '353'],
    ['12025550123', '1'],
    ['79161234567', '7'],
    ['919812345678', '91'],
    ['971501234567', '971'],
    ['5511987654321', '55'],
    ['852912345678', '852'],
    ['8613812345678', '86'],
    ['US.1349abc', 'US'],
    ['US.ENT.1181abc', 'US'],
  ] as const) {
    it(`of ${person.slice(0, 5)}… is ${place}`, () => {
      expect(placeOf(person)).to.equal(place);
    });
  }
});

describe('Money', () => {
  it('has four decimals, and no dust', () => {
    const given = [0.0076, '0.0076', 1, '12.5', 0.1 + 0.2, 0.00001, -1, '', 'free', null, '1e3'];
    expect(given.map(priceOf)).to.deep.equal([76, 76, 10_000, 125_000, ...Array(7).fill(undefined)]);
    expect(inUnits(76 * 3)).to.equal(0.0228);
    expect(String(inUnits(1593))).to.equal('0.1593');
  });
});
