import { expect } from 'chai';
import { open, type RootDatabase } from 'lmdb';
import { MovableClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import { Leases } from '../../../src/core/leases.js';
import { LmdbValues } from '../../../src/store/lmdb/values.js';
import { LmdbWriter } from '../../../src/store/lmdb/writer.js';
import { Table } from '../../../src/store/table.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';

const minute = 60_000;
const hour = 60 * minute;

/** A writer whose commits fail while a test says so. */
class FailingWriter extends LmdbWriter {
  fails = false;

  override async write(put: () => void): Promise<void> {
    if (this.fails) throw new StoreError('The disk is full.');
    return super.write(put);
  }
}

describe('LmdbValues', () => {
  let environment: RootDatabase;
  let clock: MovableClock;
  let writer: FailingWriter;
  let values: LmdbValues;
  const set = (key: string, value: unknown, ttlMs?: number) => values.commit([{ key, value, ttlMs }]);
  const table = () => new Table<string>({ engine: { values, leases: new Leases() } }, 'texts');
  /** What a process finds that knows nothing yet. */
  const reopened = () => new LmdbValues(environment, writer, 'lmdb:test', async () => {}, clock);
  const stored = () => {
    const options = { name: 'json', encoding: 'string', keyEncoding: 'binary', useVersions: true } as const;
    return environment.openDB<string, Buffer>(options).getKeysCount();
  };

  beforeEach(async () => {
    clock = new MovableClock();
    environment = open({ path: await temporaryFolder(), eventTurnBatching: false, noSync: true });
    writer = new FailingWriter(environment);
    values = new LmdbValues(environment, writer, 'lmdb:test', () => environment.close(), clock);
  });
  afterEach(() => values.close());
  after(removeFolders);

  it('deletes values a while after they have expired, and no others', async () => {
    const long = 'k'.repeat(3000);
    await set('short', 'a', minute);
    await set(long, 'long key', minute);
    await set('long', 'b', 100 * minute);
    await set('always', 'c');
    await set('renewed', 'd', minute);
    await values.commit([{ key: 'renewed', change: () => 'e', ttlMs: 100 * minute }]);
    await set('kept', 'f', minute);
    await set('kept', 'g');
    await set('deleted', 'h', minute);
    await values.delete(['deleted']);
    const names = ['short', long, 'long', 'always', 'renewed', 'kept'];
    const sweep = async () => {
      for (let count = 0; count < 10; count += 1) await set('sweeps', count, minute);
      await values.delete(['sweeps']);
    };
    await sweep();
    expect(stored()).to.equal(6);
    for (const found of [values, reopened()]) {
      expect(found.getMany(names)).to.deep.equal(['a', 'long key', 'b', 'c', 'e', 'g']);
    }
    clock.advance(3 * minute);
    await sweep();
    expect(stored()).to.equal(4);
    for (const found of [values, reopened()]) {
      expect(found.getMany(names)).to.deep.equal([undefined, undefined, 'b', 'c', 'e', 'g']);
    }
    clock.advance(200 * minute);
    await sweep();
    expect(stored()).to.equal(2);
    for (const found of [values, reopened()]) {
      expect(found.getMany(names)).to.deep.equal([undefined, undefined, undefined, 'c', undefined, 'g']);
    }
  });

  it('stays level also where one commit brings much', async () => {
    const sizes: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      clock.advance(hour);
      const writes = Array.from({ length: 1000 }, (_, index) => {
        return { key: `${(round * 7919) % 13}/${index}`, value: 'x', ttlMs: minute };
      });
      await values.commit(writes);
      sizes.push(stored());
    }
    // Those of this round, and those that the sweep is behind.
    expect(Math.max(...sizes)).to.be.lessThan(3 * 1000);
  });

  it('stays level, however much is written that expires', async function () {
    this.timeout(60_000);
    const sizes: number[] = [];
    for (let hours = 0; hours < 100; hours += 1) {
      clock.advance(hour);
      await Promise.all(Array.from({ length: 50 }, (_, index) => set(`${hours}/${index * 7919}`, 'x', 24 * hour)));
      sizes.push(stored());
    }
    // 1,200 values live at once; the rest is what the sweep has not come to yet.
    expect(Math.max(...sizes)).to.be.lessThan(3 * 1200);
    expect(sizes.at(-1)).to.be.lessThan(3 * 1200);
    clock.advance(25 * hour);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => set('last', round, hour)));
    }
    expect(stored()).to.equal(1);
  });

  it('shows a write at once, and takes it back if it cannot be committed', async () => {
    await set('texts:key', 'before');
    writer.fails = true;
    const told: unknown[] = [];
    const failing = values.commit([
      table().change(
        'key',
        () => 'after',
        (stored) => told.push(stored),
      ),
      table().change('new', (current) => current ?? 'made'),
    ]);
    expect(values.getMany(['texts:key', 'texts:new'])).to.deep.equal(['after', 'made']);
    await rejection(failing, StoreError);
    for (const found of [values, reopened()]) {
      expect(found.getMany(['texts:key', 'texts:new'])).to.deep.equal(['before', undefined]);
    }
    expect(told).to.deep.equal([]);

    writer.fails = false;
    await set('texts:key', 'after');
    expect(reopened().getMany(['texts:key'])).to.deep.equal(['after']);
  });

  it('takes back a failed deletion, too', async () => {
    await set('key', 'kept');
    writer.fails = true;
    await rejection(values.delete(['key']), StoreError);
    expect(values.getMany(['key'])).to.deep.equal(['kept']);
    writer.fails = false;
  });

  it('evaluates each change on the one before, committed or not', async () => {
    const add = { key: 'count', change: (count: unknown) => (typeof count === 'number' ? count : 0) + 1 };
    const commits = await Promise.all(Array.from({ length: 50 }, () => values.commit([add, add])));
    expect(commits.at(-1)).to.deep.equal([100, 100]);
    expect(reopened().getMany(['count'])).to.deep.equal([100]);
  });

  it('tells what a change has come to once it is committed', async () => {
    const told: unknown[] = [];
    const tell = (found: unknown) => told.push([found, reopened().getMany(['texts:key'])[0]]);
    await values.commit([table().change('key', () => 'a', tell)]);
    await values.commit([table().change('key', (current) => current, tell)]);
    expect(told).to.deep.equal([
      ['a', 'a'],
      ['a', 'a'],
    ]);
  });

  it('writes all of a commit or nothing', async () => {
    const failing = {
      key: 'two',
      change: () => {
        throw new RangeError('no');
      },
    };
    const committing = async () => values.commit([{ key: 'one', value: 1 }, failing]);
    await rejection(committing(), RangeError);
    for (const found of [values, reopened()])
      expect(found.getMany(['one', 'two'])).to.deep.equal([undefined, undefined]);
  });
});
