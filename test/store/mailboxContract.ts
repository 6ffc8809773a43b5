import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import type { DueItem, KeptItem, LaneItem } from '../../src/store/lanes.js';
import type { Mailbox, StoredItem } from '../../src/store/mailbox.js';
import type { Values } from '../../src/store/values.js';

import { rejection } from '../support/rejection.js';

const noon = Date.UTC(2026, 4, 1, 12);

export interface OpenMailbox {
  readonly values: Values;
  readonly mailbox: Mailbox;
  /** Opens the same store again, as the next process would. Absent if the mailbox ends with its process. */
  readonly reopen?: () => Promise<OpenMailbox>;
  readonly close: () => Promise<void>;
}

/** What every mailbox must do. `open` gives one that nobody has used. */
export function describeMailbox(title: string, open: (clock: MovableClock) => Promise<OpenMailbox>): void {
  describe(`${title}: mailbox`, () => {
    let clock: MovableClock;
    let opened: OpenMailbox;

    beforeEach(async () => {
      clock = new MovableClock({ now: () => noon });
      opened = await open(clock);
    });
    afterEach(() => opened.close());

    /** As after a restart, if the mailbox outlives one. */
    const restart = async () => {
      if (opened.reopen) opened = await opened.reopen();
    };
    const idsOf = (list: readonly (StoredItem | undefined)[]) => list.map((stored) => stored?.item.id);
    const waiting = async (limit = 1000) => idsOf(await opened.mailbox.page(0, limit));
    const append = async (...ids: string[]) => opened.mailbox.append(ids.map(item), []);

    it('keep items in the order of acceptance, in pages', async () => {
      await Promise.all([append('a', 'b'), append('c')]);
      await append('d');
      await restart();
      expect(await waiting()).to.deep.equal(['a', 'b', 'c', 'd']);
      const page = await opened.mailbox.page(0, 2);
      expect(idsOf(page)).to.deep.equal(['a', 'b']);
      const rest = await opened.mailbox.page(page.at(-1)?.sequence ?? 0, 10);
      expect(rest.map(({ item: each }) => each)).to.deep.equal([item('c'), item('d')]);
    });

    it('tell all that they keep, and where', async () => {
      const [first] = await append('a', 'b');
      if (first) await opened.mailbox.putAside(first, 'SomeError', [], []);
      const due = { ...item('c'), key: 'later', dueAt: noon + 1 };
      await opened.mailbox.schedule(due);
      await restart();
      const kept: KeptItem[] = [];
      for await (const some of opened.mailbox.kept()) kept.push(...some);
      expect(kept).to.have.deep.members([
        { place: 'waiting', item: item('b') },
        { place: 'aside', item: item('a') },
        { place: 'scheduled', item: due },
      ]);
    });

    it('change and delete dead letters', async () => {
      for (const stored of await append('a', 'b'))
        if (stored) await opened.mailbox.putAside(stored, 'SomeError', [], []);
      await opened.mailbox.changeAside('a', { ...item('a'), payload: 'another' });
      await opened.mailbox.changeAside('b', undefined);
      await opened.mailbox.changeAside('unknown', undefined);
      await restart();
      const kept = { item: { ...item('a'), payload: 'another' }, error: 'SomeError' };
      expect(await opened.mailbox.asides()).to.deep.equal([kept]);
    });

    it('forget ids', async () => {
      for (const stored of await append('a', 'b')) if (stored) await opened.mailbox.done(stored.sequence, []);
      expect(await opened.mailbox.forgetIds((id) => id === 'a')).to.equal(1);
      await restart();
      expect(await idsNew('a', 'b')).to.deep.equal(['a', undefined]);
    });

    it('drop items that have not run, and write in the same step', async () => {
      const stored = await append('a', 'b', 'c');
      const sequences = stored.slice(0, 2).flatMap((each) => each?.sequence ?? []);
      await opened.mailbox.drop(sequences, [{ key: 'dropped', value: 2 }]);
      await restart();
      expect(await waiting()).to.deep.equal(['c']);
      expect(await opened.values.getMany(['dropped'])).to.deep.equal([2]);
      expect(await idsNew('a')).to.deep.equal([undefined]);
    });

    it('accept an id once, and remember it when it has run', async () => {
      const [first] = await append('a');
      expect(await idsNew('a', 'b', 'b')).to.deep.equal([undefined, 'b', undefined]);
      await opened.mailbox.done(first?.sequence ?? -1, []);
      await restart();
      expect(await idsNew('a', 'c')).to.deep.equal([undefined, 'c']);
      expect(await waiting()).to.deep.equal(['b', 'c']);
    });

    it('accept an id once if it comes twice at the same time', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => idsNew('a')));
      expect(answers.flat().filter(Boolean)).to.deep.equal(['a']);
    });

    it('commit writes in the same step, for ids that are not new too', async () => {
      await opened.mailbox.append([item('a')], [{ key: 'window', value: 1 }]);
      await opened.mailbox.append([item('a')], [{ key: 'window', change: (current) => [current] }]);
      const [stored] = await opened.mailbox.append([item('b')], []);
      await opened.mailbox.done(stored?.sequence ?? -1, [{ key: 'state', value: { turn: 1 } }]);
      const [failed] = await append('c');
      if (failed) await opened.mailbox.putAside(failed, 'Error', [{ key: 'report', value: 'failed' }], []);
      await restart();
      const values = await opened.values.getMany(['window', 'state', 'report']);
      expect([...values]).to.deep.equal([[1], { turn: 1 }, 'failed']);
      expect(await waiting()).to.deep.equal(['a']);
      expect((await opened.mailbox.measure()).aside).to.equal(1);
    });

    it('store nothing if a write throws', async () => {
      const change = () => {
        throw new RangeError('no');
      };
      await append('a');
      const [stored] = await opened.mailbox.page(0, 1);
      await rejection(opened.mailbox.append([item('b')], [{ key: 'k', change }]), RangeError);
      await rejection(opened.mailbox.done(stored?.sequence ?? -1, [{ key: 'k', change }]), RangeError);
      const writes = [{ key: 'k', change }];
      if (stored) await rejection(opened.mailbox.putAside(stored, 'Error', writes, [item('c')]), RangeError);
      await restart();
      expect(await waiting()).to.deep.equal(['a']);
      expect(await opened.mailbox.asides()).to.deep.equal([]);
      expect(await idsNew('b', 'c')).to.deep.equal(['b', 'c']);
    });

    it('accept what follows a dead letter in the same step, behind what waits, each id once', async () => {
      const [a, b] = await append('a', 'b', 'c');
      const follows = async (stored: StoredItem | undefined, ...ids: string[]) =>
        stored ? idsOf(await opened.mailbox.putAside(stored, 'Error', [], ids.map(item))) : [];
      expect(await follows(a, 'after a', 'c', 'after a')).to.deep.equal(['after a', undefined, undefined]);
      expect(await follows(b, 'after a', 'after b')).to.deep.equal([undefined, 'after b']);
      await restart();
      expect(await waiting()).to.deep.equal(['c', 'after a', 'after b']);
      expect((await opened.mailbox.asides()).map((aside) => aside.item.id)).to.deep.equal(['a', 'b']);
      expect(await idsNew('after a')).to.deep.equal([undefined]);
    });

    it('keep aside what failed, until it is taken back', async () => {
      const [a, b] = await append('a', 'b', 'c');
      if (a) await opened.mailbox.putAside(a, 'RangeError', [], []);
      if (b) await opened.mailbox.putAside(b, 'TypeError', [], []);
      await restart();
      expect(await opened.mailbox.asides()).to.deep.equal([
        { item: item('a'), error: 'RangeError' },
        { item: item('b'), error: 'TypeError' },
      ]);
      expect(await waiting()).to.deep.equal(['c']);
      expect((await opened.mailbox.takeBack('a'))?.item).to.deep.equal(item('a'));
      expect(await opened.mailbox.takeBack('a')).to.equal(undefined);
      expect(await opened.mailbox.takeBack('unknown')).to.equal(undefined);
      expect(await waiting()).to.deep.equal(['c', 'a']);
      expect((await opened.mailbox.measure()).aside).to.equal(1);
    });

    it('keep what failed for 30 days, and no longer', async () => {
      const day = 24 * 60 * 60 * 1000;
      const putAside = async (id: string) => {
        const [stored] = await append(id);
        if (stored) await opened.mailbox.putAside(stored, 'RangeError', [], []);
      };
      const asides = async () => (await opened.mailbox.asides()).map(({ item: { id } }) => id);
      await putAside('old');
      clock.advance(20 * day);
      await putAside('young');
      clock.advance(9 * day);
      expect(await asides()).to.deep.equal(['old', 'young']);
      clock.advance(2 * day);
      await restart();
      expect(await asides()).to.deep.equal(['young']);
      // A turn that ran again now could not know any more what it has sent.
      expect(await opened.mailbox.takeBack('old')).to.equal(undefined);
      expect((await opened.mailbox.takeBack('young'))?.item.id).to.equal('young');
    });

    it('let go of old dead letters as new ones come, and where no more come', async () => {
      const day = 24 * 60 * 60 * 1000;
      const aside = async () => (await opened.mailbox.measure()).aside;
      for (let round = 0; round < 200; round += 1) {
        const [stored] = await append(`item ${(round * 7919) % 1009}`);
        if (stored) await opened.mailbox.putAside(stored, 'RangeError', [], []);
        clock.advance(day);
      }
      // 30 of 30 days; the rest is what a sweep has not come to yet.
      expect(await aside()).to.be.within(30, 130);
      clock.advance(31 * day);
      for (let round = 0; round < 100; round += 1) await append(`later ${round}`);
      expect(await aside()).to.be.lessThan(10);
    });

    it('append what is due, the longest due first', async () => {
      await opened.mailbox.schedule(due('late', 3000));
      await opened.mailbox.schedule(due('early', 1000));
      await opened.mailbox.schedule(due('far', 90_000));
      await opened.mailbox.schedule(due('middle', 2000));
      await restart();
      expect(opened.mailbox.nextDue()).to.equal(noon + 1000);
      expect(await opened.mailbox.takeDue(10)).to.deep.equal([]);
      clock.advance(5000);
      expect(idsOf(await opened.mailbox.takeDue(2))).to.deep.equal(['early', 'middle']);
      expect(idsOf(await opened.mailbox.takeDue(10))).to.deep.equal(['late']);
      expect(await opened.mailbox.takeDue(10)).to.deep.equal([]);
      expect(opened.mailbox.nextDue()).to.equal(noon + 90_000);
      await restart();
      expect(opened.mailbox.nextDue()).to.equal(noon + 90_000);
      expect(await opened.mailbox.page(0, 10)).to.have.length(3);
      expect((await opened.mailbox.page(0, 1))[0]?.item).to.deep.equal(item('early'));
    });

    it('put what is scheduled in the place of what stands under its key', async () => {
      await opened.mailbox.schedule({ ...due('first', 1000), key: 'k' });
      await opened.mailbox.schedule({ ...due('second', 5000), key: 'k' });
      expect(opened.mailbox.nextDue()).to.equal(noon + 5000);
      clock.advance(5000);
      expect(idsOf(await opened.mailbox.takeDue(10))).to.deep.equal(['second']);
      expect(await opened.mailbox.cancel('k')).to.equal(false);
    });

    it('take back what is scheduled', async () => {
      await opened.mailbox.schedule(due('a', 1000));
      expect(await opened.mailbox.cancel('key-a')).to.equal(true);
      expect(await opened.mailbox.cancel('key-a')).to.equal(false);
      expect(opened.mailbox.nextDue()).to.equal(undefined);
      clock.advance(5000);
      expect(await opened.mailbox.takeDue(10)).to.deep.equal([]);
      await restart();
      expect(opened.mailbox.nextDue()).to.equal(undefined);
    });

    it('claim the id of what is due when it falls due', async () => {
      await opened.mailbox.schedule(due('a', 1000));
      await append('a');
      clock.advance(2000);
      expect(await opened.mailbox.takeDue(10)).to.deep.equal([undefined]);
      expect(opened.mailbox.nextDue()).to.equal(undefined);
      expect(await waiting()).to.deep.equal(['a']);
    });

    it('measure what waits', async () => {
      expect(await opened.mailbox.measure()).to.deep.equal({ depth: 0, oldestAt: undefined, aside: 0 });
      const [a] = await append('a');
      clock.advance(1000);
      await append('b');
      await restart();
      expect(await opened.mailbox.measure()).to.deep.equal({ depth: 2, oldestAt: noon, aside: 0 });
      await opened.mailbox.done(a?.sequence ?? -1, []);
      expect(await opened.mailbox.measure()).to.deep.equal({ depth: 1, oldestAt: noon + 1000, aside: 0 });
    });

    it('forget everything when cleared, and no value', async () => {
      const [a] = await opened.mailbox.append([item('a'), item('b')], [{ key: 'value', value: 1 }]);
      if (a) await opened.mailbox.putAside(a, 'Error', [], []);
      await opened.mailbox.schedule(due('c', 1000));
      await opened.mailbox.clear();
      clock.advance(5000);
      const isEmpty = async () => {
        expect(await waiting()).to.deep.equal([]);
        expect(await opened.mailbox.asides()).to.deep.equal([]);
        expect(await opened.mailbox.takeDue(10)).to.deep.equal([]);
        expect(await opened.mailbox.measure()).to.deep.equal({ depth: 0, oldestAt: undefined, aside: 0 });
      };
      await isEmpty();
      await restart();
      await isEmpty();
      expect(await idsNew('a', 'b')).to.deep.equal(['a', 'b']);
      expect([...(await opened.values.getMany(['value']))]).to.deep.equal([1]);
    });

    it('go on behind what was accepted before a restart', async () => {
      const ids = Array.from({ length: 700 }, (_, index) => `id-${index}`);
      const stored = await append(...ids);
      await Promise.all(stored.slice(0, 600).map((each) => opened.mailbox.done(each?.sequence ?? -1, [])));
      await restart();
      await append('last');
      await restart();
      expect(await waiting()).to.deep.equal([...ids.slice(600), 'last']);
    });

    async function idsNew(...ids: string[]) {
      return idsOf(await opened.mailbox.append(ids.map(item), []));
    }
  });
}

function item(id: string): LaneItem {
  return { id, lane: `lane of ${id}`, payload: { text: id } };
}

function due(id: string, inMs: number): DueItem {
  return { ...item(id), key: `key-${id}`, dueAt: noon + inMs };
}
