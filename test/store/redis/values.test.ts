import { expect } from 'chai';
import { DamagedValueError } from '../../../src/core/errors.js';
import { Lease } from '../../../src/core/lease.js';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.js';
import { until } from '../../support/channel.js';
import { removeFolders } from '../../support/folder.js';
import { describeWithRedis } from '../../support/redis.js';
import { rejection } from '../../support/rejection.js';
import { startMonitor } from './monitor.js';
import { type OwnRedis, ownRedis } from './ownRedis.js';

describeWithRedis('RedisValues', (freshUrl) => {
  let url: string;
  let store: OpenRedis;
  let other: OpenRedis;
  const increment = (count: unknown) => (typeof count === 'number' ? count + 1 : 1);
  const get = async (key: string, from = store) => (await from.values.getMany([key]))[0];

  beforeEach(async () => {
    url = freshUrl();
    store = await openRedis(url);
    other = await openRedis(url);
  });
  afterEach(() => Promise.all([store.close(), other.close()]));

  it('give back what was written, and undefined for nothing', async () => {
    const value = { text: 'Grüße 👋\u2028"', list: [1.5, null, { deep: [] }] };
    await store.values.commit([{ key: 'a', value }]);
    expect(await other.values.getMany(['a', 'b', 'a'])).to.deep.equal([value, undefined, value]);
    expect(await store.values.getMany([])).to.deep.equal([]);
  });

  it('stand as JSON under the whole key, for as long as they are kept', async () => {
    await store.values.commit([{ key: 'numbers:key', value: { n: 1 }, ttlMs: 60_000 }]);
    const key = `${store.prefix}:keyv:numbers:key`;
    expect(await store.client.keys(`${store.prefix}:*`)).to.deep.equal([key]);
    expect(await store.client.get(key)).to.equal('{"n":1}');
    expect(await store.client.pTTL(key)).to.be.within(50_000, 60_000);
  });

  it('commit all writes in order, and answer what stands under the key of each', async () => {
    const told: unknown[] = [];
    const lease = new Lease({ lane: 'lane' });
    lease.stage({ key: 'a', value: 1 });
    lease.stage({ key: 'a', change: increment, onStored: (stored) => told.push(stored) });
    lease.stage({ key: 'a', change: increment });
    lease.stage({ key: 'b', change: () => 'new', onStored: (stored) => told.push(stored) });
    lease.stage({ key: 'c', change: (current) => current });
    const writes = lease.take();
    expect(await store.values.commit(writes)).to.deep.equal([3, 3, 3, 'new', undefined]);
    expect(told).to.deep.equal([3, 'new']);
    expect(await other.values.getMany(['a', 'b', 'c'])).to.deep.equal([3, 'new', undefined]);
    expect(await store.values.commit([])).to.deep.equal([]);
  });

  it('delete what becomes undefined', async () => {
    await store.values.commit([
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
    ]);
    await other.values.commit([
      { key: 'a', value: undefined },
      { key: 'b', change: () => undefined },
    ]);
    expect(await store.client.keys(`${store.prefix}:*`)).to.deep.equal([]);
    expect(await store.values.getMany(['a', 'b'])).to.deep.equal([undefined, undefined]);
  });

  it('write nothing, and leave the time as it was, if a change answers what it was given', async () => {
    await store.values.commit([{ key: 'a', value: { n: 1 }, ttlMs: 60_000 }]);
    await other.values.commit([{ key: 'a', change: (current) => current, ttlMs: 1 }]);
    expect(await store.client.pTTL(`${store.prefix}:keyv:a`)).to.be.within(50_000, 60_000);
  });

  it('write nothing of a commit if one of its changes throws, on what does stand there', async () => {
    await store.values.commit([{ key: 'a', value: 1 }]);
    await other.values.getMany(['a']);
    await store.values.commit([{ key: 'a', value: 2 }]);
    const seen: unknown[] = [];
    const failing = (current: unknown) => {
      seen.push(current);
      throw new RangeError('no');
    };
    await rejection(
      other.values.commit([
        { key: 'b', value: 1 },
        { key: 'a', change: failing },
      ]),
      RangeError,
    );
    expect(seen.at(-1)).to.equal(2);
    expect(await get('b')).to.equal(undefined);
  });

  it('evaluate all again if one of them has changed meanwhile', async () => {
    await store.values.commit([
      { key: 'a', value: 1 },
      { key: 'b', value: 10 },
    ]);
    await other.values.getMany(['a', 'b']);
    await store.values.commit([{ key: 'b', value: 20 }]);
    const changes = ['a', 'b'].map((key) => ({ key, change: increment }));
    expect(await other.values.commit(changes)).to.deep.equal([2, 21]);
    expect(await store.values.getMany(['a', 'b'])).to.deep.equal([2, 21]);
  });

  it('count increments from two connections without losing one', async () => {
    const increments = [store, other].flatMap((each) =>
      Array.from({ length: 100 }, () => each.values.commit([{ key: 'n', change: increment }])),
    );
    expect(new Set((await Promise.all(increments)).flat()).size).to.equal(200);
  });

  it('let one connection have a key that another one changes without a pause', async () => {
    let isOver = false;
    const stream = async () => {
      while (!isOver) await store.values.commit([{ key: 'n', change: increment }]);
    };
    const streaming = stream();
    for (let count = 0; count < 50; count += 1) await other.values.commit([{ key: 'n', change: increment }]);
    isOver = true;
    await streaming;
  });

  it('count what they delete, and clear what begins with a prefix, taken literally', async () => {
    await store.values.commit(['a*:x', 'a*:y', 'abc:x', 'z'].map((key) => ({ key, value: 1 })));
    expect(await store.values.delete(['z', 'nothing'])).to.equal(1);
    await store.values.clear('a*:');
    expect(await other.values.getMany(['a*:x', 'a*:y', 'abc:x'])).to.deep.equal([undefined, undefined, 1]);
  });

  it('reject with DamagedValueError what is not JSON', async () => {
    await store.client.set(`${store.prefix}:keyv:a`, 'not JSON');
    await rejection(get('a'), DamagedValueError);
    await rejection(store.values.commit([{ key: 'a', change: increment }]), DamagedValueError);
  });
});

describe('RedisValues in a Redis that has forgotten all scripts', () => {
  let redis: OwnRedis | undefined;
  before(async function () {
    redis = await ownRedis();
    if (!redis) return this.skip();
    await redis.start();
  });
  after(async () => {
    await redis?.stop();
    await removeFolders();
  });

  it('send a script’s text once, however many need it at the same time', async () => {
    if (!redis) return;
    const store = await openRedis(`${redis.url}?prefix=scripts`);
    const monitor = await startMonitor(redis.url, 'scripts');
    const add = (count: unknown) => (typeof count === 'number' ? count + 1 : 1);
    const commits = Array.from({ length: 200 }, (_, index) => store.values.commit([{ key: `${index}`, change: add }]));
    await Promise.all(commits);
    await store.values.getMany(['end of it']);
    await until(() => monitor.commands.some((words) => words.at(-1)?.endsWith('end of it')));
    expect(monitor.commands.filter(([name]) => name === 'SCRIPT')).to.have.length(1);
    await monitor.stop();
    await store.close();
  });
});
