import { expect } from 'chai';
import { systemClock } from '../../src/core/clock.js';
import { StoreError } from '../../src/core/errors.js';
import { Arrivals } from '../../src/lanes/arrivals.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import type { StoredItem } from '../../src/store/mailbox.js';
import { MemoryMailbox } from '../../src/store/memory/mailbox.js';
import { MemoryValues } from '../../src/store/memory/values.js';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { item } from './contract.js';

const nextLoop = () => new Promise((resolve) => setImmediate(resolve));
const items = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => item('a', `${name} ${index}`));

describe('Arrivals', () => {
  let taken: { sequence: number; id: string; mayHaveRun: boolean }[];
  const take = ({ sequence, item: { id } }: StoredItem, mayHaveRun: boolean) => {
    taken.push({ sequence, id, mayHaveRun });
  };
  const ids = () => taken.map(({ id }) => id);

  beforeEach(() => {
    taken = [];
  });
  after(removeFolders);

  it('read 50,000 items in pages, in order and each once, with acceptances in between', async function () {
    this.timeout(60_000);
    const store = await openLmdb(await temporaryFolder());
    const mailbox = store.engine.mailbox(systemClock);
    const left = items(50_000, 'left');
    for (let from = 0; from < left.length; from += 10_000) await mailbox.append(left.slice(from, from + 10_000), []);
    const arrivals = new Arrivals(mailbox, take);
    const accept = async (name: string) => {
      const stored = await mailbox.append([item('a', name)], []);
      arrivals.add(stored);
      return stored[0]?.sequence;
    };
    const before = await accept('before');
    await arrivals.open(() => false);
    expect(arrivals.isReading).to.equal(true);
    expect(taken).to.have.length(200);

    const accepting: Promise<unknown>[] = [];
    let [largestPage, seen] = [0, taken.length];
    for (let count = 0; arrivals.isReading; count += 1) {
      if (count % 20 === 0) accepting.push(accept(`meanwhile ${count}`));
      await nextLoop();
      largestPage = Math.max(largestPage, taken.length - seen);
      seen = taken.length;
    }
    await Promise.all(accepting);
    await accept('after');

    expect(largestPage).to.be.at.most(2 * 200);
    expect(accepting.length).to.be.greaterThan(3);
    expect(taken).to.have.length(left.length + accepting.length + 2);
    const sequences = taken.map(({ sequence }) => sequence);
    expect(sequences).to.deep.equal(sequences.toSorted((a, b) => a - b));
    expect(ids().slice(0, left.length)).to.deep.equal(left.map(({ id }) => id));
    expect(new Set(ids()).size).to.equal(taken.length);
    // What this process has accepted itself has not run before, though a page has brought it.
    const fresh = taken.filter(({ mayHaveRun }) => !mayHaveRun);
    expect(fresh.map(({ id }) => id)).to.include.members(['before', 'after']);
    expect(taken.find(({ sequence }) => sequence === before)).to.deep.include({ mayHaveRun: false });
    expect(fresh.every(({ id }) => !id.startsWith('left'))).to.equal(true);
    await store.close();
  });

  it('take what is accepted afterwards at once, and once', async () => {
    const mailbox = new MemoryMailbox(new MemoryValues(), systemClock);
    const arrivals = new Arrivals(mailbox, take);
    await arrivals.open(() => false);
    const stored = await mailbox.append([item('a', 'x'), item('a', 'x'), item('a', 'y')]);
    arrivals.add(stored);
    expect(taken.map(({ id, mayHaveRun }) => [id, mayHaveRun])).to.deep.equal([
      ['x', false],
      ['y', false],
    ]);
    arrivals.add([stored[0]], true);
    expect(taken.at(-1)).to.deep.include({ id: 'x', mayHaveRun: true });
  });

  it('take once what is stored, and answered only when it was read', async () => {
    const mailbox = new MemoryMailbox(new MemoryValues(), systemClock);
    const arrivals = new Arrivals(mailbox, take);
    const stored = await mailbox.append([item('a', 'x')]);
    await arrivals.open(() => false);
    arrivals.add(stored);
    expect(ids()).to.deep.equal(['x']);
  });

  it('read on when the store is back, and no further once the lanes stop', async () => {
    let failures = 0;
    let isOver = false;
    class Away extends MemoryMailbox {
      override page(after: number, limit: number): StoredItem[] {
        if (after > 0 && failures < 2) {
          failures += 1;
          throw new StoreError('away');
        }
        return super.page(after, limit);
      }
    }
    const mailbox = new Away(new MemoryValues(), systemClock);
    await mailbox.append(items(1000, 'left'));
    const arrivals = new Arrivals(mailbox, (stored, mayHaveRun) => {
      take(stored, mayHaveRun);
      isOver = taken.length >= 600;
    });
    await arrivals.open(() => isOver);
    await until(() => !arrivals.isReading);
    expect(failures).to.equal(2);
    expect(ids()).to.deep.equal(
      items(1000, 'left')
        .slice(0, 600)
        .map(({ id }) => id),
    );
  });
});
