import { expect } from 'chai';
import fc from 'fast-check';
import { type Clock, MovableClock } from '../../src/core/clock.js';
import { StoreError } from '../../src/core/errors.js';
import { Leases } from '../../src/core/leases.js';
import { BackendStore } from '../../src/store/backendStore.js';
import { MemoryMailbox } from '../../src/store/memory/mailbox.js';
import { openMemory } from '../../src/store/memory/open.js';
import { MemoryValues } from '../../src/store/memory/values.js';
import { openStore, type Store } from '../../src/store/open.js';
import { windowState } from '../../src/window/decide.js';
import { WindowTracker } from '../../src/window/tracker.js';
import { rejection } from '../support/rejection.js';

const noon = Date.UTC(2026, 4, 1, 12);
const hour = 60 * 60 * 1000;
const pair = { business: '27110000001', person: '27820000001' };

/** A disk that is gone: it can be neither read nor written. */
class BrokenValues extends MemoryValues {
  override getMany(): never {
    throw new StoreError('no disk');
  }
  override async commit(): Promise<never> {
    throw new StoreError('no disk');
  }
}

describe('WindowTracker', () => {
  let store: Store;
  let clock: MovableClock;
  let tracker: WindowTracker;
  const state = async () => windowState(await tracker.read(pair), clock.now(), 0).state;

  beforeEach(async () => {
    clock = new MovableClock({ now: () => noon });
    store = await openStore('memory:');
    tracker = new WindowTracker(store, clock);
  });
  afterEach(() => store.close());

  it('knows nothing of a person who never wrote', async () => {
    expect(await tracker.read(pair)).to.equal(undefined);
    expect(await state()).to.equal('unknown');
  });

  it('keeps the latest time and the first message', async () => {
    await tracker.recordInbound(pair, 'first', noon - 2 * hour);
    const record = await tracker.recordInbound(pair, 'second', noon - hour);
    expect(record).to.deep.equal({ lastInboundAt: noon - hour, firstMessageId: 'first', lastMessageId: 'second' });
    expect(await tracker.read(pair)).to.deep.equal(record);
  });

  it('is never moved back by a callback that comes late', async () => {
    await tracker.recordInbound(pair, 'new', noon);
    const record = await tracker.recordInbound(pair, 'old', noon - 20 * hour);
    expect(record?.lastInboundAt).to.equal(noon);
  });

  it('counts a late first callback from the time when it was written', async () => {
    await tracker.recordInbound(pair, 'late', noon - 24 * hour);
    expect(await state()).to.equal('closed');
  });

  it('is not opened again by a repeated callback whose time was in the future when it came first', async () => {
    await tracker.recordInbound(pair, 'first', noon + 3 * hour);
    clock.advance(24 * hour);
    expect((await tracker.recordInbound(pair, 'first', noon + 3 * hour))?.lastInboundAt).to.equal(noon);
    await tracker.recordInbound(pair, 'second', noon + 27 * hour);
    clock.advance(24 * hour);
    await tracker.recordInbound(pair, 'first', noon + 3 * hour);
    const record = await tracker.recordInbound(pair, 'second', noon + 27 * hour);
    expect(record?.lastInboundAt).to.equal(noon + 24 * hour);
    expect(await state()).to.equal('closed');
  });

  it('is not opened again by one that is neither the first nor the latest', async () => {
    await tracker.recordInbound(pair, 'first', noon - hour);
    await tracker.recordInbound(pair, 'ahead', noon + 3 * hour);
    clock.advance(hour);
    await tracker.recordInbound(pair, 'latest', noon + hour);
    clock.advance(24 * hour);
    const record = await tracker.recordInbound(pair, 'ahead', noon + 3 * hour);
    expect(record?.lastInboundAt).to.equal(noon + hour);
    expect(await state()).to.equal('closed');
  });

  it('is not opened again by such a callback either, if another message counted as of the same time', async () => {
    await tracker.recordInbound(pair, 'a little ahead', noon + 5000);
    await tracker.recordInbound(pair, 'ahead', noon + 3 * hour);
    clock.advance(24 * hour);
    const record = await tracker.recordInbound(pair, 'ahead', noon + 3 * hour);
    expect(record?.lastInboundAt).to.equal(noon);
  });

  it('takes a time in the future for now', async () => {
    const record = await tracker.recordInbound(pair, 'fast clock', noon + 3 * hour);
    expect(record?.lastInboundAt).to.equal(noon);
    clock.advance(24 * hour);
    expect(await state()).to.equal('closed');
  });

  for (const [name, at] of [
    ['no time', undefined],
    ['a time that is no number', Number.NaN],
    ['an endless time', Number.POSITIVE_INFINITY],
  ] as const) {
    it(`opens nothing for ${name}, and closes nothing either`, async () => {
      expect(await tracker.recordInbound(pair, 'first', at)).to.deep.equal({ firstMessageId: 'first' });
      expect(await state()).to.equal('unknown');
      await tracker.recordInbound(pair, 'second', noon);
      await tracker.recordInbound(pair, 'third', at);
      const known = { lastInboundAt: noon, firstMessageId: 'first', lastMessageId: 'second' };
      expect(await tracker.read(pair)).to.deep.equal(known);
    });
  }

  it('is closed by a refusal until the person writes after it', async () => {
    await tracker.recordInbound(pair, 'first', noon - hour);
    await tracker.recordRefusal(pair, noon);
    expect(await state()).to.equal('closed');
    await tracker.recordInbound(pair, 'written before the refusal', noon - 1);
    expect(await state()).to.equal('closed');
    clock.advance(1);
    await tracker.recordInbound(pair, 'written after it', noon + 1);
    expect(await state()).to.equal('open');
  });

  it('is not closed by the late news of an older refusal', async () => {
    await tracker.recordRefusal(pair, noon - hour);
    await tracker.recordInbound(pair, 'after', noon);
    await tracker.recordRefusal(pair, noon - 2 * hour);
    expect((await tracker.read(pair))?.refusedAt).to.equal(noon - hour);
    expect(await state()).to.equal('open');
  });

  it('knows the first message of a person to whom something was refused before', async () => {
    await tracker.recordRefusal(pair, noon - hour);
    await tracker.recordInbound(pair, 'first', undefined);
    expect((await tracker.read(pair))?.firstMessageId).to.equal('first');
  });

  it('forgets a person who was silent for 18 months, and none before', async () => {
    const day = 24 * hour;
    const moving = new MovableClock({ now: () => noon });
    const store = openMemory(moving);
    const tracked = new WindowTracker(store, moving);
    await tracked.recordInbound(pair, 'first', noon);
    moving.advance(547 * day);
    expect((await tracked.read(pair))?.firstMessageId).to.equal('first');
    await tracked.recordInbound(pair, 'second', moving.now());
    moving.advance(547 * day);
    expect((await tracked.read(pair))?.firstMessageId).to.equal('first');
    moving.advance(3 * day);
    expect(await tracked.read(pair)).to.equal(undefined);
    await tracked.recordInbound(pair, 'third', moving.now());
    expect((await tracked.read(pair))?.firstMessageId).to.equal('third');
    await store.close();
  });

  it('keeps two numbers of a business and two persons apart', async () => {
    await tracker.recordInbound(pair, 'first', noon);
    expect(await tracker.read({ ...pair, business: '27110000002' })).to.equal(undefined);
    expect(await tracker.read({ ...pair, person: '27820000002' })).to.equal(undefined);
    expect(await tracker.read({ business: pair.person, person: pair.business })).to.equal(undefined);
  });

  it('ends at the latest time, in whatever order and however many at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -48 * hour, max: 48 * hour }), { minLength: 1, maxLength: 20 }),
        fc.uuid(),
        async (offsets, person) => {
          const times = offsets.map((offset) => noon + offset);
          await Promise.all(times.map((at, index) => tracker.recordInbound({ ...pair, person }, `${index}`, at)));
          const latest = Math.max(...times.map((at) => Math.min(at, noon)));
          expect((await tracker.read({ ...pair, person }))?.lastInboundAt).to.equal(latest);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('does not take a store that fails for a closed window, nor for an open one', async () => {
    const values = new BrokenValues();
    const mailbox = (boxClock: Clock) => new MemoryMailbox(values, boxClock);
    const broken = new BackendStore('memory', { shared: false, values, leases: new Leases(), mailbox });
    const blind = new WindowTracker(broken, clock);
    expect(() => blind.read(pair)).to.throw(StoreError);
    await rejection(blind.recordInbound(pair, 'first', noon), StoreError);
    await rejection(blind.recordRefusal(pair, noon), StoreError);
    await broken.close();
  });
});
