import { expect } from 'chai';
import { systemClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import type { Lease } from '../../../src/core/lease.js';
import { Leases } from '../../../src/core/leases.js';
import { laneSettings } from '../../../src/lanes/settings.js';
import { SharedLanes } from '../../../src/lanes/shared.js';
import type { LaneHandler, LaneItem } from '../../../src/store/lanes.js';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.js';
import { beatScript } from '../../../src/store/redis/presence.js';
import { commitScript, laneScripts } from '../../../src/store/redis/scripts.js';
import { gate, item, quick } from '../../lanes/contract.js';
import { until } from '../../support/channel.js';
import { describeWithRedis } from '../../support/redis.js';
import { rejection } from '../../support/rejection.js';
import { startMonitor } from './monitor.js';

const takeOverMs = 600;

describeWithRedis('Writes of turns in Redis', (freshUrl) => {
  let store: OpenRedis;
  let url: string;
  const closing: (() => unknown)[] = [];
  const increment = (count: unknown) => (typeof count === 'number' ? count + 1 : 1);
  const get = (...keys: string[]) => store.values.getMany(keys);

  /**
   * `sleeps`: no lease is renewed or taken over, as if the process slept. `hasEnough`: no lane is taken any more; otherwise
   * the process may take back what it has just lost, and its turn counts as one that it died of.
   */
  function lanes({
    sleeps = false,
    hasEnough = (): boolean => false,
    leases = new Leases(),
    afterMs = takeOverMs,
  } = {}): SharedLanes {
    const mailbox = store.mailbox(systemClock, afterMs);
    if (sleeps) {
      mailbox.renew = async () => [];
      mailbox.reclaim = async () => 0;
    }
    const take = mailbox.take.bind(mailbox);
    mailbox.take = async (room) => (hasEnough() ? [] : take(room));
    const engine = { ...store, shared: true, leases, mailbox: () => mailbox } as const;
    const opened = new SharedLanes(engine, systemClock, laneSettings({ ...quick, takeOverMs: afterMs }));
    closing.push(() => opened.stop(1));
    return opened;
  }

  beforeEach(async () => {
    url = freshUrl();
    store = await openRedis(url);
    closing.push(() => store.close());
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  it('are committed with an acceptance, also of what is known already', async () => {
    const one = lanes();
    const writes = () => [
      { key: 'inbound', change: increment },
      { key: 'plain', value: 'x' },
    ];
    expect(await one.accept([item('a', 'x'), item('b', 'y')], writes())).to.deep.equal([true, true]);
    expect(await one.accept([item('a', 'x')], writes())).to.deep.equal([false]);
    expect(await one.accept([], writes())).to.deep.equal([]);
    expect(await get('inbound', 'plain')).to.deep.equal([3, 'x']);
  });

  it('are evaluated again if another process was quicker, and the items are accepted once', async () => {
    const other = await openRedis(url);
    closing.push(() => other.close());
    await get('inbound');
    await other.values.commit([{ key: 'inbound', value: 41 }]);
    const one = lanes();
    expect(await one.accept([item('a', 'x')], [{ key: 'inbound', change: increment }])).to.deep.equal([true]);
    expect(await get('inbound')).to.deep.equal([42]);
    expect((await one.measure()).depth).to.equal(1);
  });

  it('of an acceptance reject with what a change throws, and nothing is accepted', async () => {
    const one = lanes();
    const failing = () => {
      throw new RangeError('no');
    };
    await rejection(one.accept([item('a', 'x')], [{ key: 'a', change: failing }]), RangeError);
    expect((await one.measure()).depth).to.equal(0);
  });

  it('that a turn stages are committed in one step with its end, and the lease is known meanwhile', async () => {
    const leases = new Leases();
    const one = lanes({ leases });
    const told: unknown[] = [];
    let during: unknown[] = [];
    await one.start(async (_, lease) => {
      expect(leases.of('a')).to.equal(lease);
      lease.stage({ key: 'state', value: { n: 1 } });
      lease.stage({ key: 'count', change: increment, onStored: (stored) => told.push(stored) });
      during = [...(await get('state', 'count'))];
    });
    await one.accept([item('a')]);
    await until(async () => (await one.measure()).depth === 0 && one.depth === 0);
    expect(during).to.deep.equal([undefined, undefined]);
    expect(await get('state', 'count')).to.deep.equal([{ n: 1 }, 1]);
    expect(told).to.deep.equal([1]);
    expect(leases.of('a')).to.equal(undefined);
  });

  it('of a try that failed are forgotten', async () => {
    const one = lanes();
    let tries = 0;
    await one.start(async (_, lease) => {
      tries += 1;
      lease.stage({ key: `try ${tries}`, value: true });
      if (tries === 1) throw new Error('not now');
    });
    await one.accept([item('a')]);
    await until(async () => (await one.measure()).depth === 0 && one.depth === 0);
    expect(await get('try 1', 'try 2')).to.deep.equal([undefined, true]);
  });

  it('of a turn whose own change throws at the end are not made, and the item is set aside', async () => {
    const one = lanes();
    await one.start(async (_, lease) => {
      lease.stage({ key: 'state', value: 1 });
      lease.stage({
        key: 'state 2',
        change: () => {
          throw new RangeError('no');
        },
      });
    });
    await one.accept([item('a', 'x')]);
    await until(async () => (await one.measure()).aside === 1);
    expect((await one.setAside()).map(({ error }) => error)).to.deep.equal(['RangeError']);
    expect(await get('state')).to.deep.equal([undefined]);
  });

  it('of a work are committed with its end, also if it fails', async () => {
    const one = lanes();
    await one.run('a', async (lease) => lease.stage({ key: 'state', value: 1 }));
    const failing = one.run('a', async (lease) => {
      lease.stage({ key: 'state', value: 2 });
      throw new RangeError('no');
    });
    await rejection(failing, RangeError);
    expect(await get('state')).to.deep.equal([2]);
  });

  it('of messages are made before they leave, and answered for each', async () => {
    const one = lanes();
    const { opened, open } = gate();
    const leaves = new Map<string, Lease>();
    await one.start(async (each, lease) => {
      leaves.set(each.lane, lease);
      await opened;
    });
    await one.accept([item('a'), item('b')]);
    await until(() => leaves.size === 2);
    const messages = [...leaves.values()].flatMap((lease) => [
      {
        lease,
        writes: [
          { key: `${lease.lane} 1`, value: 'leaving' },
          { key: lease.lane, change: increment },
        ],
      },
      {
        lease,
        writes: [
          { key: `${lease.lane} 2`, value: 'leaving' },
          { key: lease.lane, change: increment },
        ],
      },
    ]);
    expect(await one.leave(messages)).to.deep.equal(Array(4).fill(['leaving', 2]));
    expect(await get('a 1', 'a 2', 'b 2', 'a')).to.deep.equal(['leaving', 'leaving', 'leaving', 2]);
    expect(await one.leave([])).to.deep.equal([]);
    open();
  });

  it('are refused from a turn that has lost its lane: when its messages leave, and at its end', async () => {
    let lost: Lease | undefined;
    const asleep = lanes({ sleeps: true, hasEnough: () => lost !== undefined });
    const successor = lanes();
    const { opened, open } = gate();
    await asleep.start(async (_, lease) => {
      lease.stage({ key: 'state', value: 'stale' });
      lost = lease;
      await opened;
    });
    await asleep.accept([item('a', 'x'), item('a', 'y')]);
    await until(() => lost !== undefined);
    const tokens: number[] = [];
    const tries: boolean[] = [];
    await successor.start(async (_, lease) => {
      tokens.push(Number(lease.token));
      tries.push(lease.mayHaveRun);
      lease.stage({ key: 'state', value: 'fresh' });
    });
    await until(async () => tries.length === 2 && (await successor.measure()).depth === 0 && successor.depth === 0);
    if (!lost) return expect.fail('No turn began.');
    expect(tokens.every((token) => token > Number(lost?.token))).to.equal(true);
    expect(tries).to.deep.equal([true, false]);
    expect(await asleep.leave([{ lease: lost, writes: [{ key: 'ledger', value: 'leaving' }] }])).to.deep.equal([
      undefined,
    ]);
    open();
    await until(() => asleep.depth === 0);
    expect(await get('state', 'ledger')).to.deep.equal(['fresh', undefined]);
  });

  it('of a lease that ran out are still made while nobody has taken its lane', async () => {
    const mailbox = store.mailbox(systemClock, takeOverMs);
    mailbox.renew = async () => [];
    mailbox.reclaim = async () => 0;
    const engine = { ...store, shared: true, leases: new Leases(), mailbox: () => mailbox } as const;
    const asleep = new SharedLanes(engine, systemClock, laneSettings({ ...quick, takeOverMs }));
    closing.push(() => asleep.stop(1));
    const { opened, open } = gate();
    await asleep.start(async (_, lease) => {
      lease.stage({ key: 'state', value: 1 });
      await opened;
    });
    await asleep.accept([item('a')]);
    const expired = () => store.client.zCount(`${store.prefix}:lanes:held`, '-inf', Date.now());
    await until(async () => (await expired()) === 1);
    open();
    await until(async () => (await asleep.measure()).depth === 0);
    expect(await get('state')).to.deep.equal([1]);
  });

  it('of a work that has lost its lane are refused, and the work rejects', async () => {
    const asleep = lanes({ sleeps: true });
    const successor = lanes();
    const { opened, open } = gate();
    const work = asleep.run('a', async (lease) => {
      lease.stage({ key: 'state', value: 'stale' });
      await opened;
    });
    await until(() => asleep.depth === 1);
    const ran: LaneItem[] = [];
    await successor.start(async (each) => void ran.push(each));
    await successor.accept([item('a')]);
    await until(() => ran.length === 1);
    open();
    await rejection(work, StoreError);
    expect(await get('state')).to.deep.equal([undefined]);
  });

  it('tell a turn whether it may have run before: taken over, tried again, or repeated', async () => {
    const mayHaveRun = new Map<string, boolean[]>();
    const note: LaneHandler = async (each, lease) => {
      mayHaveRun.set(each.id, [...(mayHaveRun.get(each.id) ?? []), lease.mayHaveRun]);
      if (each.id === 'bad' && mayHaveRun.get('bad')?.length !== quick.attempts + 1) throw new Error('bad');
    };
    const one = lanes();
    await one.start(note);
    await one.accept([item('a', 'good'), item('a', 'bad'), item('a', 'behind')]);
    await until(async () => (await one.measure()).depth === 0);
    expect(await one.repeat('bad')).to.equal(true);
    await until(async () => (await one.measure()).depth === 0);
    expect(mayHaveRun.get('good')).to.deep.equal([false]);
    expect(mayHaveRun.get('behind')).to.deep.equal([false]);
    expect(mayHaveRun.get('bad')).to.deep.equal([false, ...Array(quick.attempts).fill(true)]);
  });

  it('take five commands a turn at the most, and no script’s text', async () => {
    // Long enough that nothing is taken over while the machine is busy.
    const one = lanes({ afterMs: 60_000 });
    let turns = 0;
    await one.start(async (each, lease) => {
      await get('state', `window ${each.lane}`, `choices ${each.lane}`);
      await get(`conversation ${each.lane}`);
      const [left] = await one.leave([{ lease, writes: [{ key: `ledger ${each.id}`, change: () => 'leaving' }] }]);
      expect(left).to.deep.equal(['leaving']);
      lease.stage({ key: `ledger ${each.id}`, value: 'accepted' });
      lease.stage({ key: `conversation ${each.lane}`, value: { turns } });
      lease.stage({ key: `window ${each.lane}`, change: increment });
      turns += 1;
    });
    let expected = 0;
    const take = async (lane: string) => {
      expected += 1;
      await one.accept([item(lane)], [{ key: `window ${lane}`, change: increment }]);
      await until(() => turns === expected && one.depth === 0);
    };
    await take('a');
    const monitor = await startMonitor(store.url, store.prefix);
    closing.push(() => monitor.stop());
    for (const lane of ['a', 'b', 'a', 'c', 'b', 'a', 'd', 'e', 'e', 'e']) await take(lane);
    await get('end of it');
    await until(() => monitor.commands.some((words) => words.at(-1)?.endsWith('end of it')));
    const background = [beatScript, laneScripts.renew, laneScripts.reclaim, laneScripts.due, laneScripts.take].map(
      ({ hash }) => hash,
    );
    const counted = monitor.commands.slice(0, -1).filter(([, hash = '']) => !background.includes(hash));
    const names = new Map(
      [...Object.entries(laneScripts), ['commit', commitScript] as const].map(([name, { hash }]) => [hash, name]),
    );
    const order = counted.map(([name = '', hash = '']) => names.get(hash) ?? name).join(' ');
    expect(counted.length / 10, order).to.be.within(4, 5);
    const hashes = new Set([laneScripts.accept, laneScripts.end, commitScript].map(({ hash }) => hash));
    const scripts = counted.filter(([name]) => name === 'EVALSHA').map(([, hash]) => hash);
    expect(new Set(scripts)).to.deep.equal(hashes);
    expect(counted.filter(([name]) => name !== 'EVALSHA' && name !== 'MGET')).to.deep.equal([]);
  });

  it('of many turns at once share their commands', async () => {
    const one = lanes();
    await one.start(async (each, lease) => lease.stage({ key: each.id, value: true }));
    await one.accept([item('warm')]);
    await until(async () => (await one.measure()).depth === 0);
    const monitor = await startMonitor(store.url, store.prefix);
    closing.push(() => monitor.stop());
    await Promise.all(Array.from({ length: 100 }, (_, index) => one.accept([item(`lane ${index}`)])));
    await until(async () => one.depth === 0 && (await one.measure()).depth === 0);
    const accepts = monitor.commands.filter(([, hash]) => hash === laneScripts.accept.hash);
    expect(accepts).to.have.length(2);
    await until(() => monitor.commands.some(([, hash]) => hash === laneScripts.measure.hash));
    const ends = monitor.commands.filter(([, hash]) => hash === laneScripts.end.hash);
    expect(ends.length).to.be.lessThan(50);
  });
});
