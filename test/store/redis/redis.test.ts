import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { StoreError } from '../../../src/core/errors.js';
import { openRedis } from '../../../src/store/redis/open.js';
import { eventually } from '../../support/eventually.js';
import { describeWithRedis } from '../../support/redis.js';
import { rejection } from '../../support/rejection.js';

describe('openRedis', () => {
  it('rejects where nobody listens, and names no password', async () => {
    const server = await listen(() => {});
    const { port } = addressOf(server);
    server.close();
    const error = await rejection(openRedis(`redis://me:secret@127.0.0.1:${port}/1?prefix=x`), StoreError);
    expect(error.message).to.contain(`The store redis://127.0.0.1:${port}/1 cannot be reached: `);
    expect(inspect(error)).not.to.contain('secret');
  });

  it('rejects where nobody answers', async () => {
    const server = await listen((socket) => socket.resume());
    const { port } = addressOf(server);
    const error = await rejection(openRedis(`redis://me:secret@127.0.0.1:${port}`, 100), StoreError);
    expect(error.message).to.contain('no answer within 100 ms');
    expect(inspect(error)).not.to.contain('secret');
    server.close();
    await once(server, 'close');
  });
});

describeWithRedis('a Redis store', (freshUrl) => {
  const closing: (() => unknown)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  it('rejects a wrong password, and does not repeat it', async () => {
    const url = new URL(freshUrl());
    url.password = 'secret';
    const error = await rejection(openRedis(url.href), StoreError);
    expect(inspect(error)).not.to.contain('secret');
  });

  it('is one store for all that open it with the same prefix', async () => {
    const url = freshUrl();
    const [one, two, other] = await Promise.all([openRedis(url), openRedis(url), openRedis(freshUrl())]);
    await one.keyv<number>('numbers').set('key', 1);
    expect(await two.keyv<number>('numbers').get('key')).to.equal(1);
    expect(await other.keyv<number>('numbers').get('key')).to.equal(undefined);
    await other.clear();
    expect(await two.keyv<number>('numbers').get('key')).to.equal(1);
    await Promise.all([one, two, other].map((store) => store.close()));
  });

  it('lets one connection have a key that another one changes without a pause', async () => {
    const url = freshUrl();
    const [busy, other] = await Promise.all([openRedis(url), openRedis(url)]);
    closing.push(
      () => busy.close(),
      () => other.close(),
    );
    const increment = (count = 0) => count + 1;
    let isOver = false;
    const stream = async () => {
      while (!isOver) await busy.keyv<number>('numbers').update('n', increment);
    };
    const streaming = stream();
    for (let count = 0; count < 50; count += 1) await other.keyv<number>('numbers').update('n', increment);
    isOver = true;
    await streaming;
  });

  it('counts increments from two connections without losing one', async () => {
    const url = freshUrl();
    const stores = await Promise.all([openRedis(url), openRedis(url)]);
    const increments = stores.flatMap((store) =>
      Array.from({ length: 100 }, () => store.keyv<number>('numbers').update('key', (count = 0) => count + 1)),
    );
    expect(new Set(await Promise.all(increments)).size).to.equal(200);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('clears only what begins with its prefix, taken literally', async () => {
    const base = freshUrl();
    const [star, other] = await Promise.all([openRedis(`${base}:a*`), openRedis(`${base}:abc`)]);
    await star.keyv<number>('numbers').set('key', 1);
    await other.keyv<number>('numbers').set('key', 2);
    await star.clear();
    expect(await star.keyv<number>('numbers').get('key')).to.equal(undefined);
    expect(await other.keyv<number>('numbers').get('key')).to.equal(2);
    await Promise.all([star.close(), other.close()]);
  });

  it('shows its prefix, connection and URL to those who build on it', async () => {
    const url = freshUrl();
    const store = await openRedis(url);
    expect(`${store.url}?prefix=${store.prefix}`).to.equal(new URL(url).href);
    await store.keyv<number>('numbers').set('key', 1, 60_000);
    const keys = await store.client.keys(`${store.prefix}:*`);
    expect(keys).to.deep.equal([`${store.prefix}:keyv:numbers:key`]);
    expect(await store.client.pTTL(`${store.prefix}:keyv:numbers:key`)).to.be.within(50_000, 60_000);
    await store.close();
  });

  it('rejects every verb while the connection is down, and works again after it', async () => {
    const url = new URL(freshUrl());
    const proxy = await proxyTo(url);
    const store = await openRedis(proxy.url);
    closing.push(() => store.close());
    const keyv = store.keyv<number>('numbers');
    await keyv.set('key', 1);
    const verbs: (() => Promise<unknown>)[] = [
      () => keyv.get('key'),
      () => keyv.getMany(['key']),
      () => keyv.has('key'),
      () => keyv.set('key', 2),
      () => keyv.delete('key'),
      () => keyv.clear(),
      () => keyv.update('key', () => 3),
      () => store.ping(),
      () => store.clear(),
    ];

    const lost = new Promise((resolve) => store.client.once('reconnecting', resolve));
    proxy.cut();
    await lost;
    for (const verb of verbs) await rejection(verb(), StoreError);

    proxy.mend();
    await eventually(() => store.ping());
    expect(await keyv.get('key')).to.equal(1);
  });

  it('rejects a command that nobody answers', async () => {
    const url = new URL(freshUrl());
    const proxy = await proxyTo(url);
    const store = await openRedis(proxy.url, 1000);
    closing.push(() => store.close());
    proxy.swallow();
    const keyv = store.keyv<number>('numbers');
    for (const verb of [() => keyv.get('key'), () => keyv.set('key', 1), () => keyv.update('key', () => 2)]) {
      const error = await rejection(verb(), StoreError);
      expect(inspect(error.cause)).to.contain('no answer within 1000 ms');
    }
  });

  /** A way to Redis that can break: at once, or by falling silent. */
  async function proxyTo(target: URL): Promise<{ url: string; cut(): void; mend(): void; swallow(): void }> {
    let state: 'open' | 'cut' | 'silent' = 'open';
    const sockets = new Set<Socket>();
    const server = await listen((socket) => {
      const behind = connect(Number(target.port || 6379), target.hostname);
      for (const each of [socket, behind]) sockets.add(each.on('error', () => {}));
      socket.on('close', () => behind.destroy()).on('data', (data) => state === 'silent' || behind.write(data));
      behind.pipe(socket);
      if (state === 'cut') socket.destroy();
    });
    const hangUp = () => sockets.forEach((socket) => void socket.destroy());
    closing.push(() => server.close(), hangUp);
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String(addressOf(server).port);
    return {
      url: url.href,
      cut: () => {
        state = 'cut';
        hangUp();
      },
      mend: () => {
        state = 'open';
      },
      swallow: () => {
        state = 'silent';
      },
    };
  }
});

async function listen(onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') return expect.fail('The server does not listen on a port.');
  return address;
}
