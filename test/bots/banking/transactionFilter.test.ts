import { expect } from 'chai';
import { demoCustomer } from '../../../bots/banking/demo.js';
import { filtered, readFilter } from '../../../bots/banking/transactionFilter.js';
import { person, tuesday } from './talk.js';

const { transactions, customer } = demoCustomer(person, tuesday);
const names = [
  ...transactions.map(({ description }) => description),
  ...customer.beneficiaries.map(({ name }) => name),
];
const all = { accounts: [], categories: [], names: [] };

describe('readFilter', () => {
  const table: readonly (readonly [said: string, filter: object])[] = [
    ['show my last payments', { direction: 'out' }],
    ['deposits last week', { direction: 'in' }],
    ['incoming payments', { direction: 'in' }],
    ['money in and out of savings', { accounts: ['savings'] }],
    ['what I spent on groceries and petrol', { direction: 'out', categories: ['groceries', 'fuel'] }],
    ['did my salary come in', { direction: 'in', categories: ['salary'] }],
    ['what did I pay sipho', { direction: 'out', names: [['Sipho']] }],
    ['transactions at kastel', { names: [['Kasteel']] }],
    ['transactions over R1000', { least: 1000_00 }],
    ['transactions between R100 and R500', { least: 100_00, most: 500_00 }],
    ['transactions up to 5 June', {}],
    ['savings and cheque transactions', { accounts: ['cheque', 'savings'] }],
  ];
  for (const [said, filter] of table) {
    it(`reads "${said}"`, () => {
      const read = readFilter(said, names);
      expect(read.filter).to.deep.equal({ ...all, ...filter });
      expect([...read.unknown, ...read.unused]).to.deep.equal([]);
    });
  }

  it('tells what is in no transaction, in the letters in which it was written', () => {
    expect(readFilter('what did I pay Thabo in June', names)).to.deep.include({ unknown: ['Thabo'], unused: [] });
    expect(readFilter('transactions neatly', names)).to.deep.include({ unknown: [], unused: ['neatly'] });
  });

  it('leaves the words for days', () => {
    expect(readFilter('groceries from 1 May to last Friday on my cheque account', names).days).to.match(
      /from 1 may to last friday$/,
    );
  });

  it('finds what was asked for and nothing else', () => {
    const groceries = filtered(transactions, { ...all, categories: ['groceries'], least: 500_00 });
    expect(groceries).to.have.length.greaterThan(3);
    for (const { category, amountCents } of groceries) {
      expect(category).to.equal('groceries');
      expect(amountCents).to.be.at.most(-500_00);
    }
  });
});
