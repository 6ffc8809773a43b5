import { expect } from 'chai';
import { MovableClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import { type LmdbStore, openLmdb } from '../../../src/store/lmdb/open.js';
import type { Mailbox } from '../../../src/store/mailbox.js';
import { item } from '../../lanes/contract.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';

const hour = 60 * 60 * 1000;

describe('LmdbMailbox', () => {
  let folder: string;
  let store: LmdbStore;
  let clock: MovableClock;
  let mailbox: Mailbox;
  const ids = () => store.environment.openDB<number, string>({ name: 'lane-ids', encoding: 'json' }).getKeysCount();
  /** Accepts items that run at once. */
  async function runThrough(names: readonly string[]): Promise<void> {
    const stored = await mailbox.append(
      names.map((name) => item('a', name)),
      [],
    );
    await Promise.all(stored.map((each) => each && mailbox.done(each.sequence, [])));
  }

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await openLmdb(folder);
    clock = new MovableClock();
    mailbox = store.engine.mailbox(clock);
  });
  afterEach(() => store.close());
  after(removeFolders);

  it('forgets old ids as quickly as new ones come, and none too early', async function () {
    this.timeout(60_000);
    const counts: number[] = [];
    const rounds = 150;
    const name = (round: number, index: number) => `${round * 7919}/${index}`;
    for (let round = 0; round < rounds; round += 1) {
      clock.advance(8 * hour);
      await runThrough(Array.from({ length: 20 }, (_, index) => name(round, index)));
      counts.push(ids());
    }
    // 420 ids of seven days; the rest is what the sweep has not come to yet.
    expect(Math.max(...counts)).to.be.within(420, 3 * 420);
    expect(counts.at(-1)).to.be.lessThan(3 * 420);
    const lately = Array.from({ length: 21 }, (_, index) => item('a', name(rounds - 1 - index, 0)));
    expect((await mailbox.append(lately, [])).filter(Boolean)).to.deep.equal([]);
  });

  it('forgets what is too old also where much comes at once, and where all of it was scheduled', async () => {
    const counts: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      clock.advance(8 * 24 * hour);
      // As many as one callback can bring.
      for (let part = 0; part < 3; part += 1) {
        await runThrough(Array.from({ length: 1000 }, (_, index) => `${round}/${part}/${index}`));
      }
      counts.push(ids());
    }
    // Half of them are of this round, the others a sweep behind.
    expect(Math.max(...counts)).to.be.lessThan(2 * 3000 + 1);
    for (let round = 0; round < 6; round += 1) {
      clock.advance(8 * 24 * hour);
      for (let index = 0; index < 200; index += 1) {
        await mailbox.schedule({ ...item('a', `due ${round}/${index}`), key: `${index}`, dueAt: clock.now() });
      }
      for (const stored of await mailbox.takeDue(1000)) if (stored) await mailbox.done(stored.sequence, []);
    }
    expect(ids()).to.be.lessThan(4500);
  });

  it('keeps the order of acceptance, also of what was put aside, in another process', async () => {
    const [first] = await mailbox.append([item('a', 'x')], []);
    if (!first) return expect.fail('The item was not new.');
    await mailbox.putAside(first, 'RangeError', [], []);
    await store.close();
    store = await openLmdb(folder);
    mailbox = store.engine.mailbox(clock);
    const [second] = await mailbox.append([item('a', 'y')], []);
    const again = await mailbox.takeBack('x');
    expect(again?.item).to.deep.equal(first.item);
    expect(again?.sequence).to.be.greaterThan(second?.sequence ?? Number.POSITIVE_INFINITY);
  });

  it('claims nothing if a write that comes with the items fails', async () => {
    const failing = {
      key: 'numbers:key',
      change: () => {
        throw new RangeError('no');
      },
    };
    await rejection(mailbox.append([item('a', 'x')], [failing]), RangeError);
    expect(await mailbox.page(0, 10)).to.deep.equal([]);
    expect((await mailbox.append([item('a', 'x')], []))[0]?.item.id).to.equal('x');
  });

  it('reads pages behind a place', async () => {
    const stored = await mailbox.append(
      Array.from({ length: 10 }, (_, index) => item('a', `${index}`)),
      [],
    );
    expect((await mailbox.page(0, 3)).map((each) => each.item.id)).to.deep.equal(['0', '1', '2']);
    const after = stored[7]?.sequence ?? 0;
    expect((await mailbox.page(after, 3)).map((each) => each.item.id)).to.deep.equal(['8', '9']);
  });

  it('rejects what is asked of a closed store', async () => {
    await store.close();
    await rejection(mailbox.append([item('a')], []), StoreError);
    await rejection(mailbox.done(1, []), StoreError);
    await rejection(mailbox.takeDue(1), StoreError);
  });
});
