import { expect } from 'chai';
import { type CostRow, type Costs, type CostsBy, PriceTable, TemplateCatalog, template } from '../../src/index.js';
import { business, type Channel, catalogue, noon, signUp, startChannel, thandi } from '../support/channel.js';

const day = 24 * 60 * 60 * 1000;
const [uwe, sipho, lerato] = ['4915100000001', '27820000002', '27820000003'];
const [may, june] = [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)];

const prices = PriceTable.parse({
  currency: 'USD',
  asOf: '2026-04-01',
  source: 'Made up for this test.',
  markets: [
    { market: 'South Africa', prefixes: ['27'], utility: 0.0076, marketing: 0.0379, authentication: 0.0076 },
    { market: 'Germany', prefixes: ['49'], utility: 0.055, marketing: 0.1365, authentication: 0.055 },
    { market: 'other', prefixes: [], utility: 1, marketing: 1, authentication: 1 },
  ],
  free: [
    { category: 'service' },
    { category: 'utility', when: 'inside-window' },
    { category: 'authentication', perMonth: 1 },
  ],
});
const templates = TemplateCatalog.parse({
  templates: [
    ...catalogue.templates,
    {
      name: 'sale',
      language: 'en',
      category: 'marketing',
      body: 'Everything for {{1}} euros, today only.',
      slots: ['price'],
    },
    {
      name: 'code',
      language: 'en',
      category: 'authentication',
      body: 'Your code is {{1}}. Tell nobody.',
      slots: ['code'],
    },
  ],
});
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

/** The month, one line for each thing that happens, and what it costs. */
const script: readonly (readonly [dayOfMonth: number, what: (channel: Channel) => Promise<unknown>])[] = [
  // One answer: free.
  [1, ({ say }) => say('Hello')],
  // An answer of three WhatsApp messages, which would have been one template: free.
  [1, ({ say }) => say('long')],
  // A utility template while the window is open: free.
  [1, ({ adapter }) => adapter.notify({ to: thandi, template: resolved })],
  // A text that leaves as its template: 0.0076.
  [3, ({ adapter }) => adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, topic: 'tickets' })],
  // Marketing, in Germany: 0.1365.
  [3, ({ adapter }) => adapter.notify({ to: uwe, template: template('sale', { price: 9 }), topic: 'offers' })],
  // The first code of the month is free, and the second is not: 0.0076.
  [10, ({ adapter }) => adapter.notify({ to: uwe, template: template('code', { code: 1234 }) })],
  [11, ({ adapter }) => adapter.notify({ to: thandi, template: template('code', { code: 5678 }) })],
  // Nobody is there: not even sent.
  [12, ({ adapter }) => adapter.notify({ to: sipho, template: resolved })],
  // A phone that is off: sent, and never delivered.
  [13, ({ adapter }) => adapter.notify({ to: lerato, template: resolved })],
  // Two answers, in Germany, with every callback twice: free.
  [20, ({ say }) => say('Hallo', uwe)],
  [20, ({ say }) => say('Hallo?', uwe)],
  // An answer, and a text that WhatsApp accepts and then refuses. It leaves as its template: 0.0076.
  [25, ({ say }) => say('Hi')],
  [25, ({ adapter }) => adapter.notify({ to: thandi, text: 'Fixed.', template: resolved })],
  // Another month.
  [33, ({ adapter }) => adapter.notify({ to: thandi, template: resolved })],
];

describe('The cost report of a month', () => {
  let channel: Channel;
  before(async () => {
    channel = await startChannel({
      logic: async (context) => {
        const { type, text } = context.activity;
        if (type === 'message') await context.sendActivity(text === 'long' ? 'x'.repeat(9000) : 'Good day.');
      },
      adapter: { prices, templates },
    });
    const { emulator, clock } = channel;
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    await signUp(channel.adapter, thandi, 'tickets');
    await signUp(channel.adapter, uwe, 'offers');
    emulator.person(sipho, { onWhatsApp: false });
    emulator.person(lerato, { on: false });
    for (const [index, [dayOfMonth, what]] of script.entries()) {
      clock.advance(noon + (dayOfMonth - 1) * day - clock.now());
      emulator.fault('duplicateCallback', dayOfMonth === 20 ? 20 : 0);
      if (index === script.length - 2) emulator.fault('windowRefused', 1);
      await what(channel);
      await channel.settled();
    }
  });
  after(() => channel.close());

  const rows = async (by: CostsBy) => {
    const { rows, total } = await channel.adapter.costs({ since: may, until: june, by });
    return [...rows, { key: 'total', ...total }].map(line);
  };
  const total = 'total: 15 sent, 4 charged, cost 0.1593, as templates 0.2921, saved 0.1328';

  it('equals the table by category that was worked out by hand', async () => {
    expect(await rows('category')).to.deep.equal([
      'authentication: 2 sent, 1 charged, cost 0.0076, as templates 0.0076, saved 0',
      'marketing: 1 sent, 1 charged, cost 0.1365, as templates 0.1365, saved 0',
      // 1 + 3 to Thandi, 2 to Uwe, 2 to Thandi, of which one was refused: 3 × 0.0076 + 2 × 0.055.
      'service: 8 sent, 0 charged, cost 0, as templates 0.1328, saved 0.1328',
      'utility: 4 sent, 2 charged, cost 0.0152, as templates 0.0152, saved 0',
      total,
    ]);
  });

  it('equals the tables by template, by topic, by number and by day', async () => {
    expect(await rows('template')).to.deep.equal([
      'code: 2 sent, 1 charged, cost 0.0076, as templates 0.0076, saved 0',
      'sale: 1 sent, 1 charged, cost 0.1365, as templates 0.1365, saved 0',
      'ticket_resolved: 4 sent, 2 charged, cost 0.0152, as templates 0.0152, saved 0',
      'null: 8 sent, 0 charged, cost 0, as templates 0.1328, saved 0.1328',
      total,
    ]);
    expect(await rows('topic')).to.deep.equal([
      'offers: 1 sent, 1 charged, cost 0.1365, as templates 0.1365, saved 0',
      'tickets: 1 sent, 1 charged, cost 0.0076, as templates 0.0076, saved 0',
      'null: 13 sent, 2 charged, cost 0.0152, as templates 0.148, saved 0.1328',
      total,
    ]);
    expect(await rows('number')).to.deep.equal([total.replace('total', business), total]);
    expect(await rows('day')).to.deep.equal([
      '2026-05-01: 5 sent, 0 charged, cost 0, as templates 0.0152, saved 0.0152',
      '2026-05-03: 2 sent, 2 charged, cost 0.1441, as templates 0.1441, saved 0',
      '2026-05-10: 1 sent, 0 charged, cost 0, as templates 0, saved 0',
      '2026-05-11: 1 sent, 1 charged, cost 0.0076, as templates 0.0076, saved 0',
      '2026-05-13: 1 sent, 0 charged, cost 0, as templates 0, saved 0',
      '2026-05-20: 2 sent, 0 charged, cost 0, as templates 0.11, saved 0.11',
      '2026-05-25: 3 sent, 1 charged, cost 0.0076, as templates 0.0152, saved 0.0076',
      total,
    ]);
  });

  it('names its days, its currency, and where the prices are from', async () => {
    const { rows: _, total: __, ...rest } = await channel.adapter.costs({ since: may, until: june });
    expect(rest).to.deep.equal({
      by: 'category',
      since: '2026-05-01',
      until: '2026-05-31',
      currency: 'USD',
      asOf: '2026-04-01',
      source: 'Made up for this test.',
    });
  });

  it('counts what is free from the beginning of the month, wherever the report begins', async () => {
    const { total } = await channel.adapter.costs({ since: may + 10 * day, until: may + 11 * day });
    expect(line({ key: 'total', ...total })).to.equal(
      'total: 1 sent, 1 charged, cost 0.0076, as templates 0.0076, saved 0',
    );
  });

  it('ends today, and begins with what is kept, however far apart the times are', async () => {
    const far = await channel.adapter.costs({ since: Date.UTC(1980, 0), until: Date.UTC(9999, 0) });
    expect([far.since, far.until]).to.deep.equal(['2025-04-28', '2026-06-02']);
    const before = await channel.adapter.costs({ since: Date.UTC(1980, 0), until: Date.UTC(1981, 0) });
    expect([before.since, before.until, before.total.sent]).to.deep.equal(['1980-12-31', '1980-12-31', 0]);
  });

  it('is about this month by default', async () => {
    const { since, until, total } = await channel.adapter.costs();
    expect([since, until, total.sent]).to.deep.equal(['2026-06-01', '2026-06-02', 1]);
  });

  it('refuses what is no time, no order of times and no kind of row', async () => {
    const { adapter } = channel;
    const wrong = async (of: object) => adapter.costs(of).then(String, (error: Error) => error.message);
    expect(await wrong({ since: may / 1000 })).to.match(/^since: .*seconds/);
    expect(await wrong({ until: Number.NaN })).to.match(/^until: /);
    expect(await wrong({ since: new Date(may) })).to.match(/^since: must be a time in epoch milliseconds/);
    expect(await wrong({ since: june + 40 * day })).to.match(/^since: is later than now/);
    expect(await wrong({ until: 1e17 })).to.match(
      /^until: must be a time in epoch milliseconds, before the year 10000/,
    );
    expect(await wrong({ since: june, until: may })).to.match(/^until: must be after since/);
    expect(await wrong({ until: may })).to.match(/^until: must be after since/);
    expect(await wrong({ by: 'person' })).to.match(/^by: must be one of category/);
  });
});

describe('A cost report', () => {
  it('counts without prices, and survives the end of the process', async () => {
    const first = await startChannel();
    const { store, emulator, clock } = first;
    try {
      await first.say('Hello');
      await first.adapter.stop();
      const second = await startChannel({ store, emulator, clock });
      const { rows, total, currency } = await second.adapter.costs({ since: may, until: june });
      expect(currency).to.equal(null);
      const costs = { sent: 1, delivered: 1, charged: null, cost: null, asTemplates: null, saved: null };
      expect(rows).to.deep.equal([{ key: 'service', ...costs }]);
      expect(total).to.deep.equal(costs);
      await second.close();
    } finally {
      await first.close();
    }
  });

  it('tells what was sent and never delivered, of which no status says that it failed', async () => {
    const sale = { name: 'sale', language: 'en', category: 'marketing', body: 'Everything is cheap.' };
    const templates = TemplateCatalog.parse({ templates: [sale] });
    const channel = await startChannel({ adapter: { templates } });
    const { adapter, emulator, clock } = channel;
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    try {
      await signUp(adapter, thandi, 'offers');
      emulator.optOut(thandi, 'marketingSilently');
      const { id } = await adapter.notify({ to: thandi, template: template('sale'), topic: 'offers' });
      await channel.settled();
      clock.advance(day);
      expect(await adapter.notification(id)).to.include({ state: 'sent', sentAs: 'template' });
      const { rows } = await adapter.costs({ since: may, until: june, by: 'template' });
      expect(rows).to.deep.include({
        ...{ key: 'sale', sent: 1, delivered: 0 },
        ...{ charged: null, cost: null, asTemplates: null, saved: null },
      });
    } finally {
      await channel.close();
    }
  });
});

function line({ key, sent, charged, cost, asTemplates, saved }: CostRow | ({ key: string } & Costs)): string {
  return `${key}: ${sent} sent, ${charged} charged, cost ${cost}, as templates ${asTemplates}, saved ${saved}`;
}
