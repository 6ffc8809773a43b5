import { expect } from 'chai';
import { Keyv } from 'keyv';
import { createEmulator, MovableClock, NotSupportedError, openStore } from '../../src/index.js';
import { business, noon, signUp, startChannel } from '../support/channel.js';
import { hour, minute, templates } from '../support/consent.js';
import { rejection } from '../support/rejection.js';
import { closeSqlite, freshSqlite } from '../support/sqlite.js';

const person = '27829990001';
/** Its keys have capital letters, so they are stored under a hash. */
const hidden = 'ZA.13491208655302741918';
const neighbour = '278299900012';
const secret = 'xylophone';

/** All rows of a Keyv's store, as texts. */
async function rowsOf({ store }: Keyv): Promise<string[]> {
  const rows: string[] = [];
  const all = store instanceof Map ? store : store.iterator();
  for await (const [key, value] of all) rows.push(`${key} ${value}`);
  return rows;
}

describe('Erasing a person in a Keyv', () => {
  after(closeSqlite);

  for (const [name, fresh] of [
    ['a Map', async () => new Keyv(new Map())],
    ['SQLite', freshSqlite],
  ] as const) {
    it(`leaves no row with a trace of theirs in ${name}, also under hashed keys and in the journal`, async () => {
      const keyv = await fresh();
      const store = await openStore(keyv);
      const clock = new MovableClock({ now: () => noon });
      const emulator = await createEmulator({ clock });
      const channel = await startChannel({ store, clock, emulator, adapter: { templates } });
      emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      const { adapter } = channel;
      await emulator.say({ from: person, userId: hidden, shows: 'both', text: secret });
      await channel.say('Hello', neighbour);
      await signUp(adapter, person, 'flight:SA204');
      await signUp(adapter, neighbour, 'flight:SA204');
      await adapter.schedule({ key: 'k', in: 40 * hour, to: hidden, text: secret, id: 'later' });
      clock.advance(minute);
      await channel.say('STOP', person);
      const tickets = store.keyv('Tickets', { ttlMs: hour });
      await tickets.set(`Of ${hidden}`, { subject: secret });
      await tickets.set('T-2', { person: neighbour, notes: `Not ${person}` });
      const traces = (rows: readonly string[]) =>
        rows.filter((row) => new RegExp(`${person}(?!\\d)|${hidden}|${secret}`).test(row));
      await channel.settled();
      expect(await adapter.exportPerson(hidden)).to.deep.include({ person, ids: [person, hidden] });
      await adapter.erasePerson(hidden);
      expect(traces(await rowsOf(keyv))).to.deep.equal([]);
      expect(await tickets.get('T-2')).to.deep.equal({ person: neighbour, notes: 'Not (erased)' });
      expect((await adapter.consent.of({ to: hidden })).stopped?.at).to.equal(noon + minute);
      await channel.say('Hello again', neighbour);
      expect(channel.heard(neighbour)).to.deep.equal(['You said: Hello', 'You said: Hello again']);
      await channel.close();
      await emulator.close();
      await store.close();
      expect(traces(await rowsOf(keyv))).to.deep.equal([]);
    });
  }

  it('is refused where the store cannot list its keys', async () => {
    const rows = new Map<string, unknown>();
    const unlisted = {
      opts: {},
      get: async (key: string) => rows.get(key),
      set: async (key: string, value: unknown) => void rows.set(key, value),
      delete: async (key: string) => rows.delete(key),
      clear: async () => rows.clear(),
    };
    const store = await openStore(new Keyv({ store: unlisted }));
    const channel = await startChannel({ store });
    const error = await rejection(channel.adapter.erasePerson(person), NotSupportedError);
    expect(error.message).to.match(/cannot list its keys/);
    await rejection(channel.adapter.exportPerson(person), NotSupportedError);
    await channel.close();
    await store.close();
  });
});
