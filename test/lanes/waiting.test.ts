import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../src/core/clock.js';
import { CircularWaitError } from '../../src/core/errors.js';
import { openLanes } from '../../src/lanes/open.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { openMemory } from '../../src/store/memory/open.js';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { item } from './contract.js';
import { describeWaiting } from './waitingContract.js';

describeWaiting('Turns that wait for other lanes, in memory', async () => {
  const store = openMemory();
  return {
    isDurable: false,
    store: () => store,
    open: (clock, settings) => openLanes(store, clock, settings),
    close: () => store.close(),
  };
});

describe('Turns that wait for other lanes in any order', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  /** For each lane, the lanes that its turn waits for, one after the other. */
  const plans = fc.array(fc.subarray(names), { minLength: names.length, maxLength: names.length });

  /** Lets a turn of each lane follow the plan. Resolves with how many waits were served, and how many refused. */
  async function followed(plan: readonly (readonly string[])[]) {
    const store = openMemory();
    const lanes = openLanes(store, systemClock, { concurrency: 2 });
    const came = { served: 0, refused: 0 };
    await lanes.start(async ({ lane }) => {
      for (const other of plan[names.indexOf(lane)] ?? []) {
        const work = async () => {
          await new Promise((resolve) => setImmediate(resolve));
          came.served += 1;
        };
        await lanes.run(other, work).catch((error: Error) => {
          expect(error).to.be.instanceOf(CircularWaitError);
          came.refused += 1;
        });
      }
    });
    await lanes.accept(names.map((lane) => item(lane)));
    await until(() => lanes.depth === 0);
    await lanes.stop();
    await store.close();
    return came;
  }

  it('all end, and none is refused, if nobody waits for a later one', async () => {
    const later = plans.map((plan) => plan.map((others, at) => others.filter((other) => names.indexOf(other) > at)));
    await fc.assert(
      fc.asyncProperty(later, async (plan) => {
        expect(await followed(plan)).to.deep.equal({ served: plan.flat().length, refused: 0 });
      }),
      { numRuns: 100 },
    );
  });

  it('all end, whoever waits for whom', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { served, refused } = await followed(plan);
        expect(served + refused).to.equal(plan.flat().length);
      }),
      { numRuns: 3 },
    );
  }).timeout(60_000);
});

describe('Lanes in LMDB', () => {
  after(removeFolders);

  describeWaiting('with turns that wait for other lanes', async () => {
    const store = await openLmdb(await temporaryFolder());
    return {
      isDurable: true,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, settings),
      close: () => store.close(),
    };
  });
});
