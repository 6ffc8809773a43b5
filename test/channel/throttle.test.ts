import { expect } from 'chai';
import fc from 'fast-check';
import { Throttle } from '../../src/channel/throttle.js';
import { Pacer, type Rate, unpaced } from '../../src/sending/pace.js';

const business = '27110000001';

describe('The throttle of a fan-out', () => {
  const open = { isClosed: () => false, isPaused: () => false };
  const nothing = async (ids: readonly string[]) => ids.map(() => true);
  const throttleOf = (perNumber: Rate, more: Partial<ConstructorParameters<typeof Throttle>[0]> = {}) => {
    const pacer = new Pacer({ ...unpaced, perNumber });
    return { pacer, throttle: new Throttle({ pacer, pauses: open, lanes: lanesOf(256), areUnsent: nothing, ...more }) };
  };

  it('leaves half of the burst to answers, however long it goes on', async () => {
    const rate = fc.record({ burst: fc.integer({ min: 1, max: 100 }), everyMs: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(rate, async (rate) => {
        const { pacer, throttle } = throttleOf(rate);
        let answers = Math.ceil(rate.burst / 4);
        for (let made = 0; made < 60; ) {
          const room = await throttle.room(business);
          const ids = Array.from({ length: room }, (_, index) => `${made + index}`);
          await throttle.make(business, ids, async () => {
            for (const id of ids) {
              expect(pacer.reserve(business, id)).to.equal(0);
              throttle.ended(id);
            }
          });
          made += room;
          // People who write meanwhile are answered at once.
          if (rate.burst > 1 && answers > 0 && made % 3 === 0) {
            expect(pacer.reserve(business, 'thandi')).to.equal(0);
            answers -= 1;
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('waits until few enough of what it made are in their turns', async () => {
    const { throttle } = throttleOf(unpaced.perNumber, { lanes: lanesOf(40) });
    expect(await throttle.room(business)).to.equal(10);
    await throttle.make(business, names(10), async () => {});
    let size: number | undefined;
    const waiting = throttle.room(business).then((room) => {
      size = room;
    });
    for (const id of names(9)) throttle.ended(id);
    await new Promise((resolve) => setImmediate(resolve));
    expect(size).to.equal(undefined);
    throttle.ended('9');
    await waiting;
    expect(size).to.equal(10);
  });

  it('asks the store about what another process may have sent', async () => {
    const asked: string[][] = [];
    const areUnsent = async (ids: readonly string[]) => {
      asked.push([...ids]);
      return ids.map(() => false);
    };
    const { throttle } = throttleOf(unpaced.perNumber, { lanes: lanesOf(8), areUnsent });
    await throttle.make(business, names(2), async () => {});
    expect(await throttle.room(business)).to.equal(2);
    expect(asked).to.deep.equal([names(2)]);
  });

  it('has no room while the number is paused, and for one message when that may try', async () => {
    let isClosed = true;
    const { throttle } = throttleOf(unpaced.perNumber, { pauses: { isClosed: () => isClosed, isPaused: () => true } });
    const waiting = throttle.room(business);
    isClosed = false;
    expect(await waiting).to.equal(1);
  });

  it('has none after a while, so that a turn that waits for it does not take too long', async () => {
    const pauses = { isClosed: () => true, isPaused: () => true };
    const { throttle } = throttleOf(unpaced.perNumber, { pauses, lanes: { concurrency: 256, turnLimitMs: 40 } });
    expect(await throttle.room(business)).to.equal(0);
  });

  it('has none any more once the process stops', async () => {
    const { throttle } = throttleOf(unpaced.perNumber, { pauses: { isClosed: () => true, isPaused: () => true } });
    const waiting = throttle.room(business);
    throttle.stop();
    expect(await waiting).to.equal(0);
    expect(await throttle.room(business)).to.equal(0);
    expect(throttle.isStopped).to.equal(true);
  });

  it('does not count what could not be made', async () => {
    const { throttle } = throttleOf(unpaced.perNumber, { lanes: lanesOf(8) });
    const fails = throttle.make(business, names(2), () => Promise.reject(new Error('no')));
    expect(await fails.catch((error: Error) => error.message)).to.equal('no');
    expect(await throttle.room(business)).to.equal(2);
  });
});

function lanesOf(concurrency: number) {
  return { concurrency, turnLimitMs: 60_000 };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index}`);
}
