import { expect } from 'chai';
import fc from 'fast-check';
import type { Notification } from '../../src/channel/notification.js';
import { payloadOf } from '../../src/channel/payload.js';
import { Publications } from '../../src/channel/publications.js';
import { Subscribers } from '../../src/consent/subscribers.js';
import { Lease } from '../../src/core/lease.js';
import type { Write } from '../../src/core/write.js';
import { systemClock } from '../../src/index.js';
import { LeftOver } from '../../src/lanes/leftOver.js';
import type { LaneItem } from '../../src/store/lanes.js';
import { openStore } from '../../src/store/open.js';
import { business } from '../support/channel.js';

/**
 * What can happen to an item of a publication: it runs; it runs, and its process dies before its end is written, so that
 * it runs again; its process dies before anything is committed; another process takes it over while it still runs.
 */
type Fate = 'done' | 'again' | 'dies' | 'twice';

class Died extends Error {}

describe('The slices of a publication', () => {
  const fates = fc.array(
    fc.record({
      fate: fc.constantFrom<Fate>('done', 'done', 'again', 'dies', 'twice'),
      room: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 40 },
  );
  // Around the ends of the rows that the list is kept in, too.
  const count = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(499, 500, 501, 1000, 1203));

  it('give each person one notification, whatever is killed and whoever takes over', async () => {
    await fc.assert(
      fc.asyncProperty(count, count, fates, async (one, other, fates) => {
        const store = await openStore('memory:');
        const subscribers = new Subscribers(store);
        const { values } = store.engine;
        for (const [topic, count] of [
          ['one', one],
          ['other', other],
        ] as const) {
          const people = Array.from({ length: count }, (_, index) => String(27_820_000_000 + index));
          await values.commit(people.flatMap((person) => subscribers.writes({ business, person }, topic, () => true)));
        }

        const made = new Map<string, Notification[]>();
        const known = new Set<string>();
        const lane: LaneItem[] = [];
        let room = 40;
        let dies = false;
        const accept = async (items: readonly LaneItem[], writes: readonly Write[]) => {
          if (dies) throw new Died();
          await values.commit(writes);
          const fresh = items.filter(({ id }) => !known.has(id));
          for (const item of fresh) known.add(item.id);
          lane.push(...fresh);
        };
        const publications = new Publications({
          ...{ store, clock: systemClock, subscribers, accept },
          throttle: {
            room: async () => room,
            make: (_: string, __: readonly string[], make: () => Promise<void>) => make(),
            isStopped: false,
          },
          from: () => business,
          checkTopic: () => {},
          idsOf: async ({ person }) => [person],
          endedWrites: async () => [],
          notifications: {
            check: (notification) => notification,
            areKnown: async (ids) => ids.map(() => false),
            report: async () => undefined,
            // As it does: an id that is taken is left as it is.
            acceptAll: async (notifications, items, writes) => {
              await accept(items, writes);
              for (const each of notifications) if (!made.has(each.id)) made.set(each.id, [each]);
            },
          },
        });
        const publish = async (topic: string) => publications.accept({ topic, text: topic, id: topic });
        expect([await publish('one'), await publish('other')].map(({ subscribers }) => subscribers)).to.deep.equal([
          one,
          other,
        ]);

        const left = [...fates];
        const perform = async (item: LaneItem) => {
          const payload = payloadOf(JSON.parse(JSON.stringify(item.payload)));
          if (payload.kind !== 'publication') throw new LeftOver();
          await publications.perform(payload, new Lease({ lane: item.lane }));
        };
        for (let [item] = lane; item; [item] = lane) {
          const step = left.shift() ?? { fate: 'done', room: 40 };
          room = step.room;
          dies = step.fate === 'dies';
          if (step.fate === 'twice') await Promise.all([perform(item), perform(item)]);
          else await perform(item).catch((error) => expect(error).to.be.instanceOf(Died));
          // An item that was not done runs again, as the first of its lane.
          if (step.fate === 'done' || step.fate === 'twice') lane.shift();
        }

        for (const [topic, count] of [
          ['one', one],
          ['other', other],
        ] as const) {
          const told = [...made.values()].flat().filter((each) => each.topic === topic);
          expect(told.length).to.equal(count);
          expect(new Set(told.map(({ to }) => to)).size).to.equal(count);
          expect(await publications.report(topic)).to.include({ subscribers: count, done: count });
        }
        await store.close();
      }),
      { numRuns: 40 },
    );
  });
});
