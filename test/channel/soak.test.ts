import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import { Leases } from '../../src/core/leases.js';
import { type Store, template } from '../../src/index.js';
import { BackendStore } from '../../src/store/backendStore.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { MemoryMailbox } from '../../src/store/memory/mailbox.js';
import { MemoryValues } from '../../src/store/memory/values.js';
import { request } from '../bots/program.js';
import { business, type Channel, noon, startChannel } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const day = 24 * 60 * 60 * 1000;
/** People who write on one day and never again. */
const perDay = 5;
/** Something happens every third day: as long as ids are remembered there are some, and the test takes few seconds. */
const [months, daysPerMonth] = [5, 10];
const step = 3 * day;

interface Soaked {
  readonly store: Store;
  /** How many entries are kept in all. */
  readonly count: () => number;
}

/** What a store holds must not depend on how long it runs: only on how much came in the time that things are kept. */
describe('A channel over months', function () {
  this.timeout(120_000);
  after(removeFolders);

  const stores: Record<string, (clock: MovableClock) => Promise<Soaked>> = {
    memory: async (clock) => {
      const values = new MemoryValues(clock);
      const boxes: MemoryMailbox[] = [];
      const mailbox = () => {
        const box = new MemoryMailbox(values, clock);
        boxes.push(box);
        return box;
      };
      const store = new BackendStore('memory', { shared: false, values, mailbox, leases: new Leases() });
      return { store, count: () => values.size + boxes.reduce((sum, { size }) => sum + size, 0) };
    },
    LMDB: async (clock) => {
      const store = await openLmdb(await temporaryFolder(), clock);
      const names = [...store.environment.getKeys()].map(String);
      const count = () =>
        [...new Set([...names, 'json', 'lane-ids', 'lane-aside', 'lane-items'])].reduce(
          (sum, name) => sum + store.environment.openDB({ name, encoding: 'binary' }).getKeysCount(),
          0,
        );
      return { store, count };
    },
  };

  for (const [name, open] of Object.entries(stores)) {
    it(`keeps as much after ${months} months as after two, in ${name}`, async () => {
      const clock = new MovableClock({ now: () => noon });
      const { store, count } = await open(clock);
      const channel = await startChannel({
        store,
        clock,
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          if (context.activity.text === 'break') throw new RangeError('This turn fails for good.');
          await context.sendActivity('You are heard.');
        },
        adapter: { windowsKeptMs: 30 * day, costsKeptMs: 30 * day, lanes: { attempts: 1 } },
      });
      try {
        const kept: number[] = [];
        for (let month = 0; month < months; month += 1) {
          for (let each = 0; each < daysPerMonth; each += 1) {
            await oneDay(channel, month * daysPerMonth + each);
            clock.advance(step);
          }
          kept.push(count());
        }
        const level = kept.slice(2);
        // What is kept for 30 days, and a sweep behind. A line that grows would have more than doubled.
        expect(Math.max(...level), kept.join(' ')).to.be.lessThan(1.35 * Math.min(...level));
        expect(channel.emulator.violations).to.deep.equal([]);
      } finally {
        await channel.close();
        await store.close();
      }
    });
  }
});

/** People write, one of them something that fails, some are told something, and much is repeated. */
async function oneDay({ adapter, emulator, url, clock, settled }: Channel, dayNumber: number): Promise<void> {
  const people = Array.from({ length: perDay }, (_, index) => String(27_820_000_000 + dayNumber * perDay + index));
  const timestamp = clock.now();
  const said = await Promise.all(
    people.map(async (from, index) => {
      const content = index === 0 ? 'break' : 'Hello';
      const { messageId } = await emulator.say({ from, text: content });
      return { channel: 'whatsapp', messageId, from, to: business, timestamp, content };
    }),
  );
  const status = { messageId: `unknown-${dayNumber}`, statusCode: 1002, status: 'DEVICE_ACK', timestamp };
  const again = await request(url, { body: { event: { moText: said, messageStatusUpdate: [status] } } });
  expect(again.status).to.equal(200);
  const resolved = template('ticket_resolved', { name: 'Thandi', ticket: `T-${dayNumber}`, summary: 'fixed' });
  await adapter.notify({ to: people[1] ?? '', template: resolved });
  await settled();
}
