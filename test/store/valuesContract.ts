import { expect } from 'chai';
import fc from 'fast-check';
import { MovableClock } from '../../src/core/clock.js';
import type { Row, Values } from '../../src/store/values.js';
import { rejection } from '../support/rejection.js';

export interface OpenValues {
  readonly values: Values;
  /** Lets time pass in a store that does not go by the given clock. */
  readonly advance?: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every kind of values must do. `open` gives one that nobody has used, with the clock that expiry goes by. */
export function describeValues(title: string, open: (clock: MovableClock) => Promise<OpenValues>): void {
  describe(`${title}: values`, () => {
    const clock = new MovableClock();
    let values: Values;
    let opened: OpenValues;

    beforeEach(async () => {
      opened = await open(clock);
      values = opened.values;
    });
    afterEach(() => opened.close());

    const advance = async (ms: number) => {
      clock.advance(ms);
      await opened.advance?.(ms);
    };

    const scanned = async () => {
      const found: Row[] = [];
      for await (const rows of values.scan()) found.push(...rows);
      return found;
    };
    const get = async (...keys: string[]) => [...(await values.getMany(keys))];

    it('give back what was written, in the order of the keys', async () => {
      expect(
        await values.commit([
          { key: 'a', value: { list: [1] } },
          { key: 'b', value: null },
        ]),
      ).to.deep.equal([{ list: [1] }, null]);
      expect(await get('b', 'none', 'a', 'b')).to.deep.equal([null, undefined, { list: [1] }, null]);
      expect(await get()).to.deep.equal([]);
    });

    it('apply the writes of a commit in order, and answer what stands there afterwards', async () => {
      const stored = await values.commit([
        { key: 'a', value: 1 },
        { key: 'a', change: (current) => [current] },
        { key: 'b', change: (current) => current ?? 'new' },
        { key: 'a', change: (current) => [current] },
        { key: 'c', value: undefined },
      ]);
      expect(stored).to.deep.equal([[[1]], [[1]], 'new', [[1]], undefined]);
      expect(await get('a', 'b', 'c')).to.deep.equal([[[1]], 'new', undefined]);
    });

    it('apply them in order over all keys: a change can go by what one before it has found', async () => {
      await values.commit([{ key: 'two', value: 2 }]);
      const seen: Record<string, unknown> = {};
      const look = (key: string) => ({
        key,
        change: (current: unknown) => {
          seen[key] = current;
          return current;
        },
      });
      const note = (key: string, of: string) => ({
        key,
        change: (current: unknown) => [...(Array.isArray(current) ? current : []), seen[of] ?? 'none'],
      });
      await values.commit([look('one'), note('notes', 'one'), look('two'), note('notes', 'two'), note('more', 'two')]);
      expect(await get('one', 'two', 'notes', 'more')).to.deep.equal([undefined, 2, ['none', 2], [2]]);
    });

    it('delete for undefined, and write nothing for the same reference', async () => {
      await values.commit([
        { key: 'a', value: 1 },
        { key: 'b', value: 2, ttlMs: 1000 },
      ]);
      await values.commit([
        { key: 'a', change: () => undefined },
        { key: 'b', change: (current) => current, ttlMs: 100_000 },
      ]);
      expect(await get('a', 'b')).to.deep.equal([undefined, 2]);
      await advance(2000);
      expect(await get('b')).to.deep.equal([undefined]);
    });

    it('call `onStored` with what stands there, once it is committed', async () => {
      const told: unknown[] = [];
      await values.commit([{ key: 'a', change: () => 'x', onStored: (stored) => told.push(stored) }]);
      expect(told).to.deep.equal(['x']);
    });

    it('write nothing of a commit whose change throws', async () => {
      await values.commit([{ key: 'a', value: 1 }]);
      const failing = values.commit([
        { key: 'a', value: 2 },
        {
          key: 'b',
          change: () => {
            throw new RangeError('no');
          },
        },
      ]);
      expect((await rejection(failing, RangeError)).message).to.equal('no');
      expect(await get('a', 'b')).to.deep.equal([1, undefined]);
    });

    it('count 200 increments at once as 200', async () => {
      const increment = { key: 'count', change: (count: unknown) => (typeof count === 'number' ? count : 0) + 1 };
      const seen = await Promise.all(Array.from({ length: 200 }, () => values.commit([increment])));
      expect(await get('count')).to.deep.equal([200]);
      expect(new Set(seen.flat()).size).to.equal(200);
    });

    it('say how many of the deleted keys were there', async () => {
      await values.commit([
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      expect(await values.delete(['a', 'none', 'b'])).to.equal(2);
      expect(await values.delete(['a'])).to.equal(0);
      expect(await values.delete([])).to.equal(0);
      expect(await get('a', 'b')).to.deep.equal([undefined, undefined]);
    });

    it('clear the keys that begin so, and no others', async () => {
      for (const key of ['one:a', 'one:b', 'one', 'two:a']) await values.commit([{ key, value: key }]);
      await values.clear('one:');
      expect(await get('one:a', 'one:b', 'one', 'two:a')).to.deep.equal([undefined, undefined, 'one', 'two:a']);
      await values.commit([{ key: 'one:a', change: (current) => current ?? 'again' }]);
      expect(await get('one:a')).to.deep.equal(['again']);
      await values.clear('');
      expect(await get('one:a', 'one', 'two:a')).to.deep.equal([undefined, undefined, undefined]);
    });

    it('take what has expired for nothing', async () => {
      await values.commit([
        { key: 'short', value: 1, ttlMs: 1000 },
        { key: 'renewed', value: 1, ttlMs: 1000 },
        { key: 'long', value: 1, ttlMs: 100_000 },
        { key: 'always', value: 1 },
      ]);
      await values.commit([{ key: 'renewed', change: () => 2, ttlMs: 100_000 }]);
      await advance(2000);
      expect(await get('short', 'renewed', 'long', 'always')).to.deep.equal([undefined, 2, 1, 1]);
      await values.commit([{ key: 'short', change: (current) => current ?? 'new' }]);
      expect(await get('short')).to.deep.equal(['new']);
    });

    it('keep every JSON value as it is, under every key that is not empty', async () => {
      // Whole keys are never empty: they begin with their namespace.
      const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
      const text = fc.oneof(fc.string(), fc.constantFrom(':abc', ':base64:xx', '::', ':'));
      const value = fc.jsonValue({ stringUnit: 'binary' });
      const property = fc.asyncProperty(key, value, text, async (at, json, string) => {
        const written: unknown = JSON.parse(JSON.stringify({ json, string, deep: [{ string }] }));
        await values.commit([{ key: at, value: written }]);
        expect(await get(at)).to.deep.equal([written]);
        await values.commit([{ key: at, value: string }]);
        expect(await get(at)).to.deep.equal([string]);
        expect(await values.delete([at])).to.equal(1);
      });
      await fc.assert(property, { numRuns: 30 });
    });

    it('tell keys apart that differ in case only, or at the end of a long one', async () => {
      const keys = ['key', 'Key', 'KEY', ' key', 'key ', `${'k'.repeat(5000)}1`, `${'k'.repeat(5000)}2`];
      await values.commit(keys.map((key, index) => ({ key, value: index })));
      expect(await get(...keys)).to.deep.equal(keys.map((_, index) => index));
    });

    it('are all found by a scan, whatever their keys are like', async () => {
      const keys = ['a', 'A', 'a b', 'ü', `${'k'.repeat(5000)}1`, `${'K'.repeat(5000)}2`, 'US.1'];
      await values.commit(keys.map((key, index) => ({ key, value: { index } })));
      await values.commit([{ key: 'a', value: 'again' }]);
      const found = await scanned();
      expect(new Map(found.map(({ key, json }) => [key, JSON.parse(json)]))).to.deep.equal(
        new Map<string, unknown>(keys.map((key, index) => [key, index === 0 ? 'again' : { index }])),
      );
      expect(found.map(({ isOver }) => isOver)).not.to.include(true);
    });

    it('are found in chunks, of which some may be deleted', async () => {
      const keys = Array.from({ length: 1000 }, (_, index) => `key ${index}`);
      await values.commit(keys.map((key) => ({ key, value: key })));
      let chunks = 0;
      const found = new Set<string>();
      for await (const rows of values.scan()) {
        chunks += 1;
        for (const { key } of rows) found.add(key);
        await values.delete(rows.map(({ key }) => key));
      }
      expect([...found].sort()).to.deep.equal([...keys].sort());
      expect(chunks).to.be.greaterThan(2);
      expect(await scanned()).to.deep.equal([]);
    });

    it('are gone when they are deleted, also if they have expired', async () => {
      await values.commit([
        { key: 'short', value: 'words', ttlMs: 1000 },
        { key: 'long', value: 1 },
      ]);
      await advance(2000);
      for (const { key, isOver } of await scanned()) expect(isOver).to.equal(key === 'short');
      await values.delete(['short']);
      await values.scrub((text) => text.includes('short'));
      expect((await scanned()).map(({ key }) => key)).to.deep.equal(['long']);
    });

    it('tell how long they are kept yet', async () => {
      await values.commit([
        { key: 'short', value: 1, ttlMs: 10_000 },
        { key: 'always', value: 1 },
      ]);
      await advance(1000);
      expect(await values.leftMs('short')).to.be.within(8000, 9000);
      expect(await values.leftMs('always')).to.equal(undefined);
      expect(await values.leftMs('none')).to.equal(undefined);
    });

    it('wait, when closed, for what is under way', async () => {
      const committing = values.commit([{ key: 'a', change: () => 1 }]);
      await values.close();
      expect(await committing).to.deep.equal([1]);
    });
  });
}
