import { expect } from 'chai';
import type { Write } from '../../src/core/write.js';
import { evaluate } from '../../src/store/evaluate.js';

describe('evaluate', () => {
  const found = (stored: Record<string, unknown>) => (key: string) => stored[key];
  const add = (key: string, ttlMs?: number): Write => ({
    key,
    ttlMs,
    change: (count) => (typeof count === 'number' ? count : 0) + 1,
  });

  it('applies the writes in order, and answers for each what stands there afterwards', () => {
    const writes = [add('a'), { key: 'b', value: 5 }, add('b'), add('a'), { key: 'c', value: undefined }];
    const { stored, changed } = evaluate(writes, found({ a: 10, b: 20, c: 30 }));
    expect(stored).to.deep.equal([12, 6, 6, 12, undefined]);
    expect([...changed].map(([key, { value }]) => [key, value])).to.deep.equal([
      ['a', 12],
      ['b', 6],
      ['c', undefined],
    ]);
  });

  it('changes nothing if the same reference is returned', () => {
    const value = { list: [1] };
    const { stored, changed } = evaluate([{ key: 'a', change: (current) => current }], found({ a: value }));
    expect(stored[0]).to.equal(value);
    expect(changed.size).to.equal(0);
  });

  it('changes nothing of a deletion that finds nothing', () => {
    const { stored, changed } = evaluate([{ key: 'a', change: () => undefined }], found({}));
    expect(stored).to.deep.equal([undefined]);
    expect(changed.size).to.equal(0);
  });

  it('reads nothing in whose place a value comes', () => {
    const read: string[] = [];
    const { stored } = evaluate([{ key: 'a', value: 1 }, add('a'), add('b')], (key) => {
      read.push(key);
      return undefined;
    });
    expect(stored).to.deep.equal([2, 2, 1]);
    expect(read).to.deep.equal(['b']);
  });

  it('keeps a value as long as its last write says', () => {
    const { changed } = evaluate([add('a', 1000), add('a', 2000), add('b', 1000), add('b')], found({}));
    expect([...changed.values()].map(({ ttlMs }) => ttlMs)).to.deep.equal([2000, undefined]);
  });

  it('throws what a change throws', () => {
    const failing = () => {
      throw new RangeError('no');
    };
    expect(() => evaluate([add('a'), { key: 'b', change: failing }], found({}))).to.throw(RangeError);
  });
});
