import { expect } from 'chai';
import { demoCustomer } from '../../../bots/banking/demo.js';
import { type Asked, readTransferAnswer } from '../../../bots/banking/transferAnswer.js';
import { readTransfers } from '../../../bots/banking/transferTexts.js';
import { person, tuesday } from './talk.js';

const { customer } = demoCustomer(person, tuesday);

const changes: readonly (readonly [asked: Asked, said: string, slots: object])[] = [
  ['confirm', 'no wait, R300', { amountCents: 300_00 }],
  ['confirm', 'yes but only 100', { amountCents: 100_00 }],
  ['confirm', 'not R250, R25', { amountCents: 25_00 }],
  ['confirm', 'actually to Thandi', { to: 'b2', near: undefined }],
  ['confirm', 'no, thandi not sipho', { to: 'b2', near: undefined }],
  ['confirm', 'make it R400 to bloem', { amountCents: 400_00, to: 'b4', near: undefined }],
  ['confirm', 'from savings rather', { from: 'savings' }],
  ['confirm', 'i meant cheque', { from: 'cheque' }],
  ['confirm', 'reference: July rent', { reference: 'July rent' }],
  ['payee', 'to city powr', { to: undefined, near: { id: 'b3', said: 'city powr' } }],
  ['payee', 'my savings account', { to: 'savings', near: undefined }],
  ['payer', 'the cheque one', { from: 'cheque' }],
  ['amount', '250 rand please', { amountCents: 250_00 }],
];

const cleared: readonly (readonly [said: string, slot: string])[] = [
  ['wrong amount', 'amountCents'],
  ['not R250', 'amountCents'],
  ['make it two hundred', 'amountCents'],
  ['no, not sipho', 'to'],
  ['somebody else', 'to'],
  ['a different account please', 'from'],
];

const kinds = {
  yes: ['yes', 'ja', 'yes send it now', 'ok go ahead', 'yes yes'],
  no: ['no', 'no thanks', "no don't send it", 'I changed my mind', "don't"],
  wait: ['hold on', 'ok wait', 'not yet'],
  unclear: ["don't say yes", 'yes or no?', 'yes tomorrow', 'hm', '3', 'maybe', 'no problem', 'yes but'],
};

describe('readTransferAnswer', () => {
  for (const [asked, said, slots] of changes) {
    it(`takes "${said}" for a change at the question of ${asked}`, () => {
      const answer = readTransferAnswer(asked, said, customer);
      expect(answer).to.include({ kind: 'change' });
      expect(answer).to.have.property('slots').that.deep.equals(slots);
    });
  }
  for (const [said, slot] of cleared) {
    it(`takes "${said}" for the ${slot} taken back`, () => {
      expect(readTransferAnswer('confirm', said, customer)).to.deep.include({ kind: 'change', cleared: [slot] });
    });
  }
  for (const [kind, texts] of Object.entries(kinds)) {
    it(`takes for ${kind} what is clearly so`, () => {
      expect(texts.map((text) => `${text}: ${readTransferAnswer('confirm', text, customer).kind}`)).to.deep.equal(
        texts.map((text) => `${text}: ${kind}`),
      );
    });
  }
});

describe('readTransfers', () => {
  const table: readonly (readonly [said: string, slots: readonly object[]])[] = [
    [
      'pay Thandi 100 and Sipho 50',
      [
        { amountCents: 100_00, to: 'b2' },
        { amountCents: 50_00, to: 'b1' },
      ],
    ],
    [
      'send R50 each to Sipho and Thandi',
      [
        { amountCents: 50_00, to: 'b1' },
        { amountCents: 50_00, to: 'b2' },
      ],
    ],
    ['send R250 to Sipho for lunch and Coke', [{ amountCents: 250_00, to: 'b1', reference: 'lunch and Coke' }]],
    ['send R1,234.50 to Sipho, from savings', [{ amountCents: 1_234_50, to: 'b1', from: 'savings' }]],
    ['R50 for Thandi as well', [{ amountCents: 50_00, to: 'b2' }]],
    ['send R20 to Thandi and Thabo', [{ amountCents: 20_00, to: 'b2' }, { amountCents: 20_00 }]],
  ];
  for (const [said, slots] of table) {
    it(`finds ${slots.length} in "${said}"`, () => {
      expect(readTransfers(said, customer).map((reading) => reading.slots)).to.deep.equal(slots);
    });
  }
});
