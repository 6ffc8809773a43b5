import { expect } from 'chai';
import fc from 'fast-check';
import { Keyv } from 'keyv';
import { MovableClock } from '../../../src/core/clock.js';
import { StoreError } from '../../../src/core/errors.js';
import type { Write } from '../../../src/core/write.js';
import { type OpenKeyv, openKeyv } from '../../../src/store/keyv/open.js';
import type { Mailbox } from '../../../src/store/mailbox.js';
import { type Faults, FaultyBulkStore, FaultyStore } from './faultyStore.js';

/** One call. What it does can be seen in several values, which must all be there or none. */
type Step = 'append' | 'done' | 'commit' | 'schedule';

interface Outcome {
  readonly step: Step;
  readonly name: string;
  /** Whether the call resolved. */
  readonly isSafe: boolean;
}

const steps = fc.constantFrom<Step>('append', 'append', 'done', 'done', 'commit', 'schedule');
/** Calls of one group are made at the same time. */
const script = fc.array(fc.array(steps, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 });
const kinds = fc.constantFrom(FaultyStore, FaultyBulkStore);

describe('a Keyv store whose process is cut off', () => {
  it('has all of a commit or nothing, wherever it was cut', async () => {
    const property = fc.asyncProperty(script, fc.nat(150), fc.boolean(), kinds, async (groups, cutAt, landed, Kind) => {
      await check(groups, Kind, { cutAt: cutAt + 1, isCarriedOut: landed });
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a Keyv store whose writes fail now and then', () => {
  it('has all of a commit or nothing, and goes on', async () => {
    const failures = fc.uniqueArray(fc.integer({ min: 2, max: 150 }), { maxLength: 30 });
    const property = fc.asyncProperty(script, failures, fc.boolean(), kinds, async (groups, failAt, landed, Kind) => {
      await check(groups, Kind, { failAt: new Set(failAt), isCarriedOut: landed });
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

async function check(groups: readonly Step[][], Kind: typeof FaultyStore, faults: Faults): Promise<void> {
  const clock = new MovableClock();
  const store = new Kind(new Map(), faults);
  const first = await openKeyv(new Keyv({ store }), { clock, settleMs: 0 });
  const outcomes = await run(first, clock, groups);
  // As a process that is killed leaves it: nothing is closed in an orderly way.
  const rows = new Map(store.rows);
  store.faults = { cutAt: 0 };
  await first.close();
  clock.advance(20_000);
  const second = await openKeyv(new Keyv({ store: new Kind(rows) }), { clock, settleMs: 0 });
  await expectWhole(second, second.mailbox(clock), outcomes);
  await second.close();
}

async function run(store: OpenKeyv, clock: MovableClock, groups: readonly Step[][]): Promise<Outcome[]> {
  const mailbox = store.mailbox(clock);
  const outcomes: Outcome[] = [];
  const running: number[] = [];
  let count = 0;
  for (const group of groups) {
    const calls = group.map(async (step) => {
      count += 1;
      const name = String(count);
      const isSafe = await call(step, name).then(
        () => true,
        (error) => {
          expect(error).to.be.instanceOf(StoreError);
          return false;
        },
      );
      outcomes.push({ step, name, isSafe });
    });
    await Promise.all(calls);
  }
  return outcomes;

  async function call(step: Step, name: string): Promise<void> {
    const item = { id: `id-${name}`, lane: 'lane', payload: name };
    if (step === 'append') {
      const [stored] = await mailbox.append([item], writesOf(name));
      if (stored) running.push(stored.sequence);
    } else if (step === 'schedule') {
      await mailbox.schedule({ ...item, key: name, dueAt: clock.now() });
    } else if (step === 'done') {
      const sequence = running.shift();
      if (sequence !== undefined)
        await mailbox.done(sequence, [...writesOf(name), { key: `ran-${sequence}`, value: 1 }]);
    } else {
      await store.values.commit(writesOf(name));
    }
  }
}

/** Two values and a count of all that is there: it tells on any call that saw what was taken back. */
function writesOf(name: string): Write[] {
  return [
    { key: `a-${name}`, value: name },
    { key: `b-${name}`, change: () => name, ttlMs: 1_000_000 },
    { key: 'count', change: (current) => (typeof current === 'number' ? current : 0) + 1 },
  ];
}

async function expectWhole(store: OpenKeyv, mailbox: Mailbox, outcomes: readonly Outcome[]): Promise<void> {
  const page = await mailbox.page(-1, 10_000);
  const waiting = new Map(page.map(({ item, sequence }) => [item.id, sequence]));
  expect((await mailbox.measure()).depth).to.equal(waiting.size);
  let seen = 0;
  for (const { step, name, isSafe } of outcomes) {
    const [a, b] = await store.values.getMany([`a-${name}`, `b-${name}`]);
    expect(a).to.equal(b);
    if (a !== undefined) seen += 1;
    if (step === 'commit' && isSafe) expect(a, `commit ${name}`).to.equal(name);
    if (step !== 'append') continue;
    if (isSafe) expect(a, `append ${name}`).to.equal(name);
    // An id is taken if and only if the rest of its commit is there.
    const [again] = await mailbox.append([{ id: `id-${name}`, lane: 'lane', payload: name }], []);
    expect(again === undefined, `id of ${name}`).to.equal(a !== undefined);
    if (a === undefined) expect(waiting.has(`id-${name}`)).to.equal(false);
  }
  expect((await store.values.getMany(['count']))[0] ?? 0).to.equal(seen);
  for (const sequence of waiting.values()) {
    expect((await store.values.getMany([`ran-${sequence}`]))[0]).to.equal(undefined);
  }
  const due = outcomes.filter(({ step, isSafe }) => step === 'schedule' && isSafe);
  const taken = (await mailbox.takeDue(10_000)).map((stored) => stored?.item.id);
  expect(taken).to.include.members(due.map(({ name }) => `id-${name}`));
}
