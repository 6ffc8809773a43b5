import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect } from 'chai';
import { type ClickatellAdapter, openStore } from '../../src/index.js';
import { business, type Channel, echo, startChannel, thandi } from '../support/channel.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';
import { withServer } from '../support/rims.js';

describe('fetch', () => {
  let channel: Channel;
  const callbacks: Request[] = [];
  /** A server that takes callbacks down, and hands none on. */
  const server = createServer(
    getRequestListener(async (request) => {
      callbacks.push(new Request(request.url, { method: 'POST', body: await request.text() }));
      return new Response();
    }),
  );
  let callbackUrl: string;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  afterEach(() => channel.close());

  /** The callback of what a person writes. */
  async function said(text: string, from = thandi): Promise<Request> {
    channel.emulator.integrate({ number: business, callbackUrl });
    callbacks.length = 0;
    await channel.emulator.say({ from, text });
    await channel.emulator.settled();
    const [request] = callbacks;
    return request ?? expect.fail('There was no callback.');
  }

  it('gives waitUntil a promise that ends once the turns of the callback have', async () => {
    const { promise: thinks, resolve: hasThought } = promised();
    channel = await startChannel({
      async logic(context) {
        await thinks;
        await echo(context);
      },
    });
    const given: Promise<void>[] = [];
    const { status } = await channel.adapter.fetch(await said('Hello'), { waitUntil: (ran) => given.push(ran) });
    expect(status).to.equal(200);
    const [ran] = given;
    expect(await Promise.race([ran?.then(() => 'ran'), channel.adapter.backlog().then(() => 'answered')])).to.equal(
      'answered',
    );
    hasThought();
    await ran;
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
  });

  it('waits for nothing of other conversations', async () => {
    const { promise: thinks, resolve: hasThought } = promised();
    channel = await startChannel({
      async logic(context) {
        if (context.activity.text === 'Slow') await thinks;
        await echo(context);
      },
    });
    await channel.adapter.fetch(await said('Slow'));
    await ranAfter(channel.adapter, await said('Hello', '27820000002'));
    expect(channel.heard('27820000002')).to.deep.equal(['You said: Hello']);
    expect(channel.heard()).to.deep.equal([]);
    hasThought();
    await channel.settled();
  });

  it('waits for the turns of what comes again, too, and of what it refuses for none', async () => {
    channel = await startChannel();
    const request = await said('Hello');
    await channel.adapter.fetch(request.clone());
    await ranAfter(channel.adapter, request);
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
    await ranAfter(channel.adapter, new Request(channel.url, { method: 'POST', body: '[1]' }));
  });

  it('ends the promise when this process can do no more for the turns', async () => {
    channel = await startChannel({ logic: () => new Promise(() => {}) });
    const ran = ranAfter(channel.adapter, await said('Hello'));
    await channel.adapter.backlog();
    await channel.adapter.stop(1);
    await ran;
  });

  it('answers 200 also if waitUntil fails, because the callback is stored, and reports that', async () => {
    channel = await startChannel();
    const waitUntil = () => {
      throw new TypeError('Illegal invocation');
    };
    const { status } = await channel.adapter.fetch(await said('Hello'), { waitUntil });
    expect(status).to.equal(200);
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
    const faults = channel.events.filter((event) => event.kind === 'fault');
    expect(faults.map(({ where, error }) => [where, error.message])).to.deep.equal([
      ['waitUntil', 'Illegal invocation'],
    ]);
  });

  it('starts the turns with the logic that it is given, as process does', async () => {
    channel = await startChannel({ logic: () => Promise.reject(new Error('This is not the logic.')) });
    await ranAfter(channel.adapter, await said('Hello'), { logic: echo });
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
  });
});

describeWithRedis('fetch, over a store that several processes share', (freshUrl) => {
  it('gives waitUntil a promise that ends once the turns of the callback have', async () => {
    const store = await openStore(freshUrl());
    const channel = await startChannel({ store });
    const rans: Promise<void>[] = [];
    const take = (request: Request) => channel.adapter.fetch(request, { waitUntil: (ran) => rans.push(ran) });
    await withServer(createServer(getRequestListener(take)), async (callbackUrl) => {
      channel.emulator.integrate({ number: business, callbackUrl });
      await channel.emulator.say({ from: thandi, text: 'Hello' });
      await eventually(() => expect(rans).not.to.have.length(0));
      await rans[0];
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      await channel.settled();
      await Promise.all(rans);
    });
    await channel.close();
    await store.close();
  });
});

type FetchOptions = NonNullable<Parameters<ClickatellAdapter['fetch']>[1]>;

/** Resolves when the promise that waitUntil gets does. */
async function ranAfter(adapter: ClickatellAdapter, request: Request, options: FetchOptions = {}): Promise<void> {
  const given: Promise<void>[] = [];
  await adapter.fetch(request, { ...options, waitUntil: (ran) => given.push(ran) });
  expect(given).to.have.length(1);
  await given[0];
}

function promised() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
