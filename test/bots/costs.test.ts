import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { type Program, person, record, records, startProgram, supportNumber } from './program.js';

describe('GET /api/costs', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
    await program.emulator?.say({ from: person, to: supportNumber, text: 'Hi' });
    await program.emulator?.settled();
  });
  after(async () => {
    await program.stop();
    await removeFolders();
  });

  it('tells what was sent this month, what it cost, and what the window saved', async () => {
    await eventually(async () => {
      const { status, json } = await program.api('/api/costs');
      expect(status).to.equal(200);
      expect(json).to.include({ by: 'category', currency: 'USD', asOf: '2025-07-01' });
      // Two messages of the bot's, to South Africa.
      const costs = { sent: 2, delivered: 2, charged: 0, cost: 0, asTemplates: 0.0152, saved: 0.0152 };
      expect(json.rows).to.deep.equal([{ key: 'service', ...costs }]);
      expect(json.total).to.deep.equal(costs);
    }, 20_000);
  });

  it('takes a range of days, and what the rows are for', async () => {
    const { json } = await program.api('/api/costs?since=2026-05-01&until=2026-06-01&by=day');
    expect(json).to.include({ by: 'day', since: '2026-05-01', until: '2026-05-31' });
    const today = await program.api('/api/costs?by=number');
    expect(records(today.json.rows).map(({ key }) => key)).to.deep.equal([supportNumber]);
  });

  it('names the field that is wrong', async () => {
    for (const [query, field] of [
      ['by=person', 'by'],
      ['since=1777636800', 'since'],
      ['until=soon', 'until'],
      ['since=2026-06-01&until=2026-05-01', 'until'],
      ['since=9999-12-31', 'since'],
      ['by=day&from=2026-05-01', 'from'],
    ]) {
      const { status, json } = await program.api(`/api/costs?${query}`);
      expect([query, status, json.field]).to.deep.equal([query, 400, field]);
    }
  });

  it('needs the token', async () => {
    expect((await program.call('/api/costs')).status).to.equal(401);
  });

  it('goes by the table that PRICES names, and the program does not start with a wrong one', async () => {
    const PRICES = join(await temporaryFolder(), 'prices.json');
    const market = { market: 'everybody', prefixes: [], utility: 1, marketing: 2, authentication: 3 };
    await writeFile(PRICES, JSON.stringify({ currency: 'ZAR', asOf: '2026-05-01', source: 'x', markets: [market] }));
    const other = await startProgram({ PRICES });
    try {
      expect(record((await other.api('/api/costs')).json)).to.include({ currency: 'ZAR', asOf: '2026-05-01' });
    } finally {
      await other.stop();
    }
    await writeFile(PRICES, '{}');
    const refused = await startProgram({ PRICES }).catch((error: Error) => error.message);
    expect(refused).to.match(/^PRICES: Price table, currency: /);
  });
});
