import { expect } from 'chai';
import { Keyv } from 'keyv';
import { MovableClock } from '../../../src/core/clock.js';
import { DamagedValueError, StoreError } from '../../../src/core/errors.js';
import { openKeyv } from '../../../src/store/keyv/open.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { FaultyBulkStore, FaultyStore } from './faultyStore.js';

const settleMs = 0;
const write = (key: string, value: unknown, ttlMs?: number) => [{ key, value, ttlMs }];

describe('openKeyv', () => {
  it('refuses a store that another process has open, and says what to do', async () => {
    const keyv = new Keyv({ namespace: 'bot' });
    const first = await openKeyv(keyv, { settleMs });
    const error = await rejection(openKeyv(keyv, { settleMs }), StoreError);
    expect(error.message).to.match(
      /^The store Keyv \(Map, namespace bot\) is in use by another process: stop that process, .+ free in 15 s\.$/,
    );
    await first.close();
    await (await openKeyv(keyv, { settleMs })).close();
  });

  it('lets one of two win that open at the same time', async () => {
    const keyv = new Keyv();
    const openings = await Promise.allSettled([openKeyv(keyv, { settleMs: 50 }), openKeyv(keyv, { settleMs: 50 })]);
    expect(openings.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    for (const opening of openings) if (opening.status === 'fulfilled') await opening.value.close();
  });

  it('takes over from an owner that has ended, and the old one writes nothing any more', async () => {
    const clock = new MovableClock();
    const keyv = new Keyv();
    const first = await openKeyv(keyv, { clock, settleMs });
    await first.values.commit(write('a', 1));
    clock.advance(15_001);
    const second = await openKeyv(keyv, { clock, settleMs });
    expect(await second.values.getMany(['a'])).to.deep.equal([1]);
    await second.values.commit(write('a', 2));
    const error = await rejection(first.values.commit(write('a', 3)), StoreError);
    expect(error.message).to.contain('belongs to another process');
    await rejection(Promise.resolve(first.values.getMany(['a'])), StoreError);
    await first.close();
    await rejection(openKeyv(keyv, { clock, settleMs }), StoreError);
    await second.values.commit(write('b', 1));
    await second.close();
    const third = await openKeyv(keyv, { clock, settleMs });
    expect(await third.values.getMany(['a', 'b'])).to.deep.equal([2, 1]);
    await third.close();
  });

  it('keeps a store whose lease ran out while nobody took it', async () => {
    const clock = new MovableClock();
    const store = await openKeyv(new Keyv(), { clock, settleMs });
    clock.advance(60_000);
    await store.values.commit(write('a', 1));
    expect(await store.values.getMany(['a'])).to.deep.equal([1]);
    await store.close();
  });

  it('waits for another owner if it is told to', async () => {
    const clock = new MovableClock();
    const keyv = new Keyv();
    const first = await openKeyv(keyv, { clock, settleMs });
    const opening = openKeyv(keyv, { clock, settleMs, waitMs: 20_000 });
    await first.close();
    const second = await opening;
    await rejection(openKeyv(keyv, { clock, settleMs, waitMs: 5 }), StoreError);
    await second.close();
  });

  it('leaves alone what others keep in the same Keyv, and their settings', async () => {
    const keyv = new Keyv({ ttl: 1, namespace: 'shared' });
    await keyv.set('theirs', 'x', 0);
    const store = await openKeyv(keyv, { settleMs });
    await store.values.commit(write('a', 1));
    await store.values.clear('');
    await store.mailbox(new MovableClock()).clear();
    await store.close();
    expect(await keyv.get('theirs')).to.equal('x');
    expect([keyv.ttl, keyv.throwOnErrors]).to.deep.equal([1, false]);
  });

  it('rejects after it was closed', async () => {
    const store = await openKeyv(new Keyv(), { settleMs });
    const mailbox = store.mailbox(new MovableClock());
    await store.close();
    await store.close();
    const verbs: (() => unknown)[] = [
      () => store.values.getMany(['a']),
      () => store.values.commit(write('a', 1)),
      () => store.values.clear(''),
      () => mailbox.append([], []),
      () => mailbox.page(-1, 1),
    ];
    for (const verb of verbs) {
      expect((await rejection(Promise.resolve().then(verb), StoreError)).message).to.match(
        /^The store .+ is closed\.$/,
      );
    }
  });
});

for (const Kind of [FaultyStore, FaultyBulkStore]) {
  describe(`a Keyv store that fails (${Kind.name})`, () => {
    for (const swallows of [false, true]) {
      it(`rejects with StoreError, and never looks empty, ${swallows ? 'if it swallows its errors' : 'if it throws'}`, async () => {
        const adapter = new Kind();
        adapter.swallows = swallows;
        const filled = await openKeyv(new Keyv({ store: adapter }), { settleMs });
        await filled.values.commit(write('a', 1));
        await filled.close();
        const store = await openKeyv(new Keyv({ store: adapter }), { settleMs });
        const mailbox = store.mailbox(new MovableClock());
        adapter.faults = { cutAt: -1 };
        await rejection(Promise.resolve(store.values.getMany(['a'])), StoreError);
        await rejection(store.values.commit(write('a', 2)), StoreError);
        await rejection(mailbox.append([{ id: 'x', lane: 'x', payload: 1 }], []), StoreError);
        await rejection(openKeyv(new Keyv({ store: adapter }), { settleMs }), StoreError);
        adapter.faults = {};
        expect(await store.values.getMany(['a'])).to.deep.equal([1]);
        expect(await mailbox.append([{ id: 'x', lane: 'x', payload: 1 }], [])).to.have.length(1);
        expect(await mailbox.page(-1, 10)).to.have.length(1);
        await store.close();
      });
    }
  });
}

describe('a Keyv store whose journal is full', () => {
  it('rejects commits until it can apply them', async () => {
    const adapter = new FaultyStore();
    const store = await openKeyv(new Keyv({ store: adapter }), { settleMs });
    const broken = new Set(['a', 'b']);
    const set = adapter.set.bind(adapter);
    adapter.set = async (key, value) => {
      if ([...broken].some((each) => key.endsWith(`/v/${each}`))) throw new Error('refused');
      return set(key, value);
    };
    let refused = 0;
    for (let count = 0; count < 50; count += 1) {
      await store.values.commit(write('a', count)).catch((error) => {
        expect(error).to.be.instanceOf(StoreError);
        refused += 1;
      });
    }
    expect(refused).to.equal(18);
    expect(await store.values.getMany(['a'])).to.deep.equal([31]);
    broken.clear();
    await store.values.commit(write('b', 1));
    expect(await store.values.getMany(['a', 'b'])).to.deep.equal([31, 1]);
    await store.close();
  });
});

describe('a damaged Keyv store', () => {
  it('rejects with DamagedValueError', async () => {
    const keyv = new Keyv();
    await keyv.set('bac/v/a', '["secret"]');
    const store = await openKeyv(keyv, { settleMs });
    const error = await rejection(Promise.resolve(store.values.getMany(['a'])), DamagedValueError);
    expect(error.message).not.to.contain('secret');
    await store.close();
  });
});

describe('the cost of a Keyv store', () => {
  it('is one call for an accept with its writes, and one for an end', async () => {
    const adapter = new FaultyBulkStore();
    const store = await openKeyv(new Keyv({ store: adapter }), { settleMs });
    const mailbox = store.mailbox(new MovableClock());
    const ids = Array.from({ length: 20 }, (_, index) => ({ id: `id-${index}`, lane: 'x', payload: 'x' }));
    adapter.calls = 0;
    const stored = await Promise.all(ids.map((item) => mailbox.append([item], write(item.id, 1))));
    // One to read the ids, one for the record.
    expect(adapter.calls).to.equal(2);
    await Promise.all(stored.map(([each]) => mailbox.done(each?.sequence ?? -1, write('state', 1))));
    expect(adapter.calls).to.equal(3);
    await store.close();
  });
});

describe('expired values of a Keyv store', () => {
  it('are deleted, and those that were renewed are not', async () => {
    const clock = new MovableClock();
    const adapter = new FaultyBulkStore();
    const keyv = new Keyv({ store: adapter });
    let store = await openKeyv(keyv, { clock, settleMs });
    const rowsOf = (word: string) => [...adapter.rows.keys()].filter((key) => key.includes(word)).length;
    const commits = Array.from({ length: 40 }, (_, index) => write(`value-${index}`, 1, 60_000));
    for (const commit of commits) await store.values.commit(commit);
    await store.values.commit(write('value-0', 2, 10_000_000));
    await store.values.commit(write('value-1', 2));
    await store.close();
    expect(rowsOf('value-')).to.equal(40);
    store = await openKeyv(keyv, { clock, settleMs });
    await store.sweep();
    clock.advance(200_000);
    await eventually(async () => {
      await store.sweep();
      expect(await store.values.getMany(['value-0', 'value-1', 'value-2'])).to.deep.equal([2, 2, undefined]);
    });
    await store.close();
    expect(rowsOf('value-')).to.equal(2);
    store = await openKeyv(keyv, { clock, settleMs });
    clock.advance(20_000_000);
    await store.sweep();
    await store.sweep();
    await store.close();
    expect(rowsOf('value-')).to.equal(1);
    expect(rowsOf('bac/e/')).to.be.lessThan(6);
  });

  it('and what has run leave nothing behind', async () => {
    const clock = new MovableClock();
    const adapter = new FaultyBulkStore();
    const keyv = new Keyv({ store: adapter });
    const sizes: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const store = await openKeyv(keyv, { clock, settleMs });
      const mailbox = store.mailbox(clock);
      for (let count = 0; count < 400; count += 1) {
        const id = `round ${round} ${count}`;
        const [stored] = await mailbox.append([{ id, lane: 'x', payload: count }], []);
        await mailbox.schedule({ id: `due ${id}`, lane: 'x', payload: 1, dueAt: clock.now() + 1, key: `k${count}` });
        await mailbox.cancel(`k${count}`);
        await mailbox.done(stored?.sequence ?? -1, []);
      }
      clock.advance(30 * 24 * 60 * 60 * 1000);
      await store.sweep();
      await store.close();
      sizes.push(adapter.rows.size);
    }
    expect(Math.max(...sizes) - (sizes[0] ?? 0)).to.be.lessThan(30);
  });
});

describe('a Keyv store that writes one row a call, without leaving the event loop', () => {
  it('lets the loop run while many rows are written', async () => {
    const adapter = new FaultyStore();
    const store = await openKeyv(new Keyv({ store: adapter }), { settleMs });
    let turns = 0;
    const before = new Map<number, number>();
    const count = () => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const set = adapter.set.bind(adapter);
    adapter.set = async (key, value) => {
      before.set(turns, (before.get(turns) ?? 0) + 1);
      return set(key, value);
    };
    await store.values.commit(Array.from({ length: 200 }, (_, index) => ({ key: `${index}`, value: index })));
    await store.close();
    clearImmediate(counting);
    expect(adapter.rows.size).to.be.greaterThan(200);
    expect(Math.max(...before.values())).to.be.lessThan(25);
  });
});
