import { once } from 'node:events';
import { expect } from 'chai';
import { Keyv } from 'keyv';
import restify from 'restify';
import { bankingRoutes } from '../../../bots/banking/api.js';
import { Bank, type BankRecord } from '../../../bots/banking/bank.js';
import { person, tuesday } from './talk.js';

describe('bankingRoutes', () => {
  const bank = new Bank(new Keyv<BankRecord>(), { now: () => tuesday });
  const server = restify.createServer();
  let url = '';

  before(async () => {
    server.use(restify.plugins.bodyParser({ mapParams: false }));
    bankingRoutes(server, { bank, from: undefined, notify: async () => expect.fail('Nobody is asked here.') });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    url = `http://127.0.0.1:${server.address().port}/api/customers`;
  });
  after(() => new Promise<void>((done) => server.close(() => done())));

  async function get(path: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(url + path);
    return { status: response.status, body: await response.json() };
  }

  it('shows accounts with masked numbers and the state of the card', async () => {
    await bank.freezeCard(person);
    const { status, body } = await get(`/${person}`);
    const { accounts, name } = await bank.customer(person);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ person, name, card: { number: accounts[2]?.masked, state: 'frozen' } });
    expect(body).to.have.nested.property('accounts[0].number', accounts[0]?.masked);
    expect(body).to.have.nested.property('accounts[0].balanceCents', accounts[0]?.balanceCents);
  });

  it('shows the transactions of the days asked for, and all without days', async () => {
    const june = await get(`/${person}/transactions?from=2026-06-25&to=2026-06-25`);
    expect(june.body).to.have.nested.property('transactions[0].currency', 'ZAR');
    const descriptions = JSON.stringify(june.body);
    expect(descriptions).to.include('Salary').and.include('2026-06-25').and.not.include('2026-06-26');
    const all = await get(`/${person}/transactions`);
    expect(all.body)
      .to.have.property('transactions')
      .with.length((await bank.transactions(person)).length);
  });

  it('knows a customer in whatever way their number is written', async () => {
    await bank.freezeCard(person);
    for (const written of [`+${person}`, '+27 82 000 0001', '00 27-82-000-0001', '+27 (82) 000 0001']) {
      const { status, body } = await get(`/${encodeURIComponent(written)}`);
      expect([status, body], written).to.have.nested.property('[1].person', person);
      expect(body).to.have.nested.property('card.state', 'frozen');
      const listed = await get(`/${encodeURIComponent(written)}/transactions`);
      expect(listed.body).to.deep.equal((await get(`/${person}/transactions`)).body);
    }
    await bank.freezeCard('5511987654321');
    expect((await get('/551187654321')).body).to.have.nested.property('card.state', 'frozen');
  });

  it('keeps the language that the bank writes to a customer', async () => {
    const put = async (body: object) => {
      const options = { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await fetch(`${url}/${person}`, options);
      return { status: response.status, body: await response.json() };
    };
    expect((await get(`/${person}`)).body).to.include({ language: 'en' });
    expect(await put({ language: 'af' })).to.have.nested.property('body.language', 'af');
    expect((await get(`/${person}`)).body).to.include({ language: 'af' });
    expect((await bank.customer(person)).language).to.equal('af');
    expect(await put({ language: 'xx' })).to.have.nested.property('body.field', 'language');
  });

  const wrong = [
    [`/${person}/transactions?from=yesterday`, 'from'],
    [`/${person}/transactions?to=2026-02-30`, 'to'],
    [`/${person}/transactions?from=`, 'from'],
    [`/${person}/transactions?from=2026-05-02&to=2026-05-01`, 'to'],
    ['/a%20b', 'person'],
    ['/0820000001', 'person'],
    ['/undefined', 'person'],
  ] as const;
  for (const [path, field] of wrong) {
    it(`answers ${path.slice(0, 60)} with a 400 that names ${field}`, async () => {
      const { status, body } = await get(path);
      expect(status).to.equal(400);
      expect(body).to.include({ field });
    });
  }
});
