import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import { StoreError, TurnTimeoutError } from '../../src/core/errors.js';
import type { Lease } from '../../src/core/lease.js';
import { currentScope } from '../../src/core/turn.js';
import type { LaneItem, Lanes } from '../../src/store/lanes.js';
import { until } from '../support/channel.js';
import { rejection } from '../support/rejection.js';
import { gate, item, type Place, quick } from './contract.js';

const nothing = async () => {};

/** What turns that wait for other lanes must do, whatever store the lanes are in. */
export function describeWaiting(title: string, openPlace: () => Promise<Place>): void {
  describe(title, () => {
    let place: Place;
    let lanes: Lanes;
    let ran: string[];
    const opened = (settings = {}) => place.open(new MovableClock(), { ...quick, ...settings });
    const idle = () => until(async () => (await lanes.measure()).depth === 0 && lanes.depth === 0);
    /** Runs work in another lane, and notes its error if it is one. */
    const wait = async (lane: string, work: (lease: Lease) => Promise<unknown> = nothing) => {
      await lanes.run(lane, work).catch((error: Error) => ran.push(error.name));
    };

    // On Node before 24, turns are tracked from the first question on.
    before(() => void currentScope());
    beforeEach(async () => {
      place = await openPlace();
      lanes = opened();
      ran = [];
    });
    afterEach(async () => {
      await lanes.stop(1);
      await place.close();
    });

    it('serve two turns that wait for each other, and tell one of them', async () => {
      const begun = { a: gate(), b: gate() };
      await lanes.start(async ({ lane, id }) => {
        const [own, other] = lane === 'a' ? [begun.a, begun.b] : [begun.b, begun.a];
        own.open();
        await other.opened;
        await wait(lane === 'a' ? 'b' : 'a', async () => ran.push(`work of ${lane}`));
        ran.push(id);
      });
      await lanes.accept([item('a', 'x'), item('b', 'y')]);
      await idle();
      expect(ran.filter((each) => each === 'CircularWaitError')).to.have.length(1);
      expect(ran.filter((each) => each.startsWith('work of'))).to.have.length(1);
      expect(ran).to.include.members(['x', 'y']);
    });

    it('tell one of nine turns that wait for each other in a circle, and serve the others', async () => {
      await lanes.stop();
      await place.reopen?.();
      lanes = opened({ concurrency: 3 });
      const all = gate();
      let begun = 0;
      await lanes.start(async ({ lane }) => {
        begun += 1;
        const next = String((Number(lane) + 1) % 9);
        if (begun < 3) await all.opened;
        all.open();
        await wait(next, async () => ran.push('served'));
      });
      await lanes.accept(Array.from({ length: 9 }, (_, lane) => item(String(lane))));
      await idle();
      expect(ran.length).to.equal(9);
      expect(ran.filter((each) => each === 'CircularWaitError').length).to.be.at.most(1);
    });

    it('hold nobody up while 300 wait for one', async () => {
      const agent = gate();
      await lanes.start(async ({ lane, id }) => {
        if (id === 'slow') await agent.opened;
        else if (lane !== 'agent' && lane !== 'stranger') await wait('agent', async () => ran.push('served'));
        if (lane === 'stranger') ran.push('stranger');
      });
      await lanes.accept([item('agent', 'slow')]);
      await lanes.accept(Array.from({ length: 300 }, (_, lane) => item(`customer ${lane}`)));
      await lanes.accept([item('stranger')]);
      await until(() => ran.includes('stranger'));
      expect(ran).to.deep.equal(['stranger']);
      agent.open();
      await idle();
      expect(ran.filter((each) => each === 'served')).to.have.length(300);
    });

    it('run as many turns as they may again, and not more, when the waiting is over', async () => {
      const [agent, others] = [gate(), gate()];
      let [running, most] = [0, 0];
      await lanes.start(async ({ id, lane }) => {
        if (id === 'slow') return agent.opened;
        if (lane.startsWith('waits')) return wait('agent');
        running += 1;
        most = Math.max(most, running);
        await others.opened;
        running -= 1;
      });
      await lanes.accept([item('agent', 'slow'), ...Array.from({ length: 10 }, (_, at) => item(`waits ${at}`))]);
      await until(async () => lanes.depth >= 21);
      agent.open();
      await idle();
      await lanes.accept(Array.from({ length: 12 }, (_, at) => item(`other ${at}`)));
      await until(() => running === quick.concurrency);
      others.open();
      await idle();
      expect(most).to.equal(quick.concurrency);
    });

    it('run work at once in the lane of a turn that waits for the turn that asks, however far', async () => {
      await lanes.start(async ({ id }) => {
        await wait('b', () => wait('c', () => wait('a', () => wait('b', async () => ran.push('inside')))));
        ran.push(id);
      });
      await lanes.accept([item('a', 'x')]);
      await idle();
      expect(ran).to.deep.equal(['inside', 'x']);
    });

    it('see a circle through a turn inside a turn', async () => {
      const [first, second] = [gate(), gate()];
      await lanes.start(async ({ lane }) => {
        if (lane === 'c') {
          second.open();
          await first.opened;
          await wait('a', async () => ran.push('c in a'));
        } else {
          await second.opened;
          await wait('b', async () => {
            first.open();
            await wait('c', async () => ran.push('a in c'));
          });
        }
      });
      await lanes.accept([item('a'), item('c')]);
      await idle();
      expect(ran).to.have.length(2);
      expect(ran).to.include('CircularWaitError');
    });

    it('let two turns ask for each other if one of them does not wait', async () => {
      const asked = gate();
      let notAwaited: Promise<unknown> | undefined;
      await lanes.start(async ({ lane }) => {
        if (lane === 'a') {
          notAwaited = wait('b', async () => ran.push('a in b'));
          asked.open();
        } else {
          await asked.opened;
          await wait('a', async () => ran.push('b in a'));
        }
      });
      await lanes.accept([item('a'), item('b')]);
      await idle();
      await notAwaited;
      expect(ran).to.deep.equal(['b in a', 'a in b']);
    });

    it('refuse a turn that waits for a lane when they stop', async () => {
      const hangs = gate();
      await lanes.start(async ({ lane }) => {
        if (lane === 'b') return hangs.opened;
        ran.push('begins');
        await wait('b');
      });
      await lanes.accept([item('b'), item('a')]);
      await until(() => lanes.depth === 3);
      await lanes.stop(20);
      await until(() => ran.includes(StoreError.name));
      hangs.open();
    });

    describe('with a limit for turns', () => {
      const limited = async (turnLimitMs: number, events: unknown[] = []) => {
        await lanes.stop();
        await place.reopen?.();
        lanes = opened({ turnLimitMs, observe: (event: unknown) => events.push(event) });
      };

      it('go on without a turn that takes longer, which can write nothing more and is told', async () => {
        const events: { kind: string; error?: Error }[] = [];
        await limited(100, events);
        const hangs = gate();
        let [late, outcome]: [LaneItem | undefined, unknown] = [undefined, undefined];
        await lanes.start(async (each, lease) => {
          ran.push(each.id);
          if (each.id !== 'hangs') return;
          lease.stage({ key: 'state', value: 'early' });
          lease.signal.addEventListener('abort', () => ran.push('told'));
          await hangs.opened;
          lease.stage({ key: 'state', value: 'late' });
          outcome = await Promise.all([
            lanes.leave([{ lease, writes: [{ key: 'ledger', value: 'late' }] }]),
            rejection(lanes.run('b', nothing), TurnTimeoutError),
          ]);
          late = each;
        });
        await lanes.accept([item('a', 'hangs'), item('a', 'next')]);
        await until(() => ran.includes('next'));
        expect(ran).to.deep.equal(['hangs', 'told', 'next']);
        hangs.open();
        await until(() => late !== undefined);
        expect(outcome).to.have.nested.property('[0][0]', undefined);
        await idle();
        expect((await lanes.setAside()).map(({ item: { id }, error }) => [id, error])).to.deep.equal([
          ['hangs', 'TurnTimeoutError'],
        ]);
        expect([...(await place.store().engine.values.getMany(['state', 'ledger']))]).to.deep.equal([
          undefined,
          undefined,
        ]);
        expect(events.map(({ kind }) => kind)).to.include('overdue');
        const fault = events.find(({ kind }) => kind === 'fault');
        expect(fault?.error?.message).to.match(/took longer than 100 ms.*adapter\.notify/);
      });

      it('go on without work that takes longer, whose caller gets the error', async () => {
        await limited(100);
        await lanes.start(async ({ id }) => void ran.push(id));
        await rejection(
          lanes.run('a', () => new Promise(() => {})),
          TurnTimeoutError,
        );
        await lanes.accept([item('a', 'next')]);
        await idle();
        expect(ran).to.deep.equal(['next']);
      });

      it('do not begin what a turn asked for that has taken too long', async () => {
        await limited(200);
        const agent = gate();
        await lanes.start(async ({ id }) => {
          if (id === 'asks') await wait('agent', async () => ran.push('served'));
          else await agent.opened;
        });
        // The second begins when the first has taken too long, which the one that waits has then as well.
        await lanes.accept([item('agent'), item('agent'), item('a', 'asks')]);
        await until(async () => (await lanes.measure()).aside === 3);
        agent.open();
        await idle();
        expect(ran).not.to.include('served');
      });
    });
  });
}
