import { expect } from 'chai';
import fc from 'fast-check';
import { readAmount, showAmount } from '../../../bots/banking/money.js';
import { bankingWordsIn } from '../../../bots/banking/words.js';

const understood: readonly (readonly [text: string, cents: number])[] = [
  ['250', 250_00],
  ['R250', 250_00],
  ['R 250.5', 250_50],
  ['R250.', 250_00],
  ['250 rand', 250_00],
  ['250R', 250_00],
  ['ZAR 250.00', 250_00],
  ['R1 250,50', 1_250_50],
  ['R1\u00a0250,50', 1_250_50],
  ['1,250.50', 1_250_50],
  ['1.250,50', 1_250_50],
  ["1'250.50", 1_250_50],
  ['1,250', 1_250_00],
  ['1,250,000.00', 1_250_000_00],
  ['1.250.000', 1_250_000_00],
  ['0,01', 1],
  ['pay Thandi 100', 100_00],
  ['send R250 to Sipho', 250_00],
  ['R100 from 2 accounts', 100_00],
];

const asked: readonly (readonly [text: string, why: string])[] = [
  ['1.250', 'two ways'],
  ['R250.505', 'two ways'],
  ['1250,505', 'two digits'],
  ['12,34,567', 'cannot be sure'],
  ['1 25', 'cannot be sure'],
  ['2k', 'cannot be sure'],
  ['R5 50c', 'cannot be sure'],
  ['1e5', 'cannot be sure'],
  ['100 or 200', 'more than one'],
  ['$50', 'only send rand'],
  ['50 euros', 'only send rand'],
  ['0', 'more than zero'],
  ['-250', 'more than zero'],
  ['R-5', 'more than zero'],
  ['999999999999', 'more than I can send'],
];

describe('readAmount', () => {
  for (const [text, cents] of understood) {
    it(`reads ${text} as ${showAmount(cents)}`, () => {
      expect(readAmount(text)).to.deep.equal({ kind: 'amount', cents });
    });
  }

  for (const [text, why] of asked) {
    it(`asks back about ${text}`, () => {
      const reading = readAmount(text);
      expect(reading.kind).to.equal('unclear');
      const said = reading.kind === 'unclear' ? bankingWordsIn('en')(reading.why.name, reading.why.values) : '';
      expect(said).to.include(why);
    });
  }

  it('finds no amount in words', () => {
    expect(readAmount('all of it')).to.deep.equal({ kind: 'none' });
  });

  it('reads back every amount that is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (cents) => {
        expect(readAmount(showAmount(cents))).to.deep.equal({ kind: 'amount', cents });
      }),
    );
  });

  it('gives whole cents above zero, or none, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0159., R-k'") }), (text) => {
        const reading = readAmount(text);
        if (reading.kind === 'amount') expect(Number.isSafeInteger(reading.cents) && reading.cents > 0).to.equal(true);
      }),
    );
  });
});

describe('showAmount', () => {
  it('groups thousands and keeps two digits', () => {
    expect([5, 100, -125050, 123456789].map(showAmount)).to.deep.equal([
      'R0.05',
      'R1.00',
      '-R1,250.50',
      'R1,234,567.89',
    ]);
  });
});
