import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { ClickatellClient } from '../../src/clickatell/client.js';
import type { ClickatellClientOptions } from '../../src/clickatell/settings.js';
import {
  ConfigurationError,
  SendFailedError,
  SendOutcomeUnknownError,
  SendRefusedError,
  WindowClosedError,
} from '../../src/core/errors.js';
import type { ChannelEvent } from '../../src/core/observe.js';
import {
  acceptAll,
  type Behaviour,
  gate,
  globalError,
  inTurn,
  message,
  type Provider,
  rejection,
  startProvider,
  until,
} from './provider.js';

const apiKey = 'the-key-of-the-integration==';

describe('ClickatellClient', () => {
  let provider: Provider;
  let events: ChannelEvent[];
  const clients: ClickatellClient[] = [];

  beforeEach(async () => {
    provider = await startProvider();
    events = [];
  });

  afterEach(async () => {
    await provider.close();
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });

  function createClient(options: Partial<ClickatellClientOptions> = {}): ClickatellClient {
    const client = new ClickatellClient({
      apiKey,
      number: '27110000001',
      baseUrl: provider.url,
      retry: { retries: 2, minDelayMs: 1, maxDelayMs: 5 },
      observe: (event) => events.push(event),
      ...options,
    });
    clients.push(client);
    return client;
  }

  /** A port without a listener. */
  async function deadUrl(): Promise<string> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}`;
  }

  describe('send', () => {
    it('posts the message with the raw key and answers its id', async () => {
      const accepted = await createClient().send(message('a'));
      expect(accepted).to.deep.equal({ apiMessageId: 'api-a' });
      const [request] = provider.requests;
      expect(request).to.include({ method: 'POST', url: '/v1/message' });
      expect(request?.headers).to.include({
        authorization: apiKey,
        'content-type': 'application/json',
        accept: 'application/json',
      });
      expect(request?.body).to.deep.equal({ messages: [message('a')] });
    });

    it('keeps the path of its base URL', async () => {
      await createClient({ baseUrl: `${provider.url}/proxy/` }).send(message('a'));
      expect(provider.requests[0]?.url).to.equal('/proxy/v1/message');
    });

    it('tells the observer about each request', async () => {
      const client = createClient();
      await Promise.all([client.send(message('a')), client.send(message('b'))]);
      expect(events).to.have.length(1);
      expect(events[0]).to.include({ kind: 'request', status: 202, messages: 2 });
      expect(events[0]).to.have.property('durationMs').that.is.within(0, 10_000);
    });

    it('needs few requests for many messages when the provider is slow', async () => {
      const { opened, open } = gate();
      provider.behave(async (request) => {
        await opened;
        return acceptAll(request);
      });
      const client = createClient();
      const sending = [];
      // Each in a turn of its own, so that nothing but the requests under way gathers them.
      for (let count = 0; count < 500; count += 1) {
        sending.push(client.send(message(`m${count}`, `2782${count}`)));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await until(() => provider.requests.length === 4);
      open();
      const accepted = await Promise.all(sending);
      expect(accepted.map(({ apiMessageId }) => apiMessageId)).to.deep.equal(accepted.map((_, n) => `api-m${n}`));
      expect(provider.requests.length).to.be.at.most(4 + 10);
      expect(provider.connections()).to.be.at.most(4);
    });

    it('gives each message its own outcome, or none, whatever the answer leaves out and mixes up', async () => {
      const fate = fc.record({
        accepted: fc.boolean(),
        present: fc.boolean(),
        id: fc.boolean(),
        named: fc.boolean(),
        rank: fc.nat(),
        to: fc.constantFrom('27820000001', '27820000002', '27820000003'),
      });
      const client = createClient();
      await fc.assert(
        fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 6 }), async (fates) => {
          provider.behave(({ messages }) => {
            const entries = messages.map(({ clientMessageId, to }, place) => ({ place, clientMessageId, to }));
            const mixed = entries
              .flatMap(({ place, clientMessageId, to }) => {
                const each = fates[place];
                if (!each?.present) return [];
                const names = { ...(each.id && { clientMessageId }), ...(each.named && { to }) };
                const outcome = each.accepted
                  ? { accepted: true, apiMessageId: `api-${place}` }
                  : { accepted: false, error: { code: 23, description: `refusal ${place}` } };
                return [{ rank: each.rank, entry: { ...names, ...outcome } }];
              })
              .sort((one, other) => one.rank - other.rank);
            return { status: 207, body: { messages: mixed.map(({ entry }) => entry), error: null } };
          });
          const settled = await Promise.allSettled(fates.map(({ to }, n) => client.send(message(`m${n}`, to))));
          for (const [place, { accepted, present, id }] of fates.entries()) {
            const result = settled[place];
            if (result?.status === 'fulfilled') {
              expect(result.value.apiMessageId).to.equal(`api-${place}`);
              expect(present && accepted).to.equal(true);
            } else if (result?.reason instanceof SendRefusedError) {
              expect(result.reason.description).to.equal(`refusal ${place}`);
            } else {
              expect(result?.reason).to.be.instanceOf(SendOutcomeUnknownError);
              expect(present && id).to.equal(false);
            }
          }
        }),
        { numRuns: 60 },
      );
    });

    it('tells the messages of a mixed answer apart', async () => {
      provider.behave(({ messages }) => ({
        status: 207,
        body: {
          messages: messages
            .map(({ clientMessageId, to }) =>
              clientMessageId === 'bad'
                ? { accepted: false, to, clientMessageId, error: { code: 26, description: 'Recipient opted out' } }
                : { accepted: true, to, clientMessageId, apiMessageId: `api-${clientMessageId}` },
            )
            .reverse(),
          error: null,
        },
      }));
      const client = createClient();
      const [good, bad] = await Promise.allSettled([client.send(message('good')), client.send(message('bad'))]);
      expect(good).to.deep.include({ status: 'fulfilled', value: { apiMessageId: 'api-good' } });
      expect(bad).to.have.property('reason').that.is.instanceOf(SendRefusedError).and.includes({ code: 26 });
    });

    const refusals: [name: string, behaviour: Behaviour, code: number | undefined][] = [
      [
        'a message-level error of a 400',
        () => ({ status: 400, body: { messages: [{ accepted: false, error: { code: 25 } }], error: null } }),
        25,
      ],
      ['a bad key', globalError(401, 1), 1],
      ['no balance', globalError(402, 20), 20],
      ['a wrong address', () => ({ status: 404, body: '<html>' }), undefined],
      ['an unlisted code', globalError(400, 77), 77],
    ];
    for (const [name, behaviour, code] of refusals) {
      it(`is refused at once by ${name}`, async () => {
        provider.behave(behaviour);
        expect(await rejection(createClient().send(message('a'))))
          .to.be.instanceOf(SendRefusedError)
          .and.include({ code });
        expect(provider.requests).to.have.length(1);
      });
    }

    it('refuses all messages of a request that is refused', async () => {
      provider.behave(globalError(401, 1));
      const client = createClient();
      const failing = ['a', 'b', 'c'].map((id) => rejection(client.send(message(id))));
      for (const error of await Promise.all(failing)) expect(error).to.be.instanceOf(SendRefusedError);
      expect(provider.requests).to.have.length(1);
    });

    it('halves its batches when they are too large, without using up a try', async () => {
      provider.behave((request) =>
        request.messages.length > 2 ? { status: 400, body: { error: { code: 22 } } } : acceptAll(request),
      );
      const client = createClient({ maxRequests: 1, batchSize: 10, retry: { retries: 0 } });
      const ids = Array.from({ length: 10 }, (_, n) => `m${n}`);
      await Promise.all(ids.map((id) => client.send(message(id))));
      await Promise.all(ids.map((id) => client.send(message(id))));
      const sizes = provider.requests.map(({ messages }) => messages.length);
      expect(sizes).to.deep.equal([10, 5, ...Array.from({ length: 10 }, () => 2)]);
      const order = provider.requests
        .slice(2, 7)
        .flatMap(({ messages }) => messages.map((each) => each.clientMessageId));
      expect(order).to.deep.equal(ids);
    });

    const passing: [name: string, behaviour: Behaviour][] = [
      ['a rate limit', globalError(400, 43)],
      ['an internal error', globalError(503, 19)],
      ['HTTP 429', () => ({ status: 429, body: 'slow down' })],
      [
        'a rate limit for one message',
        () => ({ status: 400, body: { messages: [{ accepted: false, error: { code: 43 } }] } }),
      ],
    ];
    for (const [name, behaviour] of passing) {
      it(`tries again after ${name}, and asks \`before\` each time`, async () => {
        provider.behave(inTurn(behaviour, behaviour, acceptAll));
        let asked = 0;
        const before = () => {
          asked += 1;
        };
        expect(await createClient().send(message('a'), { before })).to.deep.equal({ apiMessageId: 'api-a' });
        expect([provider.requests.length, asked]).to.deep.equal([3, 3]);
      });
    }

    it('waits at least a second after a rate limit', async () => {
      provider.behave(inTurn(globalError(400, 43), acceptAll));
      const began = performance.now();
      await createClient({ retry: { retries: 1, minDelayMs: 1 } }).send(message('a'));
      // A timer may fire a millisecond early.
      expect(performance.now() - began).to.be.at.least(990);
    });

    it('gives up when the tries are used up', async () => {
      provider.behave(globalError(503, 19));
      expect(await rejection(createClient().send(message('a'))))
        .to.be.instanceOf(SendFailedError)
        .and.include({ code: 19 });
      expect(provider.requests).to.have.length(3);
    });

    it('sends nothing more once `before` has said no', async () => {
      provider.behave(globalError(503, 19));
      const closed = new WindowClosedError('The window has closed.');
      let asked = 0;
      const before = () => {
        asked += 1;
        if (asked === 2) throw closed;
      };
      expect(await rejection(createClient().send(message('a'), { before }))).to.equal(closed);
      expect(provider.requests).to.have.length(1);
    });

    it('tries again when there is no connection, and fails for certain', async () => {
      const client = createClient({ baseUrl: await deadUrl() });
      const error = await rejection(client.send(message('a')));
      expect(error).to.be.instanceOf(SendFailedError).and.have.nested.property('cause.code', 'ECONNREFUSED');
      expect(events.map((event) => event.kind === 'request' && event.status)).to.deep.equal([0, 0, 0]);
    });

    it('fails for certain when the secure connection does not come about', async () => {
      const client = createClient({ baseUrl: provider.url.replace('http:', 'https:') });
      expect(await rejection(client.send(message('a')))).to.be.instanceOf(SendFailedError);
      expect(provider.requests).to.have.length(0);
    });

    it('fails for certain when the time is up before there is a connection', async () => {
      // Accepts the connection and never answers the greeting of TLS, so the connection never stands.
      const held: { destroy(): void }[] = [];
      const server = createServer((socket) => held.push(socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const client = createClient({ baseUrl: `https://127.0.0.1:${port}`, timeoutMs: 30, retry: { retries: 0 } });
      expect(await rejection(client.send(message('a')))).to.be.instanceOf(SendFailedError);
      for (const socket of held) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });

    const doubtful: [name: string, behaviour: Behaviour][] = [
      ['a connection that breaks after the request', () => 'reset'],
      ['no answer in time', () => 'silence'],
      ['an answer that is not JSON', () => ({ status: 202, body: '<html>fine</html>' })],
      ['an answer that is too large', () => ({ status: 202, body: { filling: 'x'.repeat(2_000_000) } })],
      ["a proxy's 502", () => ({ status: 502, body: '<html>Bad gateway</html>' })],
      ["a proxy's JSON", () => ({ status: 504, body: { message: 'Endpoint request timed out' } })],
      ['an answer about nobody', () => ({ status: 202, body: { messages: [] } })],
    ];
    for (const [name, behaviour] of doubtful) {
      it(`does not know the outcome after ${name}, and does not try again`, async () => {
        provider.behave(inTurn(behaviour, acceptAll));
        const client = createClient({ timeoutMs: 200 });
        expect(await rejection(client.send(message('a')))).to.be.instanceOf(SendOutcomeUnknownError);
        expect(provider.requests).to.have.length(1);
        expect(await client.send(message('b'))).to.deep.equal({ apiMessageId: 'api-b' });
      });
    }

    it('takes another connection when the provider has closed an idle one', async () => {
      const client = createClient();
      await client.send(message('a'));
      provider.closeIdleConnections();
      expect(await client.send(message('b'))).to.deep.equal({ apiMessageId: 'api-b' });
      expect(provider.connections()).to.equal(2);
    });

    it('uses a connection again', async () => {
      const client = createClient();
      for (const id of ['a', 'b', 'c']) await client.send(message(id));
      expect(provider.connections()).to.equal(1);
    });

    it('ends the waiting for another try when the signal says so', async () => {
      provider.behave(globalError(503, 19));
      const stop = new AbortController();
      const reason = new Error('enough');
      const client = createClient({ retry: { minDelayMs: 60_000, maxDelayMs: 60_000 } });
      const failing = rejection(client.send(message('a'), { signal: stop.signal }));
      await until(() => events.length === 1);
      stop.abort(reason);
      expect(await failing).to.equal(reason);
    });
  });

  describe('status', () => {
    it('answers where a message stands, and since when', async () => {
      const entry = { status: 'DEVICE_ACK', timestamp: 1506607698000 };
      provider.behave(() => ({ status: 200, body: { whatsapp: entry } }));
      expect(await createClient().status('m/1')).to.deep.equal({
        apiMessageId: 'm/1',
        channel: 'whatsapp',
        status: 'DEVICE_ACK',
        statusCode: undefined,
        at: 1506607698000,
      });
      expect(provider.requests[0]).to.include({ method: 'GET', url: '/v1/message/m%2F1' });
    });

    it('reads a code and a time that come as text, also of an SMS', async () => {
      provider.behave(() => ({ status: 200, body: { sms: { statusCode: '005', timestamp: '1506607698000' } } }));
      expect(await createClient().status('a')).to.include({ channel: 'sms', statusCode: 5, at: 1506607698000 });
    });

    it('knows no status of a message that the provider does not know', async () => {
      const client = createClient();
      provider.behave(globalError(404, 41));
      expect(await client.status('x')).to.equal(undefined);
      provider.behave(globalError(400, 41));
      expect(await client.status('x')).to.equal(undefined);
      provider.behave(() => ({ status: 200, body: { messageId: 'x', status: 'UNKNOWN' } }));
      expect(await client.status('x')).to.equal(undefined);
    });

    it('rejects what is no answer', async () => {
      const client = createClient();
      provider.behave(globalError(401, 1));
      expect(await rejection(client.status('x'))).to.be.instanceOf(SendRefusedError);
      provider.behave(globalError(503, 19));
      expect(await rejection(client.status('x'))).to.be.instanceOf(SendFailedError);
      provider.behave(() => 'reset');
      expect(await rejection(client.status('x'))).to.be.instanceOf(SendFailedError);
      for (const body of ['fine', { whatsapp: 'DEVICE_ACK' }, { whatsapp: { timestamp: 1 } }]) {
        provider.behave(() => ({ status: 200, body }));
        expect(await rejection(client.status('x'))).to.be.instanceOf(SendFailedError);
      }
    });
  });

  it('markRead posts the receipt of an inbound message', async () => {
    provider.behave(() => ({ status: 202, body: {} }));
    await createClient().markRead('in-1');
    expect(provider.requests[0]).to.include({ method: 'POST', url: '/v1/notification' });
    expect(provider.requests[0]?.body).to.deep.equal({
      event: {
        messageStatusUpdate: [{ channel: 'whatsapp', statusCode: 1001, messageId: 'in-1', clientEventId: 'in-1' }],
      },
    });
  });

  describe('close', () => {
    it('waits for requests under way and rejects what is not', async () => {
      const { opened, open } = gate();
      provider.behave(async (request) => {
        await opened;
        return acceptAll(request);
      });
      const client = createClient({ maxRequests: 1 });
      const first = client.send(message('a'));
      await until(() => provider.requests.length === 1);
      const second = rejection(client.send(message('b')));
      const closing = client.close();
      expect(await second).to.be.instanceOf(SendFailedError);
      open();
      expect(await first).to.deep.equal({ apiMessageId: 'api-a' });
      await closing;
      expect(await rejection(client.send(message('c')))).to.be.instanceOf(SendFailedError);
      expect(await rejection(client.status('c'))).to.be.instanceOf(SendFailedError);
      expect(provider.requests).to.have.length(1);
    });

    it('ends the waiting for another try', async () => {
      provider.behave(globalError(503, 19));
      const client = createClient({ retry: { minDelayMs: 60_000, maxDelayMs: 60_000 } });
      const failing = rejection(client.send(message('a')));
      await until(() => events.length === 1);
      await client.close();
      expect(await failing).to.be.instanceOf(SendFailedError);
    });
  });

  describe('its key', () => {
    it('stands in no error, event or URL', async () => {
      const told: Behaviour[] = [
        globalError(401, 1, `Invalid key ${apiKey} of 27820000001`),
        () => ({ status: 400, body: { messages: [{ accepted: false, error: { description: apiKey } }] } }),
        () => ({ status: 503, body: { error: { code: 19, description: apiKey } } }),
        () => ({ status: 200, body: `not JSON ${apiKey}` }),
        () => 'reset',
        () => 'silence',
      ];
      const client = createClient({ timeoutMs: 100 });
      const errors = [];
      for (const behaviour of told) {
        provider.behave(behaviour);
        errors.push(await rejection(client.send(message('a'))), await rejection(client.status('a')));
      }
      const dead = createClient({ baseUrl: await deadUrl() });
      errors.push(await rejection(dead.send(message('a'))));
      const shown = inspect([errors, events, client], { depth: null, showHidden: true });
      expect(shown).to.include('SendRefusedError').and.include('SendOutcomeUnknownError').and.include('[key]');
      expect(shown).to.not.include(apiKey);
      expect(shown).to.not.include('27820000001');
      for (const { url } of provider.requests) expect(url).to.not.include(apiKey);
    });

    it('stands in no error when a server sends back what it gets', async () => {
      const echo = createServer((socket) => socket.pipe(socket));
      await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
      const { port } = echo.address() as AddressInfo;
      const error = await rejection(createClient({ baseUrl: `http://127.0.0.1:${port}` }).send(message('a')));
      expect(error).to.be.instanceOf(SendOutcomeUnknownError);
      expect(inspect(error, { depth: null, showHidden: true })).to.not.include(apiKey);
      await new Promise((resolve) => echo.close(resolve));
    });
  });

  describe('its options', () => {
    const table: [name: string, options: Partial<ClickatellClientOptions>, field: string][] = [
      ['no key', { apiKey: '' }, 'apiKey'],
      ['a key with a line end', { apiKey: 'abc\n' }, 'apiKey'],
      ['no number', { number: '' }, 'number'],
      ['a number in words', { number: 'our number' }, 'number'],
      ['a base URL that is none', { baseUrl: 'platform' }, 'baseUrl'],
      ['a base URL of another kind', { baseUrl: 'ftp://host' }, 'baseUrl'],
      ['a base URL to which the key would go unencrypted', { baseUrl: 'http://platform.clickatell.com' }, 'baseUrl'],
      ['no messages in a request', { batchSize: 0 }, 'batchSize'],
      ['no requests', { maxRequests: 0 }, 'maxRequests'],
      ['half a retry', { retry: { retries: 0.5 } }, 'retry.retries'],
    ];
    for (const [name, options, field] of table) {
      it(`${name}: names ${field}`, () => {
        expect(() => createClient(options)).to.throw(ConfigurationError, new RegExp(`^${field}: `));
      });
    }

    it('take the number as people write it', () => {
      expect(createClient({ number: '+27 11 000-0001' }).number).to.equal('27110000001');
    });

    it('take a base URL without encryption in an own network, where the emulator is', () => {
      for (const baseUrl of ['http://127.0.0.1:3979', 'http://emulator:3979', 'http://10.0.0.7:3979']) {
        expect(createClient({ baseUrl }).baseUrl).to.equal(baseUrl);
      }
    });

    it('have defaults', () => {
      const client = new ClickatellClient({ apiKey, number: '27110000001' });
      clients.push(client);
      expect(client).to.include({ number: '27110000001', baseUrl: 'https://platform.clickatell.com' });
    });
  });
});
