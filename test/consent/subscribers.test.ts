import { expect } from 'chai';
import fc from 'fast-check';
import { Subscribers } from '../../src/consent/subscribers.js';
import { openStore, type Store } from '../../src/store/open.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

const business = '27110000001';
const topic = 'flight:SA204';

describe('Subscribers', () => {
  after(removeFolders);
  describe('in memory', () => suite(() => openStore('memory:')));
  describe('on LMDB', () => suite(async () => openStore(`lmdb:${await temporaryFolder()}`)));
  describeWithRedis('on Redis', (freshUrl) => suite(() => openStore(freshUrl())));

  it('are spread so that a row stays small however many they are', async () => {
    const subscribers = new Subscribers(await openStore('memory:'));
    const counts = new Map<string, number>();
    for (let person = 27_820_000_000; person < 27_820_100_000; person += 1) {
      const [row] = subscribers.writes({ business, person: String(person) }, topic, () => true);
      counts.set(row?.key ?? '', (counts.get(row?.key ?? '') ?? 0) + 1);
    }
    // A hundred thousand: 24 in a row on average. A million are ten times as many.
    expect(counts.size).to.equal(4096);
    expect(Math.max(...counts.values())).to.be.lessThan(60);
  });

  it('are those who were put in and not taken out since, in any history', async () => {
    const conversation = fc.record({
      business: fc.constantFrom(business, '27110000002'),
      // Few, so that the same ones come again, and ids of all kinds.
      person: fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constantFrom('US.13:49', 'US.ENT.1%1', 'ü:é')),
    });
    const topics = ['flight:SA204', 'flight:SA205', 'flight', 'parcel:a:b', 'flight:SA204:1'];
    const step = fc.tuple(conversation, fc.constantFrom(...topics), fc.boolean());
    const history = fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history, async (commits) => {
        const store = await openStore('memory:');
        const subscribers = new Subscribers(store);
        const expected = new Map<string, Set<string>>();
        for (const steps of commits) {
          const writes = steps.flatMap(([one, topic, isIn]) => subscribers.writes(one, topic, () => isIn));
          await store.engine.values.commit(writes);
          for (const [{ business, person }, topic, isIn] of steps) {
            const name = `${business} ${topic}`;
            const people = expected.get(name) ?? new Set();
            expected.set(name, people);
            if (isIn) people.add(person);
            else people.delete(person);
          }
        }
        for (const business of ['27110000001', '27110000002']) {
          for (const topic of topics) {
            const people = [...(expected.get(`${business} ${topic}`) ?? [])];
            expect((await listed(subscribers, business, topic)).sort()).to.deep.equal(people.sort());
          }
        }
        await store.close();
      }),
    );
  });
});

function suite(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('are listed by number and topic, each once', async () => {
    const subscribers = new Subscribers(store);
    const people = Array.from({ length: 300 }, (_, index) => String(27_820_000_000 + index));
    const change = (persons: readonly string[], of: string, isIn: boolean) =>
      store.engine.values.commit(persons.flatMap((person) => subscribers.writes({ business, person }, of, () => isIn)));
    await Promise.all([change(people, topic, true), change(people.slice(0, 9), 'flight:SA205', true)]);
    await change(people.slice(0, 5), topic, true);
    await change(people.slice(100), topic, false);
    await change(['27820009999'], topic, false);
    expect((await listed(subscribers, business, topic)).sort()).to.deep.equal(people.slice(0, 100));
    expect((await listed(subscribers, business, 'flight:SA205')).sort()).to.deep.equal(people.slice(0, 9));
    expect(await listed(subscribers, '27110000002', topic)).to.deep.equal([]);
    await change(people.slice(100, 110), topic, true);
    expect((await listed(subscribers, business, topic)).sort()).to.deep.equal(people.slice(0, 110));
  });

  it('leave nothing behind when the last one is taken out', async () => {
    const subscribers = new Subscribers(store);
    const writes = (person: string, isIn: boolean) => subscribers.writes({ business, person }, topic, () => isIn);
    const people = Array.from({ length: 200 }, (_, index) => String(27_820_000_000 + index));
    await store.engine.values.commit(people.flatMap((person) => writes(person, true)));
    const keys = [...new Set(people.flatMap((person) => writes(person, false).map(({ key }) => key)))];
    expect(await store.engine.values.getMany(keys)).to.not.include(undefined);
    await store.engine.values.commit(people.flatMap((person) => writes(person, false)));
    for (const value of await store.engine.values.getMany(keys)) expect(value).to.equal(undefined);
  });

  it('are not lost where one is put into a row while the last one is taken out of it', async () => {
    const subscribers = new Subscribers(store);
    const writes = (person: string, isIn: boolean) => subscribers.writes({ business, person }, topic, () => isIn);
    const rowOf = (person: string) => writes(person, true)[0]?.key;
    const first = '27820000000';
    let other = 27_820_000_001;
    while (rowOf(String(other)) !== rowOf(first)) other += 1;
    for (let round = 0; round < 20; round += 1) {
      await store.engine.values.commit(writes(first, true));
      const both = [writes(first, false), writes(String(other), true)];
      await Promise.all((round % 2 ? both : both.reverse()).map((each) => store.engine.values.commit(each)));
      expect(await listed(subscribers, business, topic)).to.deep.equal([String(other)]);
      await store.engine.values.commit(writes(String(other), false));
    }
  });

  it('are not lost where two are put in at once', async () => {
    const subscribers = new Subscribers(store);
    const people = Array.from({ length: 50 }, (_, index) => String(27_820_000_000 + index));
    await Promise.all(
      people.map((person) => store.engine.values.commit(subscribers.writes({ business, person }, topic, () => true))),
    );
    expect((await listed(subscribers, business, topic)).sort()).to.deep.equal(people);
  });
}

async function listed(subscribers: Subscribers, business: string, topic: string): Promise<string[]> {
  const people: string[] = [];
  for await (const group of subscribers.of(business, topic)) people.push(...group);
  return people;
}
