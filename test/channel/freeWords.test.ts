import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect } from 'chai';
import { createLog, logEvents } from '../../bots/log.js';
import { createMetrics } from '../../bots/metrics.js';
import { type ChannelEvent, systemClock, TemplateCatalog, template } from '../../src/index.js';
import { request } from '../bots/program.js';
import { type Channel, startChannel, thandi } from '../support/channel.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const words = `Undeliverable to ${thandi} at "Hello Thandi"`;

describe('The provider’s free words', () => {
  let channel: Channel;
  afterEach(() => channel.close());

  /** What a program of the channel's events shows. */
  async function shown(events: readonly ChannelEvent[]) {
    const metrics = createMetrics(() => channel.adapter, systemClock);
    const lines: string[] = [];
    const observe = logEvents(createLog('debug', { write: (line) => void lines.push(line) }));
    for (const event of events) {
      observe(event);
      metrics.observe(event);
    }
    return { log: lines.join(''), metrics: await metrics.registry.metrics() };
  }

  const tellStatus = async (id: string, fields: object) => {
    const part = (await channel.adapter.notification(id))?.messages[0];
    const status = { messageId: part?.apiMessageId, clientMessageId: part?.clientMessageId, ...fields };
    expect((await request(channel.url, { body: { event: { messageStatusUpdate: [status] } } })).status).to.equal(200);
    await channel.settled();
  };

  for (const statusCode of [29, 77]) {
    it(`of a status with code ${statusCode} stand redacted in the log, and nowhere else`, async () => {
      channel = await startChannel();
      channel.emulator.person(thandi, { on: false });
      const { id } = await channel.adapter.notify({ to: thandi, template: resolved });
      await channel.settled();
      await tellStatus(id, { status: words, statusCode });
      const report = await channel.adapter.notification(id);
      expect(report?.state).to.equal('failed');
      const label = statusCode === 29 ? 'RECIPIENT_DOES_NOT_EXIST' : 'OTHER';
      const { log, metrics } = await shown(channel.events);
      expect(metrics).to.include(`whatsapp_statuses_total{status="${label}"} 1`);
      if (label === 'OTHER') expect(log).to.match(/undeliverable to …0001/i);
      for (const text of [log, metrics, JSON.stringify(report)]) {
        expect(text).not.to.include(thandi);
        expect(text).not.to.match(/Hello Thandi/i);
      }
      expect(metrics + JSON.stringify(report)).not.to.match(/undeliverable/i);
    });
  }

  it('of a status do not look like a name in a report, though they begin like one', async () => {
    channel = await startChannel();
    channel.emulator.person(thandi, { on: false });
    const { id } = await channel.adapter.notify({ to: thandi, template: resolved });
    await channel.settled();
    await tellStatus(id, { status: 'WhatsApp could not deliver: "hello Thandi"', statusCode: 77 });
    const report = await channel.adapter.notification(id);
    expect(report?.state).to.equal('failed');
    expect(JSON.stringify(report)).not.to.match(/hello.thandi/i);
  });

  const answers: readonly (readonly [what: string, status: number, body: unknown])[] = [
    ['an internal error', 500, { error: { code: 18, description: words } }],
    ['an error of no known number', 503, { error: { code: 999, description: words } }],
    ['an error without a number', 503, { error: { description: words } }],
    ['a rate limit', 400, { error: { code: 43, description: words } }],
    ['a rate limit of a proxy', 429, { error: { description: words } }],
    ['an empty account', 402, { error: { code: 20, description: words } }],
    ['a wrong key', 401, { error: { code: 1, description: words } }],
    ['a refusal', 400, { error: { code: 26, description: words } }],
    ['a refusal without a number', 400, { error: { description: words } }],
    ['an answer that is no JSON', 502, words],
  ];
  for (const [what, status, body] of answers) {
    it(`of ${what} stand in no report, and not in why a number is paused`, async () => {
      const provider = await answering(status, body);
      try {
        const client = { baseUrl: provider.url, retry: { retries: 1, minDelayMs: 1, maxDelayMs: 2 } };
        channel = await startChannel({ client, adapter: { unknownWaitMs: 10 } });
        const { id } = await channel.adapter.notify({ to: thandi, template: resolved });
        await channel.settled();
        const report = await channel.adapter.notification(id);
        expect(report?.reason).to.match(/Clickatell/);
        const { log, metrics } = await shown(channel.events);
        expect(JSON.stringify([report, channel.adapter.paused]) + metrics).not.to.match(/undeliverable|hello thandi/i);
        expect(log).not.to.match(/hello thandi/i);
        expect(log).not.to.include(thandi);
      } finally {
        await provider.close();
      }
    });
  }

  it('of an upload stand in no report', async () => {
    const provider = await answering(400, { error: { code: 34, description: words } });
    try {
      const chart = {
        name: 'chart',
        language: 'en',
        category: 'utility',
        header: { type: 'image' },
        body: 'Your chart.',
      };
      const templates = TemplateCatalog.parse({ templates: [chart] });
      channel = await startChannel({ client: { baseUrl: provider.url }, adapter: { templates } });
      const { id } = await channel.adapter.notify({ to: thandi, template: template('chart', { header: png }) });
      await channel.settled();
      const report = await channel.adapter.notification(id);
      expect(report?.state).to.equal('failed');
      expect(report?.reason).to.match(/slot "header"/);
      expect(JSON.stringify(report)).not.to.match(/undeliverable|hello thandi/i);
    } finally {
      await provider.close();
    }
  });

  it('make no series of their own, however many there are', async () => {
    channel = await startChannel();
    const event = (at: number): ChannelEvent[] => [
      { kind: 'status', status: `Odd wording ${at}` },
      { kind: 'turn', type: `odd ${at}`, person: '…0001', durationMs: 1 },
      { kind: 'native', form: `odd ${at}`, business: '…0001' },
      { kind: 'send', sentAs: `odd ${at}`, outcome: `Odd${at}Error`, person: '…0001', error: new Error('odd') },
      { kind: 'decision', decision: `odd ${at}`, conversationType: `odd ${at}`, person: '…0001', reason: 'odd' },
      { kind: 'request', status: 520 + at, durationMs: 1, messages: 1 },
    ];
    const few = (await shown(event(0))).metrics;
    const many = (await shown(Array.from({ length: 50 }, (_, at) => event(at)).flat())).metrics;
    const series = (text: string) => [...text.matchAll(/^(whatsapp_\w+\{.*\}) /gm)].map(([, name]) => name).sort();
    expect(series(many)).to.deep.equal(series(few));
    expect(many).not.to.match(/odd/i);
  });
});

/** A provider that answers everything alike, files too. */
async function answering(status: number, body: unknown) {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.statusCode = status;
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
