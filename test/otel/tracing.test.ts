import http from 'node:http';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect } from 'chai';
import { ClickatellAdapter, ClickatellClient, createEmulator, openStore } from '../../src/index.js';
import { openTelemetry } from '../../src/otel.js';
import { business, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeHosts } from '../support/hosts.js';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('the bot');
const tracing = openTelemetry({ tracer });
const adapter = { tracing };

const named = (name: string): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => span.name === name);
const only = (name: string, kind?: string): ReadableSpan => {
  const found = named(name).filter(({ attributes }) => kind === undefined || attributes['clickatell.turn'] === kind);
  if (!found[0]) throw new Error(`There is no span ${name}.`);
  expect(found, name).to.have.length(1);
  return found[0];
};
const parentOf = (span: ReadableSpan) => span.parentSpanContext?.spanId;
const idOf = (span: ReadableSpan) => span.spanContext().spanId;
const traceOf = (span: ReadableSpan) => span.spanContext().traceId;

describe('openTelemetry', () => {
  before(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  after(() => context.disable());
  after(removeFolders);
  beforeEach(() => exporter.reset());

  describeHosts('A trace', (start) => {
    it('goes from the callback to the turn, the bot’s own work and what is sent', async () => {
      const { say, heard } = await start({
        adapter: { ...adapter, firstContact: 'message' },
        logic: async ({ activity, sendActivity }) => {
          await tracer.startActiveSpan('look up', async (span) => span.end());
          await sendActivity(`You said: ${activity.text}`);
        },
      });
      await say('Hello, secret');
      expect(heard()).to.deep.equal(['You said: Hello, secret']);
      const turn = only('process whatsapp', 'text');
      const callback = named('receive whatsapp').find((each) => idOf(each) === parentOf(turn));
      expect(callback && parentOf(callback)).to.equal(undefined);
      expect(parentOf(only('look up'))).to.equal(idOf(turn));
      const send = only('send whatsapp');
      expect(parentOf(send)).to.equal(idOf(turn));
      expect([callback?.kind, turn.kind, send.kind]).to.deep.equal([
        SpanKind.CONSUMER,
        SpanKind.CONSUMER,
        SpanKind.CLIENT,
      ]);
      expect(turn.attributes).to.deep.equal({
        'messaging.system': 'whatsapp',
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'clickatell.business': '…0001',
        'clickatell.turn': 'text',
      });
      expect(send.attributes).to.include({ 'messaging.operation.type': 'send', 'clickatell.sent_as': 'text' });
      const written = exporter.getFinishedSpans().map(({ name, attributes }) => JSON.stringify({ name, attributes }));
      expect(written.join('')).not.to.match(new RegExp(`secret|${thandi}|27110000001`));
    });

    it('goes from a notification’s caller to its turn, and from a proactive turn’s', async () => {
      const { bot, settled } = await start({ adapter });
      await tracer.startActiveSpan('resolve a ticket', async (span) => {
        await bot.adapter.notify({ to: thandi, text: 'Done: new bulb.', whenClosed: 'refuse' });
        await bot.proactive(thandi, async () => {});
        span.end();
      });
      await settled();
      const caller = only('resolve a ticket');
      for (const kind of ['notification', 'proactive']) {
        expect(parentOf(only('process whatsapp', kind)), kind).to.equal(idOf(caller));
      }
    });

    it('says that a turn has failed, and not with which words', async () => {
      const { say, bot } = await start({
        adapter: { ...adapter, firstContact: 'message' },
        logic: async () => {
          throw new RangeError('the PIN is 1234');
        },
        register: (each) => each.onTurnError(async () => {}),
      });
      expect(bot.adapter.depth).to.equal(0);
      await say('Hello');
      const turn = only('process whatsapp', 'text');
      expect(turn.status).to.deep.equal({ code: SpanStatusCode.ERROR });
      expect(turn.attributes['error.type']).to.equal('RangeError');
      expect(turn.events).to.deep.equal([]);
    });
  });

  describe('A trace', () => {
    it('takes in the web server’s span', async () => {
      const channel = await startChannel({ adapter });
      const server = http.createServer((req, res) => {
        void tracer.startActiveSpan('POST /api/messages', async (span) => {
          await channel.adapter.process(req, res);
          span.end();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('The server has no port.');
        channel.emulator.integrate({ number: business, callbackUrl: `http://127.0.0.1:${address.port}/` });
        await channel.say('Hello');
        const turn = only('process whatsapp', 'text');
        const callback = named('receive whatsapp').find((each) => idOf(each) === parentOf(turn));
        const web = named('POST /api/messages').find((each) => callback && idOf(each) === parentOf(callback));
        expect(web && traceOf(web)).to.equal(traceOf(turn));
      } finally {
        server.close();
        server.closeAllConnections();
        await channel.close();
      }
    });

    it('goes on in the process that runs the turn later', async () => {
      const folder = `lmdb:${await temporaryFolder()}`;
      const earlier = await openStore(folder);
      const emulator = await createEmulator();
      const { apiKey } = emulator.integrate({ number: business });
      const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
      // It accepts, and never starts to run turns.
      const accepting = new ClickatellAdapter({ client, store: earlier, webhookSecret: 'none', tracing });
      await tracer.startActiveSpan('tell them', async (span) => {
        await accepting.notify({ to: thandi, text: 'Done.', whenClosed: 'refuse' });
        span.end();
      });
      await accepting.stop();
      await earlier.close();
      expect(named('process whatsapp')).to.deep.equal([]);

      const store = await openStore(folder);
      const channel = await startChannel({ store, adapter, emulator, clock: emulator.clock });
      await until(() => named('process whatsapp').length > 0);
      expect(parentOf(only('process whatsapp', 'notification'))).to.equal(idOf(only('tell them')));
      await channel.close();
      await client.close();
      await emulator.close();
      await store.close();
    });

    it('is none where nothing is traced', async () => {
      const channel = await startChannel();
      await channel.say('Hello');
      await channel.close();
      expect(exporter.getFinishedSpans()).to.deep.equal([]);
      expect(trace.getActiveSpan()).to.equal(undefined);
    });
  });
});
