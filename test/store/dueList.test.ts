import { expect } from 'chai';
import fc from 'fast-check';
import { DueList } from '../../src/store/dueList.js';
import type { DueItem } from '../../src/store/lanes.js';

const due = (key: string, dueAt: number): DueItem => ({ id: `${key}@${dueAt}`, lane: 'a', payload: {}, key, dueAt });

/** The same, as an array that is sorted whenever it is asked. */
class SortedArray {
  items: DueItem[] = [];

  put(item: DueItem): void {
    this.items = [...this.items.filter(({ key }) => key !== item.key), item];
    this.items.sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
  }
  remove(key: string): DueItem | undefined {
    const found = this.items.find((item) => item.key === key);
    this.items = this.items.filter((item) => item !== found);
    return found;
  }
  take(now: number, limit: number): DueItem[] {
    const taken = this.items.filter(({ dueAt }) => dueAt <= now).slice(0, limit);
    this.items = this.items.filter((item) => !taken.includes(item));
    return taken;
  }
}

describe('DueList', () => {
  it('does what a sorted array does', () => {
    const key = fc.constantFrom(...'abcdefghij');
    const time = fc.nat(20);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), key, time }),
      fc.record({ kind: fc.constant('remove' as const), key }),
      fc.record({ kind: fc.constant('take' as const), time, limit: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const [list, array] = [new DueList(), new SortedArray()];
        for (const each of steps) {
          if (each.kind === 'put') {
            const item = due(each.key, each.time);
            list.put(item);
            array.put(item);
          } else if (each.kind === 'remove') expect(list.remove(each.key)).to.equal(array.remove(each.key));
          else expect(list.take(each.time, each.limit)).to.deep.equal(array.take(each.time, each.limit));
          expect(list.next).to.equal(array.items[0]?.dueAt);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its order when one item is put off again and again', () => {
    const list = new DueList();
    list.put(due('b', 500));
    for (let dueAt = 0; dueAt < 1000; dueAt += 1) list.put(due('a', dueAt));
    expect(list.next).to.equal(500);
    expect(list.take(1000, 10).map(({ id }) => id)).to.deep.equal(['b@500', 'a@999']);
    expect(list.next).to.equal(undefined);
  });

  it('forgets everything', () => {
    const list = new DueList();
    list.put(due('a', 1));
    list.clear();
    expect(list.next).to.equal(undefined);
    expect(list.take(10, 10)).to.deep.equal([]);
    expect(list.remove('a')).to.equal(undefined);
  });
});
