import { expect } from 'chai';
import fc from 'fast-check';
import type { Transaction } from '../../../bots/banking/accounts.js';
import {
  answered,
  type BankRecord,
  cleared,
  looksUnusual,
  type PaymentRequest,
  paid,
} from '../../../bots/banking/cardPayments.js';
import { demoCustomer } from '../../../bots/banking/demo.js';
import { readPaymentAnswer } from '../../../bots/banking/paymentAnswer.js';
import { person, tuesday } from './talk.js';

const dayMs = 86_400_000;
const payment = (amountCents: number, daysAgo: number, account = 'credit'): Transaction => ({
  ...{ id: 't1', account, at: tuesday - daysAgo * dayMs },
  ...{ amountCents: -amountCents, description: 'Shop' },
});

describe('looksUnusual', () => {
  const cases: readonly (readonly [why: string, before: readonly Transaction[], amountCents: number, is: boolean])[] = [
    ['more than three times the largest', [payment(900_00, 5)], 2_701_00, true],
    ['three times the largest', [payment(900_00, 5)], 2_700_00, false],
    ['much more, and yet little', [payment(10_00, 5)], 1_999_99, false],
    ['much, where nothing was paid before', [], 2_000_00, true],
    ['what was larger, but long ago', [payment(5_000_00, 91)], 2_000_00, true],
    ['what was larger, but from another account', [payment(5_000_00, 5, 'cheque')], 2_000_00, true],
    ['what was larger, but came in', [payment(-5_000_00, 5)], 2_000_00, true],
  ];
  for (const [why, before, amountCents, is] of cases) {
    it(`is ${is} for ${why}`, () => expect(looksUnusual(before, amountCents, tuesday)).to.equal(is));
  }
});

describe('readPaymentAnswer', () => {
  const answers: Readonly<Record<string, string | undefined>> = {
    'It was me': 'mine',
    'yes, that was me': 'mine',
    'I made that payment': 'mine',
    'Not me': 'not-mine',
    "no, it wasn't me!": 'not-mine',
    "I didn't make that": 'not-mine',
    "I don't recognise this payment": 'not-mine',
    'that one is not mine, block the card': 'not-mine',
    yes: 'mine (bare)',
    nope: 'not-mine (bare)',
    'no, the tyres': 'not-mine (bare, more)',
    "I don't know": undefined,
    'do not pay me': undefined,
    'what was it': undefined,
    'notify me': undefined,
    'send R250 to Sipho': undefined,
    '': undefined,
  };
  for (const [text, answer] of Object.entries(answers)) {
    it(`${answer === undefined ? 'finds none in' : `reads ${answer} from`} "${text}"`, () => {
      const read = readPaymentAnswer(text);
      const how = read?.isBare ? ` (bare${read.isWhole ? '' : ', more'})` : '';
      expect(read && read.answer + how).to.equal(answer);
    });
  }
});

describe('A question about a payment', () => {
  const request: PaymentRequest = { amountCents: 4_899_00, merchant: 'Night Owl', suspicious: true, notification: 'n' };

  it('freezes the card with the first "not mine", keeps it so, and costs nobody any money', () => {
    const acts = fc.array(fc.constantFrom('mine', 'not-mine', 'clear'), { maxLength: 8 });
    fc.assert(
      fc.property(acts, (all) => {
        let record: BankRecord = demoCustomer(person, tuesday);
        const first = paid(record, request, tuesday);
        if (first.result.kind !== 'booked') return expect.fail('It is not booked.');
        const { id } = first.result.transaction;
        record = first.record;
        const { balanceCents } = record.customer.accounts[2] ?? expect.fail('There is no card.');
        for (const [turn, act] of all.entries()) {
          const before = record;
          record = act === 'clear' ? cleared(record, id).record : answered(record, id, act, `turn${turn}`).record;
          // The same turn again changes nothing more.
          if (act !== 'clear') expect(answered(record, id, act, `turn${turn}`).record).to.equal(record);
          if (act === 'clear' && before.questions?.[0]?.state !== 'open') expect(record).to.equal(before);
        }
        expect(record.customer.cardIsFrozen).to.equal(all.includes('not-mine'));
        expect(record.customer.accounts[2]?.balanceCents).to.equal(balanceCents);
        const last = all.findLast((act) => act !== 'clear');
        expect(record.questions?.[0]?.state).to.equal(last ?? (all.length > 0 ? 'cleared' : 'open'));
      }),
    );
  });

  it('is kept, of the last fifty', () => {
    let record: BankRecord = demoCustomer(person, tuesday);
    for (let count = 0; count < 60; count += 1) {
      record = paid(record, { ...request, amountCents: 1 + count }, tuesday).record;
    }
    expect(record.questions).to.have.length(50);
    expect(record.questions?.at(-1)?.amountCents).to.equal(60);
  });
});
