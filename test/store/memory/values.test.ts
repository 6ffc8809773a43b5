import { expect } from 'chai';
import { MovableClock } from '../../../src/core/clock.js';
import { MemoryValues } from '../../../src/store/memory/values.js';

const minute = 60_000;
const hour = 60 * minute;

describe('MemoryValues', () => {
  let clock: MovableClock;
  let values: MemoryValues;
  const set = (key: string, value: unknown, ttlMs?: number) => values.commit([{ key, value, ttlMs }]);

  beforeEach(() => {
    clock = new MovableClock();
    values = new MemoryValues(clock);
  });
  afterEach(() => values.close());

  it('lets go of what has expired', async () => {
    await set('short', 'a', 1000);
    await set('long', 'b', 100_000);
    await set('always', 'c');
    await set('renewed', 'd', 1000);
    await values.commit([{ key: 'renewed', change: () => 'e', ttlMs: 100_000 }]);
    clock.advance(2000);
    const found = values.getMany(['short', 'long', 'always', 'renewed']);
    expect(found).to.deep.equal([undefined, 'b', 'c', 'e']);
    // What is written sweeps.
    for (let round = 0; round < 5; round += 1) await set('always', 'c');
    expect(values.size).to.equal(3);
  });

  it('stays level, however much is written that expires', async () => {
    const sizes: number[] = [];
    for (let count = 0; count < 20_000; count += 1) {
      if (count % 100 === 0) clock.advance(hour);
      await set(`value ${count}`, count, 24 * hour);
      if (count % 1000 === 0) sizes.push(values.size);
    }
    // 2,400 values live at once; the rest is what the sweep has not come to yet.
    expect(Math.max(...sizes)).to.be.lessThan(7500);
    expect(sizes.at(-1)).to.be.lessThan(7500);
  });

  it('writes nothing of a commit of which a change throws', async () => {
    await set('one', 1);
    const writes = [
      { key: 'one', value: 2 },
      {
        key: 'two',
        change: () => {
          throw new RangeError('no');
        },
      },
    ];
    expect(() => values.commitNow(writes)).to.throw(RangeError);
    expect(values.getMany(['one', 'two'])).to.deep.equal([1, undefined]);
  });
});
