import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Clock, MovableClock } from '../../src/core/clock.js';
import { StoreError } from '../../src/core/errors.js';
import { Lease } from '../../src/core/lease.js';
import type { ChannelEvent } from '../../src/core/observe.js';
import { LeftOver } from '../../src/lanes/leftOver.js';
import type { LaneSettings } from '../../src/lanes/settings.js';
import type { DueItem, LaneItem, Lanes } from '../../src/store/lanes.js';
import type { Store } from '../../src/store/store.js';
import { Table } from '../../src/store/table.js';
import { until } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

/** A kind of store for items. */
export interface Place {
  /** Whether the items outlive the process: waiting items then stay there when the lanes stop. */
  readonly isDurable: boolean;
  /** The store that the items are kept in. */
  store(): Store;
  open(clock: Clock, settings: Partial<LaneSettings>): Lanes;
  /** What a later process does. Missing where the items end with the process. */
  reopen?(): Promise<void>;
  close(): Promise<void>;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

export const quick = { concurrency: 4, attempts: 3, retryDelayMs: 1 };
const hour = 60 * 60 * 1000;
let made = 0;

export function item(lane: string, id = `item ${++made}`): LaneItem {
  return { id, lane, payload: { id } };
}

function dueItem(lane: string, id: string, dueAt: number, key = id): DueItem {
  return { ...item(lane, id), key, dueAt };
}

/** A promise and the function that fulfils it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** What every kind of lanes must do, whatever store its items are in. */
export function describeLanes(title: string, openPlace: () => Promise<Place>, { isDurable = true } = {}): void {
  // Without a store that outlives the process, there is nothing to find again, so those tests are left out.
  const itAgain = isDurable ? it : () => {};

  describe(title, () => {
    let place: Place;
    let clock: MovableClock;
    let lanes: Lanes;
    let ran: string[];
    const note = async ({ id }: LaneItem) => void ran.push(id);
    const waiting = async () => (await lanes.measure()).depth;
    const idle = () => until(async () => (await waiting()) === 0 && lanes.depth === 0);
    const later = async () => {
      await place.reopen?.();
      lanes = place.open(clock, quick);
      ran = [];
    };

    beforeEach(async () => {
      place = await openPlace();
      clock = new MovableClock();
      lanes = place.open(clock, quick);
      ran = [];
    });
    afterEach(async () => {
      await lanes.stop(1);
      await place.close();
    });

    describe('accept', () => {
      it('takes an id once, however many bring it at the same time', async () => {
        await lanes.start(note);
        const answers = await Promise.all(Array.from({ length: 50 }, () => lanes.accept([item('a', 'same')])));
        await idle();
        expect(answers.flat().filter(Boolean)).to.have.length(1);
        expect(ran).to.deep.equal(['same']);
        expect(await lanes.accept([item('another lane', 'same')])).to.deep.equal([false]);
      });

      it('takes an id once from one list, too', async () => {
        await lanes.start(note);
        expect(await lanes.accept([item('a', 'x'), item('a', 'y'), item('a', 'x')])).to.deep.equal([true, true, false]);
        await idle();
        expect(ran).to.deep.equal(['x', 'y']);
      });

      it('takes an id again neither while it runs nor after it has run', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await note(each);
          await opened;
        });
        await lanes.accept([item('a', 'x')]);
        await until(() => ran.length === 1);
        expect(await lanes.accept([item('a', 'x')])).to.deep.equal([false]);
        open();
        await idle();
        expect(await lanes.accept([item('a', 'x')])).to.deep.equal([false]);
        expect(ran).to.deep.equal(['x']);
      });

      it('of nothing answers nothing', async () => {
        expect(await lanes.accept([])).to.deep.equal([]);
      });

      it('hands the payload on as it was', async () => {
        const payloads: unknown[] = [];
        const payload = { text: 'Grüße 👋\u2028"', list: [1, null, { deep: true }] };
        await lanes.start(async (each) => void payloads.push(each.payload));
        await lanes.accept([{ id: 'x', lane: 'a', payload }]);
        await idle();
        expect(payloads).to.deep.equal([payload]);
      });
    });

    describe('run', () => {
      it('can be next, before what waits, but after what runs', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await note(each);
          if (each.id === 'x') await opened;
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        await until(() => ran.length === 1);
        const last = lanes.run('a', async () => void ran.push('last'));
        const next = lanes.run('a', async () => void ran.push('next'), undefined, true);
        expect(ran).to.deep.equal(['x']);
        open();
        await Promise.all([next, last]);
        await idle();
        expect(ran).to.deep.equal(['x', 'next', 'y', 'last']);
        await lanes.run('a', async () => void ran.push('alone'), undefined, true);
        expect(ran.at(-1)).to.equal('alone');
      });

      it('can be next behind other work that runs', async () => {
        await lanes.start(note);
        const { opened, open } = gate();
        const begun = gate();
        const first = lanes.run('a', async () => {
          begun.open();
          await opened;
        });
        await begun.opened;
        await lanes.accept([item('a', 'x')]);
        const next = lanes.run('a', async () => void ran.push('next'), undefined, true);
        open();
        await Promise.all([first, next]);
        await idle();
        expect(ran).to.deep.equal(['next', 'x']);
      });
    });

    describe('empty', () => {
      it('deletes what waits in the lane of a turn, and nothing else', async () => {
        await lanes.start(note);
        const { opened, open } = gate();
        const table = new Table<string>(place.store(), 'emptied');
        const begun = gate();
        const emptied = lanes.run('a', async (lease) => {
          begun.open();
          await opened;
          const items = await lanes.empty([lease], (all) => [table.set('ids', all.map(({ id }) => id).join())]);
          return items.map(({ id }) => id);
        });
        await begun.opened;
        await lanes.accept([item('a', 'x'), item('b', 'y'), item('a', 'z')]);
        await until(() => ran.length === 1);
        open();
        expect(await emptied).to.deep.equal(['x', 'z']);
        expect(await table.read('ids')).to.equal('x,z');
        await idle();
        await lanes.accept([item('a', 'later'), item('a', 'x')]);
        await idle();
        expect(ran).to.deep.equal(['y', 'later']);
      });

      it('leaves no item behind whose writes were done before, nor takes one whose writes come after', async () => {
        await lanes.start(note);
        const table = new Table<string>(place.store(), 'last');
        let [ends, made] = [false, 0];
        const accepting = (async () => {
          while (!ends) {
            made += 1;
            const id = `item-${made}`;
            await lanes.accept([item('a', id)], [table.change('last', (before) => (before ? `${before} ${id}` : id))]);
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        await until(() => made > 5);
        await lanes.run('a', async (lease) => {
          ran = [];
          await until(() => made > 30);
          await lanes.empty([lease], () => [table.set('last', undefined)]);
        });
        const before = made;
        await until(() => made > before + 30);
        ends = true;
        await accepting;
        await idle();
        expect((await table.read('last'))?.split(' ')).to.deep.equal(ran);
      });

      itAgain('is as if they had never been for the next process', async () => {
        await lanes.run('a', async (lease) => {
          await lanes.accept([item('a', 'x'), item('b', 'y')]);
          await lanes.empty([lease], () => []);
        });
        await lanes.stop(1);
        await later();
        await lanes.start(note);
        await until(() => ran.length === 1);
        await idle();
        expect(ran).to.deep.equal(['y']);
      });
    });

    describe('a lane', () => {
      it('runs its items one at a time in the order of acceptance, beside the others', async () => {
        const lane = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
        await lanes.start(async (each) => {
          expect(running.has(each.lane)).to.equal(false);
          running.add(each.lane);
          await new Promise((resolve) => setImmediate(resolve));
          running.delete(each.lane);
          ran.push(each.id);
        });
        const running = new Set<string>();
        await fc.assert(
          fc.asyncProperty(fc.array(fc.array(lane, { maxLength: 5 }), { maxLength: 10 }), async (lists) => {
            ran = [];
            const accepted = lists.map((list) => list.map((each) => item(each)));
            await Promise.all(accepted.map((list) => lanes.accept(list)));
            await idle();
            const all = accepted.flat();
            expect(ran).to.have.members(all.map(({ id }) => id));
            for (const name of new Set(all.map((each) => each.lane))) {
              const expected = all.filter((each) => each.lane === name).map(({ id }) => id);
              expect(ran.filter((id) => expected.includes(id))).to.deep.equal(expected);
            }
          }),
          { numRuns: 20 },
        );
      });

      it('does not wait for others, up to the limit', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await note(each);
          await opened;
        });
        await lanes.accept(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => item(name, name)));
        await until(() => ran.length === quick.concurrency);
        expect(await waiting()).to.equal(6);
        expect(ran).to.have.members(['a', 'b', 'c', 'd']);
        open();
        await idle();
        expect(ran).to.have.members(['a', 'b', 'c', 'd', 'e', 'f']);
      });

      it('with a long queue lets the others have their turn', async () => {
        await lanes.stop();
        await place.reopen?.();
        lanes = place.open(clock, { ...quick, concurrency: 1 });
        await lanes.accept(Array.from({ length: 60 }, (_, index) => item('a', `a${index}`)));
        await lanes.accept([item('b', 'b1')]);
        await lanes.start(note);
        await idle();
        expect(ran.indexOf('b1')).to.be.lessThan(30);
        expect(ran.filter((id) => id !== 'b1')).to.deep.equal(Array.from({ length: 60 }, (_, index) => `a${index}`));
      });

      it('tries an item again, and goes on in order', async () => {
        let failures = quick.attempts - 1;
        await lanes.start(async (each) => {
          if (each.id === 'x' && failures-- > 0) throw new Error('not now');
          await note(each);
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        await idle();
        expect(ran).to.deep.equal(['x', 'y']);
      });

      it('sets aside what fails every time, and goes on', async () => {
        let tries = 0;
        await lanes.start(async (each) => {
          if (each.id !== 'x') return note(each);
          tries += 1;
          throw new TypeError('a bug');
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        await idle();
        expect(tries).to.equal(quick.attempts);
        expect(ran).to.deep.equal(['y']);
        expect(await lanes.measure()).to.deep.equal({ depth: 0, oldestAt: undefined, aside: 1 });
        expect(await lanes.accept([item('a', 'x')])).to.deep.equal([false]);
      });
    });

    describe('start', () => {
      it('runs what was accepted before it, once', async () => {
        await lanes.accept([item('a', 'x'), item('b', 'y')]);
        await lanes.accept([item('a', 'z')]);
        expect(ran).to.deep.equal([]);
        await lanes.start(note);
        await idle();
        expect(ran).to.have.members(['x', 'y', 'z']).and.to.have.length(3);
        expect(ran.indexOf('x')).to.be.lessThan(ran.indexOf('z'));
      });

      it('runs once what is accepted while it reads what is left', async () => {
        const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
        const accepting: Promise<boolean[]>[] = [];
        let starting: Promise<void> | undefined;
        for (const [index, id] of ids.entries()) {
          accepting.push(lanes.accept([item('a', id)]));
          if (index === 10) starting = lanes.start(note);
          await new Promise((resolve) => setImmediate(resolve));
        }
        await Promise.all([starting, ...accepting]);
        await idle();
        expect(ran).to.deep.equal(ids);
      });

      itAgain('takes up, in order, what an earlier process left, and not what it had done', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          if (each.id === 'hangs') await opened;
          await note(each);
        });
        await lanes.accept([item('a', 'done')]);
        await idle();
        const left = ['hangs', 'a2', 'a3'].map((id) => item('a', id));
        await lanes.accept(left);
        await lanes.stop(1);

        const taken: LaneItem[] = [];
        await later();
        await lanes.start(async (each) => void taken.push(each));
        await lanes.accept([item('a', 'new')]);
        await idle();
        expect(taken.map(({ id }) => id)).to.deep.equal(['hangs', 'a2', 'a3', 'new']);
        expect(taken.slice(0, 3)).to.deep.equal(left);
        expect(await lanes.accept([item('a', 'done'), item('a', 'a2')])).to.deep.equal([false, false]);
        open();
      });

      it('a second time is an error', async () => {
        await lanes.start(note);
        expect((await rejection(lanes.start(note), Error)).message).to.match(/started already/);
      });
    });

    describe('an item whose process dies while it runs', () => {
      const deadly = 3;
      let faults: string[];
      let isFirst: boolean;
      const reasons = () => new Table<string>(place.store(), 'reasons');
      /** What runs in a process, until all of `hang` are running: then it dies. With none, until all has run. */
      async function dies(...hang: string[]): Promise<string[]> {
        await place.reopen?.();
        const observe = (event: ChannelEvent) => {
          if (event.kind === 'fault') faults.push(event.error.name);
        };
        lanes = place.open(clock, { ...quick, mostCrashes: deadly, observe });
        const begun: string[] = [];
        const hangs = async ({ id }: LaneItem) => {
          begun.push(id);
          if (hang.includes(id)) await new Promise(() => {});
        };
        await lanes.start(hangs, ({ id }, error) => ({ writes: [reasons().set(id, error.message)] }));
        const items = [item('a', 'beside'), item('b', 'poison'), item('b', 'behind')];
        if (isFirst) await lanes.accept(items);
        isFirst = false;
        const isOver = async () => (hang.length > 0 ? hang.every((id) => begun.includes(id)) : (await waiting()) === 0);
        await until(isOver);
        await lanes.stop(1);
        return begun.toSorted();
      }

      beforeEach(async () => {
        [faults, isFirst] = [[], true];
        await lanes.stop();
      });

      itAgain('is set aside after so many deaths, and what is behind it runs', async () => {
        expect(await dies('poison')).to.deep.equal(['beside', 'poison']);
        expect(await dies('poison')).to.deep.equal(['poison']);
        expect(await dies('poison')).to.deep.equal(['poison']);
        expect(await dies()).to.deep.equal(['behind']);
        expect(faults).to.deep.equal(['TurnCrashedError']);
        expect(await reasons().read('poison')).to.match(/^The process ended 3 times while this turn ran/);
        await place.reopen?.();
        lanes = place.open(clock, quick);
        expect(await lanes.setAside()).to.deep.equal([{ item: item('b', 'poison'), error: 'TurnCrashedError' }]);
        expect(await lanes.repeat('poison')).to.equal(true);
        await lanes.start(note);
        await idle();
        expect(ran).to.deep.equal(['poison']);
      });

      itAgain('does not take others with it, which ran whenever it died', async () => {
        for (let death = 1; death < deadly; death += 1) {
          expect(await dies('beside', 'poison')).to.deep.equal(['beside', 'poison']);
        }
        // The last tries run one after the other, so that no death costs two of them theirs.
        expect(await dies('poison')).to.deep.equal(['beside', 'poison']);
        expect(await dies()).to.deep.equal(['behind']);
        expect(faults).to.deep.equal(['TurnCrashedError']);
      });

      itAgain('keeps its tries while it waits for the last of another', async () => {
        for (let death = 1; death < deadly; death += 1) await dies('beside', 'poison');
        const [first = ''] = await dies('beside').catch(() => []);
        expect(first).to.equal('beside');
        expect(await dies()).to.deep.equal(['behind', 'poison']);
        expect(faults).to.deep.equal(['TurnCrashedError']);
      });
    });

    describe('run', () => {
      it('waits behind what stands in the lane, and answers what the work answers', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await opened;
          await note(each);
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        const work = lanes.run('a', async () => ran.push('work'));
        await lanes.accept([item('a', 'z')]);
        open();
        expect(await work).to.equal(3);
        await idle();
        expect(ran).to.deep.equal(['x', 'y', 'work', 'z']);
      });

      it('rejects as the work does, and the lane goes on', async () => {
        await lanes.start(note);
        const work = lanes.run('a', async () => {
          throw new RangeError('no');
        });
        await rejection(work, RangeError);
        expect(await lanes.run('a', async () => 'next')).to.equal('next');
      });

      it('runs at once inside a turn of its own lane, however deep', async () => {
        await lanes.start(async () => {
          ran.push('begin');
          await lanes.run('a', () => lanes.run('a', async () => void ran.push('inside')));
          ran.push('end');
        });
        await lanes.accept([item('a')]);
        await idle();
        expect(ran).to.deep.equal(['begin', 'inside', 'end']);
      });

      it('waits for its turn inside a turn of another lane', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          if (each.lane === 'b') await opened;
          else await lanes.run('b', async () => void ran.push('work'));
          await note(each);
        });
        await lanes.accept([item('b', 'b'), item('a', 'a')]);
        await until(() => lanes.depth === 3);
        expect(ran).to.deep.equal([]);
        open();
        await idle();
        expect(ran).to.deep.equal(['b', 'work', 'a']);
      });

      it('waits for its turn when the turn that calls it is over', async () => {
        const left = gate();
        const { opened, open } = gate();
        let leftBehind: Promise<unknown> | undefined;
        await lanes.start(async (each) => {
          if (each.id === 'x') leftBehind = left.opened.then(() => lanes.run('a', async () => void ran.push('work')));
          await note(each);
          if (each.id === 'y') await opened;
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        await until(() => ran.length === 2);
        left.open();
        await until(() => lanes.depth === 2);
        expect(ran).to.deep.equal(['x', 'y']);
        open();
        await leftBehind;
        expect(ran).to.deep.equal(['x', 'y', 'work']);
      });

      it('keeps the next turn waiting for a work that its own turn did not wait for', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          if (each.id === 'x') {
            void lanes.run('a', async () => {
              await opened;
              ran.push('work');
            });
          }
          await note(each);
        });
        await lanes.accept([item('a', 'x'), item('a', 'y'), item('b', 'other')]);
        await until(() => ran.length === 2);
        open();
        await idle();
        expect(ran).to.deep.equal(['x', 'other', 'work', 'y']);
      });
    });

    describe('what a turn stages', () => {
      const count = () => new Table<number>(place.store(), 'counts');
      /** Counts one up, as a turn finds the count. */
      async function countUp(lease: Lease): Promise<number> {
        const found = (await count().readIn(lease, 'key')) ?? 0;
        lease.stage(count().set('key', found + 1));
        return found;
      }

      it('is written with its end, and not before', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each, lease) => {
          await countUp(lease);
          await note(each);
          await opened;
        });
        await lanes.accept([item('a', 'x')]);
        await until(() => ran.length === 1);
        expect(await count().read('key')).to.equal(undefined);
        open();
        await idle();
        expect(await count().read('key')).to.equal(1);
      });

      it('is found by the turn itself, and by work that runs inside it', async () => {
        const found: unknown[] = [];
        await lanes.start(async (each, lease) => {
          found.push(await countUp(lease));
          await lanes.run('a', async (inner) => void found.push(await countUp(inner)));
          found.push(await countUp(lease));
          await note(each);
        });
        await lanes.accept([item('a', 'x')]);
        await idle();
        expect(found).to.deep.equal([0, 1, 2]);
        expect(await count().read('key')).to.equal(3);
      });

      it('is forgotten if the turn fails and runs again', async () => {
        const found: unknown[] = [];
        await lanes.start(async (_, lease) => {
          found.push([await countUp(lease), lease.mayHaveRun]);
          if (found.length < quick.attempts) throw new Error('not now');
        });
        await lanes.accept([item('a', 'x')]);
        await idle();
        expect(found).to.deep.equal([
          [0, false],
          [0, true],
          [0, true],
        ]);
        expect(await count().read('key')).to.equal(1);
      });

      it('is forgotten if the turn fails for good', async () => {
        await lanes.start(async (_, lease) => {
          await countUp(lease);
          throw new Error('a bug');
        });
        await lanes.accept([item('a', 'x')]);
        await idle();
        expect((await lanes.measure()).aside).to.equal(1);
        expect(await count().read('key')).to.equal(undefined);
      });

      it('is written of a work, too, also if it fails', async () => {
        await lanes.start(note);
        expect(await lanes.run('a', countUp)).to.equal(0);
        const failing = lanes.run('a', async (lease) => {
          await countUp(lease);
          throw new RangeError('no');
        });
        await rejection(failing, RangeError);
        await idle();
        expect(await count().read('key')).to.equal(2);
      });

      itAgain('is not written if the process ends before the turn, and whole when the turn has ended', async () => {
        const both = async (lease: Lease) => {
          lease.stage(new Table<string>(place.store(), 'texts').set('key', 'said'));
          return countUp(lease);
        };
        await lanes.start(async (each, lease) => {
          await both(lease);
          await note(each);
          // Its process ends while it waits.
          if (each.id === 'dies') await new Promise(() => {});
        });
        await lanes.accept([item('a', 'ends'), item('a', 'dies')]);
        await until(() => ran.length === 2);
        expect(await count().read('key')).to.equal(1);
        await lanes.stop(1);

        await later();
        const text = new Table<string>(place.store(), 'texts');
        expect(await count().read('key')).to.equal(1);
        await lanes.start(async (each, lease) => {
          expect(lease.mayHaveRun).to.equal(true);
          expect(await both(lease)).to.equal(1);
          await note(each);
        });
        await idle();
        expect(ran).to.deep.equal(['dies']);
        expect([await count().read('key'), await text.read('key')]).to.deep.equal([2, 'said']);
      });
    });

    describe('writes that come with an acceptance', () => {
      it('are committed with it, whether its items are new or not, and also without any', async () => {
        const counts = new Table<number>(place.store(), 'counts');
        const add = counts.change('key', (count = 0) => count + 1);
        await lanes.accept([item('a', 'x')], [add]);
        await lanes.accept([item('a', 'x')], [add]);
        await lanes.accept([], [add]);
        expect(await counts.read('key')).to.equal(3);
      });
    });

    describe('leave', () => {
      it('writes what is about to leave, and answers what stands there now', async () => {
        const counts = new Table<number>(place.store(), 'counts');
        const once = (key: string) => counts.change(key, (count) => count ?? 1);
        await counts.write('known', 7);
        await lanes.start(note);
        const answers = await lanes.run('a', (lease) =>
          lanes.leave([
            { lease, writes: [once('known'), once('new')] },
            { lease, writes: [once('other')] },
          ]),
        );
        expect(answers).to.deep.equal([[7, 1], [1]]);
        expect(await counts.readMany(['known', 'new', 'other'])).to.deep.equal([7, 1, 1]);
      });

      it('writes nothing for a turn that has lost its lane, and all for the others', async () => {
        const counts = new Table<number>(place.store(), 'counts');
        await lanes.start(note);
        const answers = await lanes.run('a', async (lease) => {
          const lost = new Lease({ lane: 'b' });
          lost.lose();
          return lanes.leave([
            { lease: lost, writes: [counts.set('lost', 1)] },
            { lease, writes: [counts.set('held', 2)] },
          ]);
        });
        expect(answers).to.deep.equal([undefined, [2]]);
        expect(await counts.readMany(['lost', 'held'])).to.deep.equal([undefined, 2]);
      });
    });

    describe('schedule', () => {
      it('lets an item take its turn when it is due, and not before', async () => {
        let ranAt = 0;
        await lanes.start(async (item) => {
          ranAt = clock.now();
          await note(item);
        });
        await lanes.schedule(dueItem('a', 'later', clock.now() + hour));
        expect(await waiting()).to.equal(0);
        const soon = clock.now() + 50;
        await lanes.schedule(dueItem('a', 'soon', soon));
        await until(() => ran.length > 0);
        await idle();
        expect(ran).to.deep.equal(['soon']);
        expect(ranAt).to.be.at.least(soon);
      });

      it('goes by the clock, also when it is moved', async () => {
        await lanes.start(note);
        await lanes.schedule(dueItem('a', 'x', clock.now() + 3 * hour));
        await lanes.schedule(dueItem('a', 'y', clock.now() + 60 * 24 * hour));
        clock.advance(2 * hour);
        await lanes.run('a', async () => {});
        expect(ran).to.deep.equal([]);
        clock.advance(hour);
        await until(() => ran.length === 1);
        clock.advance(60 * 24 * hour);
        await until(() => ran.length === 2);
        expect(ran).to.deep.equal(['x', 'y']);
      });

      it('runs what is due already', async () => {
        await lanes.start(note);
        await lanes.schedule(dueItem('a', 'x', clock.now() - hour));
        await until(() => ran.length === 1);
      });

      it('runs several in the order of their times, behind what was there', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await opened;
          await note(each);
        });
        await lanes.schedule(dueItem('a', 'third', clock.now() + 3 * hour));
        await lanes.schedule(dueItem('a', 'first', clock.now() + hour));
        await lanes.schedule(dueItem('a', 'second', clock.now() + 2 * hour));
        await lanes.accept([item('a', 'before')]);
        clock.advance(4 * hour);
        await until(async () => (await waiting()) === 4);
        open();
        await idle();
        expect(ran).to.deep.equal(['before', 'first', 'second', 'third']);
      });

      it('puts an item in place of another under the same key', async () => {
        await lanes.start(note);
        await lanes.schedule(dueItem('a', 'old', clock.now() + hour, 'key'));
        await lanes.schedule(dueItem('b', 'new', clock.now() + 2 * hour, 'key'));
        clock.advance(3 * hour);
        await until(() => ran.length > 0);
        await idle();
        expect(ran).to.deep.equal(['new']);
      });

      it('can be taken back until it is due', async () => {
        await lanes.start(note);
        await lanes.schedule(dueItem('a', 'x', clock.now() + hour, 'key'));
        expect(await lanes.cancel('another')).to.equal(false);
        expect(await lanes.cancel('key')).to.equal(true);
        expect(await lanes.cancel('key')).to.equal(false);
        await lanes.schedule(dueItem('a', 'y', clock.now() + hour));
        clock.advance(2 * hour);
        await until(() => ran.length > 0);
        expect(ran).to.deep.equal(['y']);
        expect(await lanes.cancel('y')).to.equal(false);
      });

      it('claims an id once', async () => {
        await lanes.start(note);
        await lanes.accept([item('a', 'x')]);
        await lanes.schedule(dueItem('a', 'x', clock.now() + hour, 'one'));
        await lanes.schedule(dueItem('a', 'y', clock.now() + hour, 'two'));
        await lanes.schedule(dueItem('a', 'y', clock.now() + 2 * hour, 'three'));
        await lanes.schedule(dueItem('a', 'z', clock.now() + 3 * hour, 'four'));
        clock.advance(4 * hour);
        await until(() => ran.includes('z'));
        expect(ran).to.deep.equal(['x', 'y', 'z']);
      });

      it('hands the payload on as it was, and no more', async () => {
        const taken: LaneItem[] = [];
        await lanes.start(async (each) => void taken.push(each));
        const payload = { text: 'Grüße 👋\u2028"', list: [1.5, null, { deep: [] }], big: 2 ** 53 };
        await lanes.schedule({ id: 'x', lane: 'a', payload, key: 'key', dueAt: clock.now() });
        await until(() => taken.length === 1);
        expect(taken).to.deep.equal([{ id: 'x', lane: 'a', payload }]);
      });

      itAgain('survives the process, and runs at the start what fell due in between', async () => {
        await lanes.schedule(dueItem('a', 'x', clock.now() + hour));
        await lanes.schedule(dueItem('a', 'y', clock.now() + 3 * hour));
        await lanes.stop();
        clock.advance(2 * hour);
        await later();
        await lanes.start(note);
        await until(() => ran.length > 0);
        await idle();
        expect(ran).to.deep.equal(['x']);
        clock.advance(hour);
        await until(() => ran.length === 2);
      });
    });

    describe('what was set aside', () => {
      const failing = async (each: LaneItem) => {
        if (each.id.startsWith('bad')) throw new RangeError('a bug');
        await note(each);
      };

      it('is told, oldest first', async () => {
        await lanes.start(failing);
        expect(await lanes.setAside()).to.deep.equal([]);
        const bad = ['bad z', 'bad a', 'bad m'].map((id) => item('a', id));
        await lanes.accept([...bad, item('a', 'good')]);
        await idle();
        expect(await lanes.setAside()).to.deep.equal(bad.map((each) => ({ item: each, error: 'RangeError' })));
        expect((await lanes.measure()).aside).to.equal(3);
      });

      it('is repeated at the end of its lane', async () => {
        const { opened, open } = gate();
        let isBad = true;
        await lanes.start(async (each) => {
          if (each.id === 'x' && isBad) throw new RangeError('a bug');
          if (each.id === 'y') await opened;
          await note(each);
        });
        await lanes.accept([item('a', 'x'), item('a', 'y'), item('a', 'z')]);
        await until(async () => (await lanes.measure()).aside === 1);
        isBad = false;
        expect(await lanes.repeat('x')).to.equal(true);
        expect(await lanes.repeat('x')).to.equal(false);
        expect(await lanes.repeat('y')).to.equal(false);
        open();
        await idle();
        expect(ran).to.deep.equal(['y', 'z', 'x']);
        expect(await lanes.setAside()).to.deep.equal([]);
      });

      it('has the writes of the hook from the moment that it is there', async () => {
        const reasons = new Table<string>(place.store(), 'reasons');
        await lanes.start(failing, ({ id }, error) => ({
          writes: [reasons.change(id, (told = '') => told + error.message)],
        }));
        await lanes.accept([item('a', 'bad'), item('a', 'good')]);
        await until(async () => (await lanes.setAside()).length === 1);
        expect(await reasons.read('bad')).to.equal('a bug');
        await idle();
        expect(await lanes.repeat('bad')).to.equal(true);
        await until(async () => (await lanes.setAside()).length === 1);
        expect(await reasons.readMany(['bad', 'good'])).to.deep.equal(['a buga bug', undefined]);
      });

      it('has them, too, if what its turn staged cannot be written', async () => {
        const reasons = new Table<string>(place.store(), 'reasons');
        const stages = async ({ id }: LaneItem, lease: Lease) => {
          const change = () => {
            throw new RangeError('no such change');
          };
          if (id === 'bad') lease.stage({ key: 'key', change });
        };
        await lanes.start(stages, ({ id }, error) => ({ writes: [reasons.set(id, error.message)] }));
        await lanes.accept([item('a', 'bad'), item('a', 'good')]);
        await idle();
        expect(await lanes.setAside()).to.deep.equal([{ item: item('a', 'bad'), error: 'RangeError' }]);
        expect(await reasons.readMany(['bad', 'good'])).to.deep.equal(['no such change', undefined]);
      });

      it('is followed by the items of the hook, behind what waits in their lanes, each id once', async () => {
        await lanes.start(failing, ({ lane, id }) => ({
          items: [item(lane, `after ${id}`), item('b', 'elsewhere')],
        }));
        await lanes.accept([item('a', 'bad x'), item('a', 'bad y'), item('a', 'good')]);
        await idle();
        expect(ran.filter((id) => id !== 'elsewhere')).to.deep.equal(['good', 'after bad x', 'after bad y']);
        expect(ran).to.have.length(4);
        expect(await lanes.measure()).to.include({ depth: 0, aside: 2 });
        expect(await lanes.accept([item('a', 'after bad x')])).to.deep.equal([false]);
      });

      itAgain('is followed by them in the next process, if this one stops meanwhile', async () => {
        let stopping: Promise<void> | undefined;
        await lanes.start(failing, ({ id }) => {
          stopping = lanes.stop();
          return { items: [item('a', `after ${id}`)] };
        });
        await lanes.accept([item('a', 'bad')]);
        await until(() => stopping !== undefined);
        await stopping;
        await later();
        await lanes.start(note);
        await idle();
        expect(ran).to.deep.equal(['after bad']);
        expect((await lanes.setAside()).map((each) => each.item.id)).to.deep.equal(['bad']);
      });

      for (const [what, hook] of [
        [
          'a hook that throws',
          () => {
            throw new TypeError('no hook');
          },
        ],
        [
          'a hook whose writes throw',
          () => ({
            writes: [
              { key: 'told', value: 'half' },
              {
                key: 'key',
                change: () => {
                  throw new TypeError('no hook');
                },
              },
            ],
            items: [item('a', 'after')],
          }),
        ],
      ] as const) {
        it(`is there without the writes of ${what}, and a fault tells`, async () => {
          await lanes.stop();
          await place.reopen?.();
          const faults: string[] = [];
          const observe = (event: ChannelEvent) => {
            if (event.kind === 'fault') faults.push(event.error.message);
          };
          lanes = place.open(clock, { ...quick, attempts: 1, observe });
          await lanes.start(failing, hook);
          await lanes.accept([item('a', 'bad'), item('a', 'good')]);
          await idle();
          expect(ran).to.deep.equal(what === 'a hook that throws' ? ['good'] : ['good', 'after']);
          expect(await lanes.setAside()).to.deep.equal([{ item: item('a', 'bad'), error: 'RangeError' }]);
          expect(faults).to.deep.equal(['a bug', 'no hook']);
          expect([...(await place.store().engine.values.getMany(['told']))]).to.deep.equal([undefined]);
        });
      }

      itAgain('survives the process', async () => {
        await lanes.start(failing);
        const bad = ['bad z', 'bad a'].map((id) => item('a', id));
        await lanes.accept(bad);
        await idle();
        await lanes.stop();
        await later();
        await lanes.start(async (each) => (each.id === 'bad m' ? failing(each) : note(each)));
        await lanes.accept([item('a', 'bad m')]);
        await idle();
        expect((await lanes.setAside()).map((each) => each.item.id)).to.deep.equal(['bad z', 'bad a', 'bad m']);
        expect(await lanes.repeat('bad a')).to.equal(true);
        await idle();
        expect(ran).to.deep.equal(['bad a']);
      });
    });

    describe('measure', () => {
      it('counts what waits, also in lanes that nobody runs yet, and tells since when', async () => {
        expect(await lanes.measure()).to.deep.equal({ depth: 0, oldestAt: undefined, aside: 0 });
        const first = clock.now();
        await lanes.accept([item('a'), item('b'), item('a')]);
        const between = clock.now();
        clock.advance(hour);
        await lanes.accept([item('c', 'hangs')]);
        const { depth, oldestAt } = await lanes.measure();
        expect(depth).to.equal(4);
        expect(oldestAt).to.be.within(first, between);

        const { opened, open } = gate();
        await lanes.start((each) => (each.id === 'hangs' ? opened : note(each)));
        await until(async () => (await waiting()) === 1);
        expect((await lanes.measure()).oldestAt).to.be.within(first + hour, clock.now());
        open();
        await idle();
        expect((await lanes.measure()).oldestAt).to.equal(undefined);
      });
    });

    describe('idle', () => {
      it('lasts until what was accepted has run, with what it has accepted itself', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await opened;
          if (each.id === 'x') await lanes.accept([item('b', 'y')]);
          await note(each);
        });
        await lanes.accept([item('a', 'x')]);
        const resting = lanes.idle().then(() => ran.push('idle'));
        await lanes.measure();
        open();
        await resting;
        expect(ran).to.have.members(['x', 'y', 'idle']);
        expect(ran.at(-1)).to.equal('idle');
      });

      it('takes first what is due', async () => {
        await lanes.start(note);
        await lanes.schedule(dueItem('a', 'x', clock.now() + hour));
        await lanes.schedule(dueItem('a', 'y', clock.now() + 2 * hour));
        clock.advance(hour);
        await lanes.idle();
        expect(ran).to.deep.equal(['x']);
      });

      it('waits for nothing before they have started', async () => {
        await lanes.accept([item('a', 'x')]);
        await lanes.idle();
        expect(ran).to.deep.equal([]);
      });
    });

    describe('clear', () => {
      it('forgets what waits, is scheduled or was set aside, and the ids', async () => {
        await lanes.accept([item('a', 'x')]);
        await lanes.schedule({ ...item('a', 'later'), key: 'k', dueAt: clock.now() + 1 });
        await lanes.clear();
        expect(await lanes.measure()).to.deep.equal({ depth: 0, oldestAt: undefined, aside: 0 });
        expect(await lanes.cancel('k')).to.equal(false);
        expect(await lanes.accept([item('b', 'x')])).to.deep.equal([true]);
      });
    });

    describe('stop', () => {
      it('takes nothing more, and lets the turns that run end, and schedule what they have to', async () => {
        const { opened, open } = gate();
        let begun = 0;
        await lanes.start(async (each) => {
          begun += 1;
          await opened;
          await lanes.schedule(dueItem('a', `after ${each.id}`, clock.now() + hour));
          await note(each);
        });
        await lanes.accept([item('a', 'x'), item('a', 'y'), item('b', 'z')]);
        await until(() => begun === 2);
        const stopping = lanes.stop();
        await rejection(lanes.accept([item('a', 'refused')]), StoreError);
        open();
        await stopping;
        await rejection(lanes.schedule(dueItem('a', 'refused', clock.now())), StoreError);
        expect(ran).to.have.members(place.isDurable ? ['x', 'z'] : ['x', 'y', 'z']);
        await rejection(
          lanes.run('a', async () => {}),
          StoreError,
        );
        await later();
        await lanes.start(note);
        await idle();
        expect(ran).to.deep.equal(place.isDurable ? ['y'] : []);
      });

      it('leaves an item to the next process whose turn ends unfinished because of it', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each, lease) => {
          lease.stage(new Table<string>(place.store(), 'left').set('x', 'half'));
          await note(each);
          await opened;
          throw new LeftOver();
        });
        await lanes.accept([item('a', 'x')]);
        await until(() => ran.length === 1);
        const stopping = lanes.stop();
        open();
        await stopping;
        expect(ran).to.deep.equal(['x']);
        expect(await new Table<string>(place.store(), 'left').read('x')).to.equal(undefined);
        await later();
        await lanes.start(note);
        await idle();
        expect(ran).to.deep.equal(place.isDurable ? ['x'] : []);
        expect(await lanes.setAside()).to.deep.equal([]);
      });

      it('begins nothing new after the deadline', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await note(each);
          await opened;
        });
        await lanes.accept([item('a', 'x'), item('a', 'y')]);
        await until(() => ran.length === 1);
        const began = performance.now();
        await lanes.stop(20);
        expect(performance.now() - began).to.be.lessThan(1000);
        open();
        await until(() => lanes.depth < 2);
        expect(ran).to.deep.equal(['x']);
      });

      it('refuses a work that did not have its turn before the deadline', async () => {
        const { opened, open } = gate();
        await lanes.start(async (each) => {
          await note(each);
          await opened;
        });
        await lanes.accept([item('a', 'x')]);
        await until(() => ran.length === 1);
        const work = rejection(
          lanes.run('a', async () => void ran.push('work')),
          StoreError,
        );
        await lanes.stop(20);
        await work;
        open();
        await until(() => lanes.depth === 0);
        expect(ran).to.deep.equal(['x']);
      });

      itAgain('leaves stored what was never started', async () => {
        await lanes.accept([item('a', 'x')]);
        await lanes.stop();
        await later();
        expect(await waiting()).to.equal(1);
        await lanes.start(note);
        await idle();
        expect(ran).to.deep.equal(['x']);
      });

      it('a second time does no harm', async () => {
        await lanes.start(note);
        await lanes.stop();
        await lanes.stop();
      });

      it('lets go of what the program has handed over', async () => {
        const observed: ChannelEvent[] = [];
        const stopped = async () => {
          const observe = (event: ChannelEvent) => void observed.push(event);
          const handler = async (each: LaneItem) => note(each);
          const others = place.open(clock, { ...quick, observe });
          await others.start(handler);
          await others.accept([item('a', 'x')]);
          await until(() => ran.length === 1 && others.depth === 0);
          await others.stop();
          return [new WeakRef(handler), new WeakRef(observe)];
        };
        const handed = await stopped();
        await until(() => {
          collectGarbage();
          return handed.every((each) => each.deref() === undefined);
        }, 5000);
      });
    });
  });
}
