import { expect } from 'chai';
import { demoCustomer } from '../../../bots/banking/demo.js';
import { inWords } from '../../../bots/banking/names.js';
import { readParty } from '../../../bots/banking/party.js';
import { readTransfer } from '../../../bots/banking/transferText.js';
import { bankingWordsIn } from '../../../bots/banking/words.js';
import { person, tuesday } from './talk.js';

const { customer } = demoCustomer(person, tuesday);
const savingsMask = customer.accounts.find(({ id }) => id === 'savings')?.masked;

const table: readonly (readonly [text: string, slots: object])[] = [
  ['transfer', {}],
  ['transfer money', {}],
  ['send R250 to Sipho', { amountCents: 250_00, to: 'b1' }],
  ['pay Thandi 100', { amountCents: 100_00, to: 'b2' }],
  ['send Sipho R100 for lunch', { amountCents: 100_00, to: 'b1', reference: 'lunch' }],
  ['send R100 to sipho for rent from cheque', { amountCents: 100_00, to: 'b1', from: 'cheque', reference: 'rent' }],
  ['move R500 from savings to cheque', { amountCents: 500_00, to: 'cheque', from: 'savings' }],
  ['transfer R1 250,50 to Thandi Nkosi from my savings account', { amountCents: 1_250_50, to: 'b2', from: 'savings' }],
  [`send 100 to sipho from ${savingsMask}`, { amountCents: 100_00, to: 'b1', from: 'savings' }],
  ['pay from my current account', { from: 'cheque' }],
  ['pay my credit card R500', { amountCents: 500_00, to: 'credit' }],
  ['make a payment to Sipho Dlamini', { to: 'b1' }],
  ['can you pay city power?', { to: 'b3' }],
];

describe('readTransfer', () => {
  for (const [text, slots] of table) {
    it(`understands "${text}"`, () => {
      expect(readTransfer(text, customer)).to.deep.equal({ slots, notes: [] });
    });
  }

  it('says what it could not use, and keeps the rest', () => {
    const bob = readTransfer('send R250 to Bob', customer);
    expect(bob.slots).to.deep.equal({ amountCents: 250_00 });
    expect(inWords(bob.notes, bankingWordsIn('en'))).to.include('"Bob" is not among your beneficiaries.');
    const several = readTransfer('pay Sipho 100 or 200', customer);
    expect(several.slots).to.not.have.property('amountCents');
    expect(inWords(several.notes, bankingWordsIn('en'))).to.include('more than one amount');
    expect(readTransfer('send R1 to Sipho from ****0000', customer).notes).to.have.length(1);
  });
});

describe('readParty', () => {
  it('does not choose between two that fit', () => {
    const parties = [
      { id: '1', name: 'Sipho Dlamini' },
      { id: '2', name: 'Sipho Zulu' },
    ];
    expect(readParty('sipho', parties)).to.deep.equal({ kind: 'several', names: ['Sipho Dlamini', 'Sipho Zulu'] });
    expect(readParty('sipho z', parties)).to.deep.equal({ kind: 'none' });
    expect(readParty('sipho zu', parties)).to.deep.equal({ kind: 'one', id: '2' });
    expect(readParty('', parties)).to.deep.equal({ kind: 'none' });
  });
});
