import { expect } from 'chai';
import { systemClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import type { Lease } from '../../../src/core/lease.js';
import { Leases } from '../../../src/core/leases.js';
import { laneSettings } from '../../../src/lanes/settings.js';
import { SharedLanes } from '../../../src/lanes/shared.js';
import type { LaneItem } from '../../../src/store/lanes.js';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.js';
import { gate, item, quick } from '../../lanes/contract.js';
import { until } from '../../support/channel.js';
import { describeWithRedis } from '../../support/redis.js';
import { rejection } from '../../support/rejection.js';
import { describeWithOwnRedis } from './ownRedis.js';
import { proxyTo, type RedisProxy } from './proxy.js';
import { type Member, startMember } from './startMember.js';

/** Longer than a test takes: no lease expires, so what is taken over was found to be gone. */
const takeOverMs = 120_000;
/** How long it may take to find out that a process is gone. */
const soonMs = 5000;
const closing: (() => unknown)[] = [];

async function openedStore(url: string): Promise<OpenRedis> {
  const store = await openRedis(url);
  closing.push(() => store.close());
  return store;
}

function lanesIn(store: OpenRedis, afterMs = takeOverMs): SharedLanes {
  const engine = { ...store, shared: true, leases: new Leases() } as const;
  const lanes = new SharedLanes(engine, systemClock, laneSettings({ ...quick, takeOverMs: afterMs }));
  closing.push(() => lanes.stop(1));
  return lanes;
}

async function memberAt(url: string): Promise<Member> {
  const member = await startMember(url, takeOverMs);
  closing.push(() => member.process.kill('SIGKILL'));
  return member;
}

async function proxyAt(url: string): Promise<RedisProxy> {
  const proxy = await proxyTo(url);
  closing.push(() => proxy.close());
  return proxy;
}

/** Resolves when so much time has passed. */
function past(ms: number): Promise<void> {
  const since = performance.now();
  return until(() => performance.now() - since > ms);
}

async function tidyUp(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

describeWithRedis('The presence of processes in Redis', (freshUrl) => {
  let url: string;
  let ran: string[];
  const note = async ({ id }: LaneItem) => void ran.push(id);

  beforeEach(() => {
    url = freshUrl();
    ran = [];
  });
  afterEach(tidyUp);

  it('frees the lanes of a killed process long before its leases expire, and not those of one that is stopped', async () => {
    const store = await openedStore(url);
    const one = lanesIn(store);
    const member = await memberAt(url);
    await one.accept([{ ...item('a', 'x'), payload: 'wait' }, item('a', 'y')]);
    await until(() => member.lines.includes('begin x'));
    await one.start(note);
    member.process.kill('SIGSTOP');
    await past(soonMs);
    expect(ran).to.deep.equal([]);
    member.process.kill('SIGKILL');
    const killed = performance.now();
    await until(() => ran.length === 2);
    expect(performance.now() - killed).to.be.lessThan(soonMs);
    expect(ran).to.deep.equal(['x', 'y']);
  });

  it('counts as a death of the process, so that what kills every process is set aside', async () => {
    const store = await openedStore(url);
    const last = lanesIn(store);
    const { mostCrashes } = laneSettings();
    await last.accept([{ ...item('a', 'poison'), payload: 'wait' }, item('a', 'behind')]);
    for (let deaths = 0; deaths < mostCrashes; deaths += 1) {
      const member = await memberAt(url);
      await until(() => member.lines.includes('begin poison'));
      member.process.kill('SIGKILL');
    }
    await last.start(note);
    await until(() => ran.length > 0);
    expect(ran).to.deep.equal(['behind']);
    const asides = await last.setAside();
    expect(asides.map(({ item: { id }, error }) => [id, error])).to.deep.equal([['poison', 'TurnCrashedError']]);
  });

  it('frees more lanes than are freed at once, also for a process that starts later', async () => {
    const count = 450;
    const store = await openedStore(url);
    const killed = lanesIn(await openedStore(url));
    const works = Array.from({ length: count }, (_, index) =>
      killed.run(`lane ${index}`, () => new Promise<never>(() => {})).catch(() => {}),
    );
    const locked = () => store.client.hLen(`${store.prefix}:lanes:locks`);
    await until(async () => (await locked()) === works.length);
    const one = lanesIn(store);
    await one.accept(works.map((_, index) => item(`lane ${index}`)));
    await killed.stop(1);
    await one.start(note);
    const began = performance.now();
    await until(() => ran.length === count);
    expect(performance.now() - began).to.be.lessThan(soonMs);
  });

  it('lets a process that was cut off write and send nothing once its lane is taken over', async () => {
    const store = await openedStore(url);
    const proxy = await proxyAt(url);
    const cutOff = lanesIn(await openedStore(url.replace(/^redis:\/\/[^/?]+(\/\d*)?/, proxy.url)));
    const { opened, open } = gate();
    let lost: Lease | undefined;
    await cutOff.start(async (_, lease) => {
      lost = lease;
      lease.stage({ key: 'state', value: 'stale' });
      await opened;
    });
    await cutOff.accept([item('a', 'x')]);
    await until(() => lost !== undefined);
    const successor = lanesIn(store);
    await successor.start(async (each, lease) => {
      await note(each);
      lease.stage({ key: 'state', value: 'fresh' });
    });
    proxy.cut();
    const cut = performance.now();
    await until(async () => ran.length === 1 && (await successor.measure()).depth === 0);
    expect(performance.now() - cut).to.be.lessThan(soonMs);

    if (!lost) return expect.fail('No turn began.');
    const messages = [{ lease: lost, writes: [{ key: 'ledger', value: 'leaving' }] }];
    await rejection(cutOff.leave(messages), StoreError);
    proxy.mend();
    await until(() => cutOff.measure().then(Boolean, () => false));
    expect(await cutOff.leave(messages)).to.deep.equal([undefined]);
    open();
    await until(() => cutOff.depth === 0);
    expect(await store.values.getMany(['state', 'ledger'])).to.deep.equal(['fresh', undefined]);
    expect(ran).to.deep.equal(['x']);
  });

  it('leaves its lanes to a process that has lost only the connection that listens', async () => {
    const store = await openedStore(url);
    const proxy = await proxyAt(url);
    const deaf = lanesIn(await openedStore(url.replace(/^redis:\/\/[^/?]+(\/\d*)?/, proxy.url)));
    const { opened, open } = gate();
    await deaf.start(async (each) => {
      await note(each);
      await opened;
    });
    await deaf.accept([item('a', 'x')]);
    await until(() => ran.length === 1 && proxy.sockets.size === 2);
    const successor = lanesIn(store);
    await successor.start(async ({ id }) => void ran.push(`${id} again`));
    proxy.cut([...proxy.sockets].slice(1));
    await past(soonMs);
    open();
    await until(async () => (await successor.measure()).depth === 0);
    expect(ran).to.deep.equal(['x']);
  });

  it('is forgotten some time after a process has ended', async () => {
    const store = await openedStore(url);
    const [ended, one] = [lanesIn(store, 600), lanesIn(store, 600)];
    const known = () => store.client.zCard(`${store.prefix}:lanes:processes`);
    await Promise.all([ended.start(note), one.start(note)]);
    await until(async () => (await known()) === 2);
    await ended.stop(1);
    await until(async () => (await known()) === 1);
  });
});

describeWithOwnRedis('The presence of processes in a Redis that starts again', (redis) => {
  afterEach(tidyUp);

  it('frees no lane of a process that connects again, neither for one that was there nor for a new one', async () => {
    const url = `${redis().url}?prefix=again`;
    const [one, two] = [lanesIn(await openedStore(url)), lanesIn(await openedStore(url))];
    const { opened, open } = gate();
    const ran: string[] = [];
    const handler = async (each: LaneItem, lease: Lease) => {
      ran.push(each.id);
      await opened;
      lease.stage({ key: 'state', value: each.id });
    };
    await Promise.all([one.start(handler), two.start(handler)]);
    await one.accept([item('a', 'x')]);
    await two.accept([item('b', 'y')]);
    await until(() => ran.length === 2);
    await redis().stop();
    // The last tries to connect were 2 s apart, so that Redis is up for a while before the next one.
    await past(3300);
    await redis().start();
    const store = await openedStore(url);
    const fresh = lanesIn(store);
    await fresh.start(handler);
    await past(soonMs + 2000);
    open();
    await until(async () => (await fresh.measure()).depth === 0);
    expect(ran).to.have.members(['x', 'y']);
    expect(await store.values.getMany(['state'])).not.to.deep.equal([undefined]);
  });
});
