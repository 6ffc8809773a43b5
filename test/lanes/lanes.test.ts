import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { type Clock, MovableClock, systemClock } from '../../src/core/clock.js';
import { StoreError } from '../../src/core/errors.js';
import { Leases } from '../../src/core/leases.js';
import type { ChannelEvent } from '../../src/core/observe.js';
import { EmbeddedLanes } from '../../src/lanes/embedded.js';
import { openLanes } from '../../src/lanes/open.js';
import { type LaneSettings, laneSettings } from '../../src/lanes/settings.js';
import type { LaneItem } from '../../src/store/lanes.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import type { StoredItem } from '../../src/store/mailbox.js';
import { MemoryMailbox } from '../../src/store/memory/mailbox.js';
import { openMemory } from '../../src/store/memory/open.js';
import { MemoryValues } from '../../src/store/memory/values.js';
import { openStore } from '../../src/store/open.js';
import { bundle } from '../support/bundle.js';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';
import { describeLanes, gate, item } from './contract.js';

/** Lanes over a mailbox in memory that behaves in its own way. */
function lanesOver(Box: typeof MemoryMailbox, settings: Partial<LaneSettings> = {}): EmbeddedLanes {
  const values = new MemoryValues();
  const mailbox = (clock: Clock) => new Box(values, clock);
  return new EmbeddedLanes(
    { shared: false, values, leases: new Leases(), mailbox },
    systemClock,
    laneSettings(settings),
  );
}

const day = 24 * 60 * 60 * 1000;

describeLanes(
  'Lanes in memory',
  async () => {
    const store = openMemory();
    return {
      isDurable: false,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, settings),
      close: () => store.close(),
    };
  },
  { isDurable: false },
);

describe('Lanes in LMDB', () => {
  after(removeFolders);

  describeLanes('over a mailbox', async () => {
    const folder = await temporaryFolder();
    let store = await openLmdb(folder);
    return {
      isDurable: true,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, settings),
      async reopen() {
        await store.close();
        store = await openLmdb(folder);
      },
      close: () => store.close(),
    };
  });

  it('find everything that was accepted before the process was killed', async function () {
    this.timeout(60_000);
    const folder = await temporaryFolder();
    const program = await bundle('test/lanes/crash.ts');
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    let safe = 0;
    for await (const line of createInterface(child.stdout)) {
      safe = Number(line);
      if (safe === 30) child.kill('SIGKILL');
    }
    expect((await ended)[1]).to.equal('SIGKILL');
    expect(safe).to.be.at.least(30);

    const store = await openStore(`lmdb:${folder}`);
    const lanes = openLanes(store, systemClock);
    const found: LaneItem[] = [];
    await lanes.start(async (each) => void found.push(each));
    await until(() => lanes.depth === 0);
    expect((await lanes.measure()).depth).to.equal(0);
    const expected = Array.from({ length: safe }, (_, index) => `item ${index + 1}`);
    expect(found.map(({ id }) => id)).to.include.members(expected);
    expect(new Set(found.map(({ id }) => id)).size).to.equal(found.length);
    for (const lane of ['lane 0', 'lane 1', 'lane 2']) {
      const counts = found.filter((each) => each.lane === lane).map(({ id }) => Number(id.slice('item '.length)));
      expect(counts).to.deep.equal(counts.toSorted((a, b) => a - b));
    }
    expect(await lanes.accept([item('lane 1', 'item 1')])).to.deep.equal([false]);
    await lanes.stop();
    await store.close();
  });

  it('forget an id after seven days, and not before', async () => {
    const store = await openLmdb(await temporaryFolder());
    const clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1) });
    const mailbox = store.engine.mailbox(clock);
    const isNew = async () => (await mailbox.append([item('a', 'x')], [])).every((stored) => stored !== undefined);
    const answers = [await isNew()];
    clock.advance(7 * day);
    answers.push(await isNew());
    clock.advance(day);
    answers.push(await isNew());
    expect(answers).to.deep.equal([true, false, true]);
    await store.close();
  });

  it('reject with StoreError when the store has gone', async () => {
    const store = await openLmdb(await temporaryFolder());
    const lanes = openLanes(store, systemClock);
    await store.close();
    await rejection(lanes.accept([item('a')]), StoreError);
    await rejection(
      lanes.start(async () => {}),
      StoreError,
    );
    await rejection(lanes.measure(), StoreError);
    await rejection(lanes.setAside(), StoreError);
    await rejection(lanes.cancel('key'), StoreError);
  });
});

describe('EmbeddedLanes', () => {
  it('run an item once whose acceptance is stored, but not yet answered, when they start', async () => {
    const { opened, open } = gate();
    class SlowToAnswer extends MemoryMailbox {
      override async append(items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]> {
        const stored = await super.append(items);
        await opened;
        return stored;
      }
    }
    const lanes = lanesOver(SlowToAnswer);
    const ran: string[] = [];
    const accepting = lanes.accept([item('a', 'x')]);
    await lanes.start(async ({ id }) => void ran.push(id));
    open();
    expect(await accepting).to.deep.equal([true]);
    await until(() => lanes.depth === 0);
    expect(ran).to.deep.equal(['x']);
  });

  it('can be started again where the store could not be read', async () => {
    let isAway = true;
    class Away extends MemoryMailbox {
      override page(after: number, limit: number): StoredItem[] {
        if (isAway) throw new StoreError('away');
        return super.page(after, limit);
      }
    }
    const lanes = lanesOver(Away);
    const ran: string[] = [];
    const note = async ({ id }: LaneItem) => void ran.push(id);
    await lanes.accept([item('a', 'x')]);
    await rejection(lanes.start(note), StoreError);
    isAway = false;
    await lanes.start(note);
    await until(() => lanes.depth === 0);
    expect(ran).to.deep.equal(['x']);
    expect((await rejection(lanes.start(note), Error)).message).to.match(/started already/);
  });

  it('tell of every failure', async () => {
    const events: ChannelEvent[] = [];
    const observe = (event: ChannelEvent) => events.push(event);
    const lanes = lanesOver(MemoryMailbox, {
      attempts: 2,
      retryDelayMs: 1,
      observe,
    });
    await lanes.start(async () => {
      throw new TypeError('a bug');
    });
    await lanes.accept([item('a')]);
    await until(() => lanes.depth === 0);
    expect(events.map((event) => event.kind === 'fault' && [event.where, event.error.name])).to.deep.equal([
      ['lane', 'TypeError'],
      ['lane', 'TypeError'],
    ]);
  });
});
