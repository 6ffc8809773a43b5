import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import type { Lease } from '../../../src/core/lease.js';
import { Leases } from '../../../src/core/leases.js';
import { openLanes } from '../../../src/lanes/open.js';
import { laneSettings } from '../../../src/lanes/settings.js';
import { SharedLanes } from '../../../src/lanes/shared.js';
import type { SharedEngine } from '../../../src/store/engine.js';
import type { LaneItem } from '../../../src/store/lanes.js';
import { openStore } from '../../../src/store/open.js';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.js';
import { describeLanes, gate, item, type Place, quick } from '../../lanes/contract.js';
import { describeWaiting } from '../../lanes/waitingContract.js';
import { until } from '../../support/channel.js';
import { describeWithRedis } from '../../support/redis.js';
import { rejection } from '../../support/rejection.js';
import { describeWithOwnRedis } from './ownRedis.js';
import { proxyTo } from './proxy.js';
import { type Member, startMember } from './startMember.js';

const takeOverMs = 600;
const closing: (() => unknown)[] = [];

async function openedStore(url: string): Promise<OpenRedis> {
  const store = await openRedis(url);
  closing.push(() => store.close());
  return store;
}

/** The store as lanes take it. */
function engineOf({ values, pacing, mailbox }: OpenRedis): SharedEngine {
  return { shared: true, values, pacing, mailbox, leases: new Leases() };
}

function lanesIn(store: OpenRedis): SharedLanes {
  const lanes = new SharedLanes(engineOf(store), systemClock, laneSettings({ ...quick, takeOverMs }));
  closing.push(() => lanes.stop(1));
  return lanes;
}

async function memberAt(url: string): Promise<Member> {
  const member = await startMember(url, takeOverMs);
  closing.push(() => member.process.kill('SIGKILL'));
  return member;
}

async function tidyUp(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

describeWithRedis('Lanes in Redis', (freshUrl) => {
  let url: string;
  let all: SharedLanes[];
  let ran: string[];
  const note = async ({ id }: LaneItem) => void ran.push(id);
  const [one, two, three] = [() => lanesAt(0), () => lanesAt(1), () => lanesAt(2)];
  const idle = () => until(async () => (await one().measure()).depth === 0 && all.every(({ depth }) => depth === 0));

  function lanesAt(index: number): SharedLanes {
    return all[index] ?? expect.fail('There are not so many.');
  }

  beforeEach(async () => {
    url = freshUrl();
    const store = await openedStore(url);
    all = [lanesIn(store), lanesIn(store), lanesIn(store)];
    ran = [];
  });
  afterEach(tidyUp);

  const openPlace = async (): Promise<Place> => {
    const store = await openStore(freshUrl());
    return {
      isDurable: true,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, { takeOverMs: 300, ...settings }),
      reopen: async () => {},
      close: () => store.close(),
    };
  };
  describeLanes('of one process', openPlace);
  describeWaiting('of one process, with turns that wait for other lanes', openPlace);

  describe('of several processes', function () {
    this.timeout(120_000);

    it('take an id once, however many bring it at the same time', async () => {
      await Promise.all(all.map((each) => each.start(note)));
      const accepting = Array.from({ length: 51 }, (_, index) => lanesAt(index % 3).accept([item('a', 'same')]));
      expect((await Promise.all(accepting)).flat().filter(Boolean)).to.have.length(1);
      await idle();
      expect(ran).to.deep.equal(['same']);
    });

    it('keep the order of each lane, and never run two of its items at once', async () => {
      const running = new Set<string>();
      const faults: string[] = [];
      const runOne = async (each: LaneItem) => {
        if (running.has(each.lane)) faults.push(each.id);
        running.add(each.lane);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(each.lane);
        ran.push(each.id);
      };
      await Promise.all(all.map((each) => each.start(runOne)));
      const accepts = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(2)), { maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(accepts, async (list) => {
          ran = [];
          const expected = new Map<string, string[]>();
          for (const [lane, index] of list) {
            const each = item(lane);
            await lanesAt(index).accept([each]);
            expected.set(lane, [...(expected.get(lane) ?? []), each.id]);
          }
          await idle();
          expect(ran).to.have.length(list.length);
          for (const ids of expected.values()) expect(ran.filter((id) => ids.includes(id))).to.deep.equal(ids);
        }),
        { numRuns: 15 },
      );
      expect(faults).to.deep.equal([]);
    });

    it('run a work in its turn, wherever the lane is busy', async () => {
      const { opened, open } = gate();
      await one().start(async (each) => {
        await opened;
        await note(each);
      });
      await one().accept([item('a', 'x')]);
      await until(() => one().depth === 1);
      const works = [two(), three()].map((each, index) => each.run('a', async () => ran.push(`work ${index}`)));
      await until(() => two().depth + three().depth === 2);
      await two().run('b', async () => ran.push('other lane'));
      open();
      await Promise.all(works);
      expect(ran).to.have.members(['other lane', 'x', 'work 0', 'work 1']);
      expect(ran.slice(0, 2)).to.deep.equal(['other lane', 'x']);
    });

    it('keep items waiting while a work runs elsewhere, for longer than a take-over takes', async () => {
      const { opened, open } = gate();
      await one().start(note);
      const work = two().run('a', () => opened.then(() => void ran.push('work')));
      await until(() => two().depth === 1);
      await one().accept([item('a', 'x')]);
      const since = performance.now();
      await until(() => performance.now() - since > 2 * takeOverMs);
      expect(ran).to.deep.equal([]);
      open();
      await work;
      await idle();
      expect(ran).to.deep.equal(['work', 'x']);
    });

    it('keep a lane whose turn lasts longer than a take-over takes', async () => {
      const { opened, open } = gate();
      const hanging = async (each: LaneItem) => {
        await note(each);
        await opened;
      };
      await Promise.all(all.map((each) => each.start(hanging)));
      await one().accept([item('a', 'x'), item('a', 'y')]);
      const since = performance.now();
      await until(() => performance.now() - since > 3 * takeOverMs);
      expect(ran).to.deep.equal(['x']);
      open();
      await idle();
      expect(ran).to.deep.equal(['x', 'y']);
    });

    it('wake each other from a process that runs nothing', async () => {
      await one().start(note);
      await two().accept([item('a', 'x')]);
      await until(() => ran.length === 1);
      await three().schedule({ ...item('b', 'y'), key: 'key', dueAt: 0 });
      await until(() => ran.length === 2);
    });

    it('hand over what waits where one of them stops', async () => {
      const { opened, open } = gate();
      await one().start(async (each) => {
        await note(each);
        await opened;
      });
      await one().accept([item('a', 'x'), item('a', 'y')]);
      await until(() => ran.length === 1);
      await two().start(note);
      const stopping = one().stop();
      open();
      await stopping;
      await until(() => ran.length === 2);
      expect(ran).to.deep.equal(['x', 'y']);
    });

    it('run again, elsewhere and in order, what was running in a process that was killed', async () => {
      const member = await memberAt(url);
      await one().accept([{ ...item('a', 'x'), payload: 'wait' }, item('a', 'y'), item('b', 'z')]);
      await until(() => member.lines.includes('begin x') && member.lines.includes('end z'));
      await until(async () => (await one().measure()).depth === 2);
      await one().start(note);
      member.process.kill('SIGKILL');
      const killed = performance.now();
      await idle();
      expect(performance.now() - killed).to.be.within(takeOverMs / 4, 3 * takeOverMs);
      expect(ran).to.deep.equal(['x', 'y']);
      expect(member.lines).not.to.include('end x');
    });

    it('let nothing be ended by a process that slept while another took its lane over', async () => {
      const { opened, open } = gate();
      const member = await memberAt(url);
      await one().accept([{ ...item('a', 'x'), payload: 'wait' }, item('a', 'y'), item('a', 'z')]);
      await until(() => member.lines.includes('begin x'));
      member.process.kill('SIGSTOP');
      await one().start(async (each) => {
        await note(each);
        if (each.id === 'y') await opened;
      });
      await until(() => ran.length === 2);
      member.process.kill('SIGCONT');
      member.tell('go');
      await until(() => member.lines.includes('end x'));
      await one().accept([item('b', 'b')]);
      await until(async () => (await one().measure()).depth === 2);
      member.tell('stop');
      await once(member.process, 'exit');
      expect((await one().measure()).depth).to.equal(2);
      expect(ran.filter((id) => id !== 'b')).to.deep.equal(['x', 'y']);
      open();
      await idle();
      expect(ran.filter((id) => id !== 'b')).to.deep.equal(['x', 'y', 'z']);
      expect(member.lines.filter((line) => /begin [yz]/.test(line))).to.deep.equal([]);
    });

    it('take what is due in pages, the longest due first, whoever has scheduled it', async () => {
      const ids = Array.from({ length: 450 }, (_, index) => `due ${index}`);
      const due = ids.map((id, index) => ({ ...item('a', id), key: id, dueAt: index + 1 }));
      await Promise.all(due.toReversed().map((each, index) => lanesAt(index % 3).schedule(each)));
      await Promise.all(all.map((each) => each.start(note)));
      await until(() => ran.length === ids.length);
      await idle();
      expect(ran).to.deep.equal(ids);
    });

    it('leave nothing behind that keeps their process alive', async () => {
      const member = await memberAt(url);
      await one().accept([item('a', 'x')]);
      await until(() => member.lines.includes('end x'));
      const ended = once(member.process, 'exit');
      member.tell('stop');
      expect(await ended).to.deep.equal([0, null]);
    });
  });

  it('keep what was set aside for 30 days, by the clock of Redis, and no longer', async () => {
    const { client, prefix, mailbox: openMailbox } = await openedStore(url);
    const mailbox = openMailbox(systemClock, takeOverMs);
    const key = `${prefix}:lanes:aside`;
    const putAside = async (id: string) => {
      const [claim] = (await mailbox.accept([item(id, id)], [], 1)).claims;
      if (claim) await mailbox.end(claim, { aside: 'RangeError', items: [] }, [], undefined, false);
    };
    /** As if it had been set aside so many days ago. */
    const age = async (id: string, days: number) => {
      const by = String(-days * 24 * 60 * 60 * 1000 * 1000);
      await client.sendCommand(['ZINCRBY', key, by, id]);
    };
    const ids = async () => (await mailbox.asides()).map((each) => each.item.id);
    for (const id of ['a', 'b', 'c']) await putAside(id);
    expect(await ids()).to.deep.equal(['a', 'b', 'c']);
    await age('a', 31);
    await age('c', 29);
    expect(await ids()).to.deep.equal(['c', 'b']);
    await age('c', 2);
    expect((await mailbox.measure()).aside).to.equal(1);
    expect(await mailbox.repeat('c', 0)).to.equal(undefined);
    await age('b', 31);
    await putAside('d');
    expect(await client.sendCommand(['HKEYS', `${prefix}:lanes:aside-items`])).to.deep.equal(['d']);
  });

  it('reject with StoreError when they have stopped', async () => {
    await one().stop();
    await rejection(one().accept([item('a')]), StoreError);
    await rejection(one().measure(), StoreError);
    await rejection(one().setAside(), StoreError);
    await rejection(
      one().start(async () => {}),
      StoreError,
    );
  });
});

describeWithOwnRedis('Lanes in a Redis that does not know all scripts yet', (redis) => {
  afterEach(tidyUp);

  it('keep the order in which a process asks', async () => {
    const one = lanesIn(await openedStore(redis().url));
    const { opened, open } = gate();
    const ran: string[] = [];
    await one.start(async ({ id }) => {
      await opened;
      ran.push(id);
    });
    await one.accept([item('a', 'x')]);
    // The first work that Redis is asked to queue, and then what it has been asked before.
    const work = one.run('a', async () => void ran.push('work'));
    await one.accept([item('a', 'y')]);
    open();
    await work;
    await until(async () => (await one.measure()).depth === 0);
    expect(ran).to.deep.equal(['x', 'work', 'y']);
  });
});

describeWithOwnRedis('Lanes in Redis while it is away', (redis) => {
  afterEach(tidyUp);

  it('reject at once, and lose nothing that they had accepted', async () => {
    const store = await openedStore(`${redis().url}?prefix=away`);
    const [one, two] = [lanesIn(store), lanesIn(store)];
    const member = await memberAt(`${redis().url}?prefix=away`);
    const ran: string[] = [];
    const note = async ({ id }: LaneItem) => void ran.push(id);
    await Promise.all([one.start(note), two.start(note)]);

    const accepted: LaneItem[] = [];
    let [isOver, rejected] = [false, 0];
    const load = [one, two].map(async (lanes, which) => {
      for (let count = 0; !isOver; count += 1) {
        const each = item(`${which} ${count % 5}`);
        const began = performance.now();
        try {
          await lanes.accept([each]);
          accepted.push(each);
        } catch (error) {
          rejected += 1;
          expect(error).to.be.instanceOf(StoreError);
          expect(performance.now() - began).to.be.lessThan(5900);
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    await until(() => accepted.length > 200);
    await redis().stop();
    await until(() => rejected > 10);
    await rejection(one.measure(), StoreError);
    const before = accepted.length;
    await redis().start();
    await until(() => accepted.length > before + 200);
    isOver = true;
    await Promise.all(load);

    const ids = () => new Set([...ran, ...member.lines.map((line) => line.replace('end ', ''))]);
    await until(() => accepted.every(({ id }) => ids().has(id)));
    await until(async () => (await one.measure()).depth === 0);
  });

  it('keep a turn that runs while Redis is away for longer than a take-over takes, and write it down after', async () => {
    const store = await openedStore(`${redis().url}?prefix=keep`);
    const [one, two] = [lanesIn(store), lanesIn(store)];
    const { opened, open } = gate();
    const ran: string[] = [];
    const handler = async (each: LaneItem, lease: Lease) => {
      ran.push(each.id);
      await opened;
      lease.stage({ key: 'state', value: each.id });
    };
    await Promise.all([one.start(handler), two.start(handler)]);
    await one.accept([item('a', 'x')]);
    await until(() => ran.length === 1);
    await redis().stop();
    const since = performance.now();
    await until(() => performance.now() - since > 2 * takeOverMs);
    open();
    await until(() => performance.now() - since > 2.5 * takeOverMs);
    await redis().start();
    await until(async () => (await one.measure().catch(() => undefined))?.depth === 0);
    expect(ran).to.deep.equal(['x']);
    expect(await store.values.getMany(['state'])).to.deep.equal(['x']);
  });

  it('give up a connection that fell silent for a new one', async () => {
    const proxy = await proxyTo(redis().url);
    closing.unshift(() => proxy.close());
    const lanes = lanesIn(await openedStore(`${proxy.url}?prefix=silent`));
    const ran: string[] = [];
    await lanes.start(async ({ id }) => void ran.push(id));
    await lanes.accept([item('a', 'x')]);
    await until(() => ran.length === 1);
    proxy.silence();
    const began = performance.now();
    await rejection(lanes.accept([item('a', 'y')]), StoreError);
    expect(performance.now() - began).to.be.lessThan(5900);
    await until(() => lanes.accept([item('a', 'z')]).then(Boolean, () => false));
    await until(() => ran.includes('z'));
  });

  it('stop in time, and let their process end', async () => {
    const url = `${redis().url}?prefix=stop`;
    const lanes = lanesIn(await openedStore(url));
    const member = await memberAt(url);
    await lanes.start(async () => {});
    await lanes.accept([item('a', 'x')]);
    await until(async () => (await lanes.measure()).depth === 0);
    await redis().stop();
    const began = performance.now();
    await lanes.stop(1000);
    expect(performance.now() - began).to.be.lessThan(2500);
    const ended = once(member.process, 'exit');
    member.tell('stop');
    expect(await ended).to.deep.equal([0, null]);
    expect(performance.now() - began).to.be.lessThan(12_000);
  });
});
