import { expect } from 'chai';
import fc from 'fast-check';
import { Keyv } from 'keyv';
import { Bank, type BankRecord } from '../../../bots/banking/bank.js';
import { demoCustomer } from '../../../bots/banking/demo.js';
import { dayOf } from '../../../bots/dates/calendar.js';
import { openStore } from '../../../src/index.js';
import { person, tuesday } from './talk.js';

const clock = { now: () => tuesday };
const newBank = () => new Bank(new Keyv<BankRecord>(), clock);

describe('Bank', () => {
  it('gives a person the same customer every time, and another person another one', async () => {
    const [one, same, other] = await Promise.all([
      newBank().customer(person),
      newBank().customer(person),
      newBank().customer('27820000002'),
    ]);
    expect(one).to.deep.equal(same);
    expect(one.accounts).to.not.deep.equal(other.accounts);
    expect(one.accounts.map(({ name }) => name)).to.deep.equal(['Cheque', 'Savings', 'Credit card']);
    for (const { masked } of one.accounts) expect(masked).to.match(/^\*{4}\d{4}$/);
  });

  it('keeps the history of the first sight while the time goes on', async () => {
    const store = new Keyv<BankRecord>();
    const first = await new Bank(store, clock).transactions(person);
    const later = await new Bank(store, { now: () => tuesday + 9 * 86_400_000 }).transactions(person);
    expect(later).to.deep.equal(first);
    expect(first.length).to.be.greaterThan(50);
  });

  it('shows transactions newest first, by account and by days', async () => {
    const bank = newBank();
    const all = await bank.transactions(person);
    expect(all.map(({ at }) => at)).to.deep.equal(all.map(({ at }) => at).sort((a, b) => b - a));
    const june = await bank.transactions(person, 'savings', { days: { from: '2026-06-01', to: '2026-06-30' } });
    expect(june.map(({ description, amountCents }) => [description, amountCents])).to.deep.equal([
      ['Monthly saving', 1_500_00],
    ]);
  });

  it('loses nothing where two processes change one customer at once, on a store with atomic updates', async () => {
    const store = await openStore('memory:');
    const banks = [1, 2].map(() => new Bank(store.keyv<BankRecord>('bank'), clock));
    const before = await newBank().transactions(person);
    const pay = (bank: Bank, index: number) =>
      bank.payByCard(person, {
        amountCents: 100,
        merchant: 'Kiosk',
        suspicious: false,
        notification: '',
        key: `k${index}`,
      });
    await Promise.all(Array.from({ length: 20 }, (_, index) => banks.map((bank) => pay(bank, index))).flat());
    const after = await banks[0]?.transactions(person);
    expect(after).to.have.length(before.length + 20);
    expect(new Set(after?.map(({ id }) => id)).size).to.equal(before.length + 20);
    await store.close();
  });

  it('books both sides of a transfer', async () => {
    const bank = newBank();
    const before = await bank.customer(person);
    const request = { from: 'cheque', to: 'b1', amountCents: 250_00, reference: 'lunch', key: 'k' };
    const result = await bank.transfer(person, request);
    expect(result).to.include({ kind: 'booked', repeated: false });
    const after = await bank.customer(person);
    expect((after.accounts[0]?.balanceCents ?? 0) - (before.accounts[0]?.balanceCents ?? 0)).to.equal(-250_00);
    expect(after.beneficiaries[0]?.receivedCents).to.equal(250_00);
    const [newest] = await bank.transactions(person);
    expect(newest).to.include({ account: 'cheque', amountCents: -250_00, description: 'To Sipho Dlamini: lunch' });
    expect(await bank.transfer(person, request)).to.deep.equal({ ...result, repeated: true });
  });

  it('answers with a result what cannot be booked', async () => {
    const bank = newBank();
    const request = { from: 'cheque', to: 'b1', amountCents: 250_00, reference: '', key: 'k' };
    const tries = [
      { ...request, amountCents: 999_999_999_00 },
      { ...request, amountCents: 0 },
      { ...request, amountCents: 1.5 },
      { ...request, from: 'constructor' },
      { ...request, to: 'nobody' },
      { ...request, to: 'cheque' },
    ];
    const before = await bank.transactions(person);
    const results = await Promise.all(tries.map((each) => bank.transfer(person, each)));
    expect(results.map((result) => (result.kind === 'invalid' ? result.field : result.kind))).to.deep.equal([
      'insufficient-funds',
      'amountCents',
      'amountCents',
      'from',
      'to',
      'to',
    ]);
    expect(await bank.transactions(person)).to.deep.equal(before);
    await bank.transfer(person, request);
    expect(await bank.transfer(person, { ...request, to: 'b2' })).to.include({ kind: 'invalid', field: 'key' });
  });

  it('freezes and unfreezes the card', async () => {
    const bank = newBank();
    await bank.freezeCard(person);
    expect((await bank.customer(person)).cardIsFrozen).to.equal(true);
    await bank.unfreezeCard(person);
    expect((await bank.customer(person)).cardIsFrozen).to.equal(false);
  });

  it('passes on what its store cannot do, and works again afterwards', async () => {
    const store = new Keyv<BankRecord>();
    const bank = new Bank(store, clock);
    const failing = { get: () => Promise.reject(new Error('store is down')) };
    const broken = new Bank(Object.assign(new Keyv<BankRecord>(), failing), clock);
    const error = await broken.customer(person).catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message', 'store is down');
    expect((await bank.customer(person)).id).to.equal(person);
  });

  const request = fc.record({
    from: fc.constantFrom('cheque', 'savings', 'credit', 'b1', 'none'),
    to: fc.constantFrom('cheque', 'savings', 'credit', 'b1', 'b2', 'none'),
    amountCents: fc.integer({ min: -1, max: 60_000_00 }),
    reference: fc.string(),
    key: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
  });

  it('never books a key twice and neither makes nor loses money, in any order and side by side', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 12 }), async (requests) => {
        const bank = newBank();
        const before = await total(bank);
        const results = await Promise.all(requests.map((each) => bank.transfer(person, each)));
        const first = results.filter((result) => result.kind === 'booked' && !result.repeated);
        const keys = new Set(requests.filter((_, at) => results[at]?.kind === 'booked').map(({ key }) => key));
        expect(first.length).to.equal(keys.size);
        expect(await total(bank)).to.equal(before);
        const { accounts } = await bank.customer(person);
        for (const { balanceCents, limitCents } of accounts) expect(balanceCents).to.be.at.least(-limitCents);
      }),
      { numRuns: 60 },
    );
  });
});

describe('demoCustomer', () => {
  it('holds whole cents, nothing of the future, and a cheque account that never runs dry', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
        (id, now) => {
          const { customer, transactions } = demoCustomer(id, now);
          const moved = (account: string) =>
            transactions.filter((entry) => entry.account === account).map(({ amountCents }) => amountCents);
          for (const { at, amountCents } of transactions) {
            expect(Number.isSafeInteger(amountCents) && at <= now && at >= now - 91 * 86_400_000).to.equal(true);
          }
          const cheque = customer.accounts.find((account) => account.id === 'cheque');
          let balance = (cheque?.balanceCents ?? 0) - moved('cheque').reduce((sum, amount) => sum + amount, 0);
          for (const amount of moved('cheque')) {
            balance += amount;
            expect(balance).to.be.at.least(3_000_00);
          }
          const credit = customer.accounts.find((account) => account.id === 'credit');
          expect((credit?.balanceCents ?? 1) < 0).to.equal(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives a person who turns out to have another id the accounts of that one, unless they have some', async () => {
    const bank = newBank();
    const { id, ...hidden } = await bank.freezeCard('ZA.1');
    await bank.follow(person, 'ZA.1');
    await bank.follow(person, 'ZA.1');
    expect(await bank.customer(person)).to.deep.equal({ ...hidden, id: person });
    await bank.customer('ZA.2');
    await bank.follow(person, 'ZA.2');
    expect(await bank.customer(person)).to.deep.equal({ ...hidden, id: person });
  });

  it('books the salary on the 25th of the month in the zone of the customer', () => {
    const { transactions } = demoCustomer('12025550100', Date.parse('2026-11-20T04:30:00Z'));
    const days = transactions
      .filter(({ description }) => description === 'Salary')
      .map(({ at }) => dayOf(at, 'America/New_York'));
    expect(days).to.deep.equal(['2026-08-25', '2026-09-25', '2026-10-25']);
  });
});

async function total(bank: Bank): Promise<number> {
  const { accounts, beneficiaries } = await bank.customer(person);
  const sums = [
    ...accounts.map(({ balanceCents }) => balanceCents),
    ...beneficiaries.map(({ receivedCents }) => receivedCents),
  ];
  return sums.reduce((sum, each) => sum + each, 0);
}
