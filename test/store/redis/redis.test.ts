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

const paced = { perPerson: { burst: 1, everyMs: 1000 }, perNumber: { burst: 1, everyMs: 1000 } };

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
    await one.values.commit([{ key: 'key', value: 1 }]);
    expect(await two.values.getMany(['key'])).to.deep.equal([1]);
    expect(await other.values.getMany(['key'])).to.deep.equal([undefined]);
    await other.values.clear('');
    expect(await two.values.getMany(['key'])).to.deep.equal([1]);
    await Promise.all([one, two, other].map((store) => store.close()));
  });

  it('clears only what begins with its prefix, taken literally', async () => {
    const base = freshUrl();
    const [star, other] = await Promise.all([openRedis(`${base}:a*`), openRedis(`${base}:abc`)]);
    await star.values.commit([{ key: 'key', value: 1 }]);
    await other.values.commit([{ key: 'key', value: 2 }]);
    await star.values.clear('');
    expect(await star.values.getMany(['key'])).to.deep.equal([undefined]);
    expect(await other.values.getMany(['key'])).to.deep.equal([2]);
    await Promise.all([star.close(), other.close()]);
  });

  it('shows its prefix, place and URL to those who build on it', async () => {
    const url = freshUrl();
    const store = await openRedis(url);
    expect(`${store.url}?prefix=${store.prefix}`).to.equal(new URL(url).href);
    expect(store.place).to.equal(store.url);
    await store.close();
  });

  it('rejects everything once it is closed', async () => {
    const store = await openRedis(freshUrl());
    const writing = store.values.commit([{ key: 'key', value: 1 }]);
    await store.close();
    await store.close();
    await writing.catch(() => {});
    expect((await rejection(store.values.getMany(['key']), StoreError)).message).to.contain('is closed');
  });

  it('rejects every verb while the connection is down, and works again after it', async () => {
    const url = new URL(freshUrl());
    const proxy = await proxyTo(url);
    const store = await openRedis(proxy.url);
    closing.push(() => store.close());
    const { values } = store;
    await values.commit([{ key: 'key', value: 1 }]);
    const verbs: (() => Promise<unknown>)[] = [
      () => values.getMany(['key']),
      () => values.commit([{ key: 'key', value: 2 }]),
      () => values.commit([{ key: 'key', change: () => 3 }]),
      () => values.delete(['key']),
      () => values.clear(''),
      () => store.pacing.reserve([{ business: '1', person: '2' }], paced),
    ];

    const lost = new Promise((resolve) => store.client.once('reconnecting', resolve));
    proxy.cut();
    await lost;
    for (const verb of verbs) await rejection(verb(), StoreError);

    proxy.mend();
    await eventually(() => values.getMany(['key']));
    expect(await values.getMany(['key'])).to.deep.equal([1]);
  });

  it('rejects a command that nobody answers', async () => {
    const url = new URL(freshUrl());
    const proxy = await proxyTo(url);
    const store = await openRedis(proxy.url, 1000);
    closing.push(() => store.close());
    proxy.swallow();
    const { values } = store;
    const verbs = [
      () => values.getMany(['key']),
      () => values.commit([{ key: 'key', value: 1 }]),
      () => values.commit([{ key: 'key', change: () => 2 }]),
    ];
    const errors = await Promise.all(verbs.map((verb) => rejection(verb(), StoreError)));
    // The first that waits too long ends the connection, and with it the others.
    const causes = errors.map(({ cause }) => inspect(cause));
    for (const cause of causes) expect(cause).to.match(/no answer within 1000 ms|DisconnectsClientError/);
    expect(causes.some((cause) => cause.includes('no answer within 1000 ms'))).to.equal(true);
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
