import { expect } from 'chai';
import { createLog, logEvents } from '../../bots/log.js';
import { createMetrics } from '../../bots/metrics.js';
import { type ChannelEvent, systemClock, template } from '../../src/index.js';
import { request } from '../bots/program.js';
import { type Channel, startChannel, thandi } from '../support/channel.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
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

  it('make no series of their own, however many there are', async () => {
    channel = await startChannel();
    const event = (at: number): ChannelEvent[] => [
      { kind: 'status', status: `Odd wording ${at}` },
      { kind: 'turn', type: `odd ${at}`, person: '…0001', durationMs: 1 },
      { kind: 'fault', where: `odd ${at}`, error: new Error('odd') },
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
