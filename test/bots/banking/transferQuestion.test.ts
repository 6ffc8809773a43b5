import { expect } from 'chai';
import type { Customer } from '../../../bots/banking/accounts.js';
import { inWords } from '../../../bots/banking/names.js';
import { nextQuestion } from '../../../bots/banking/transferQuestion.js';
import { bankingWordsIn } from '../../../bots/banking/words.js';

const account = (id: 'cheque' | 'savings' | 'credit', name: string, balanceCents: number, limitCents = 0) => ({
  id,
  name,
  masked: '****1234',
  currency: 'ZAR' as const,
  balanceCents,
  limitCents,
});
const customer: Customer = {
  id: 'p',
  name: 'Naledi',
  accounts: [
    account('cheque', 'Cheque', 100_00),
    account('savings', 'Savings', 500_00),
    account('credit', 'Credit card', 0, 9_000_00),
  ],
  beneficiaries: [{ id: 'b1', name: 'Sipho', receivedCents: 0 }],
  cardIsFrozen: false,
};

describe('nextQuestion', () => {
  const table = [
    ['amount', {}, ''],
    ['payee', { amountCents: 50_00 }, ''],
    ['payer', { amountCents: 50_00, to: 'b1' }, ''],
    ['confirm', { amountCents: 50_00, to: 'b1', from: 'cheque' }, ''],
    ['confirm', { amountCents: 100_00, to: 'b1', from: 'cheque' }, ''],
    ['payer', { amountCents: 100_01, to: 'b1', from: 'cheque' }, 'is not enough for R100.01'],
    ['amount', { amountCents: 500_01, to: 'b1' }, 'more than you have'],
    ['amount', { amountCents: 100_01, to: 'savings' }, 'more than you have'],
    ['payer', { amountCents: 50_00, to: 'b1', from: 'credit' }, 'Credit card cannot send money.'],
    ['payer', { amountCents: 50_00, to: 'cheque', from: 'cheque' }, 'Cheque cannot pay itself.'],
  ] as const;
  for (const [ask, slots, note] of table) {
    it(`asks for ${ask} after ${JSON.stringify(slots)}`, () => {
      const next = nextQuestion(slots, customer);
      expect(next.ask).to.equal(ask);
      expect(inWords(next.notes, bankingWordsIn('en'))).to.include(note);
      expect(next.notes.length > 0).to.equal(note !== '');
    });
  }

  it('offers only accounts that can pay', () => {
    const next = nextQuestion({ amountCents: 200_00, to: 'b1' }, customer);
    expect(next.ask === 'payer' && next.payers.map(({ id }) => id)).to.deep.equal(['savings']);
  });
});
