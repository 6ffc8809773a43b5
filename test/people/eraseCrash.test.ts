import { ConversationState, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createEmulator, KeyvStorage, MovableClock, type Store, template } from '../../src/index.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { business, noon, signUp, startChannel, until } from '../support/channel.js';
import { hour, minute, templates } from '../support/consent.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { Death, mortal } from '../support/mortal.js';
import { bytesIn } from './rawStore.js';

const person = '27829990001';
const hidden = 'ZA.13491208655302741918';
const secret = 'xylophone';
/** What is left of processes that have died: that they end takes them a while. */
const remains: (() => Promise<void>)[] = [];
const status = template('flight_status', { flight: 'SA204', news: 'gate B7' });

/** What is left of a person if the process dies at the write of this number while they are erased, and it is repeated. */
async function story(dyingAt: number): Promise<boolean> {
  const clock = new MovableClock({ now: () => noon });
  const emulator = await createEmulator({ clock });
  const folder = await temporaryFolder();
  const death = new Death();
  const start = async (store: Store) => {
    const storage = new KeyvStorage(store.keyv('bot-state'));
    const state = new ConversationState(storage);
    const texts = state.createProperty<string[]>('texts');
    const logic = async (context: TurnContext) => {
      if (context.activity.type !== 'message') return;
      await texts.set(context, [...(await texts.get(context, [])), context.activity.text]);
      await state.saveChanges(context);
      await context.sendActivity(`Noted: ${context.activity.text}`);
    };
    const adapter = { templates, storages: [storage] };
    const channel = await startChannel({ ...{ store, clock, emulator, logic, adapter } });
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    return channel;
  };
  const first = await mortal(folder, death);
  const before = await start(first);
  const { adapter } = before;
  try {
    await emulator.say({ from: person, userId: hidden, shows: 'both', text: secret });
    await before.settled();
    await signUp(adapter, person, 'flight:SA204');
    await adapter.schedule({ key: 'k', in: 40 * hour, to: person, text: secret, id: 'later' });
    clock.advance(minute);
    await before.say('STOP', person);
    await first.keyv('tickets').set('T-1', { person, subject: secret });
    await first.keyv('tickets').set('T-2', { person: '27829990002', subject: `Call ${person}` });
    death.after(dyingAt);
    const isErased = await adapter.erasePerson(person).then(
      () => true,
      () => false,
    );
    await adapter.stop(0);
    await first.close();

    const store = await openLmdb(folder);
    const after = await start(store);
    await after.settled();
    if (!isErased) await after.adapter.erasePerson(hidden);
    for (const to of [person, hidden]) {
      expect((await after.adapter.consent.of({ to })).stopped?.at, `at write ${dyingAt}`).to.equal(noon + minute);
    }
    const { id } = await after.adapter.notify({ to: '27829990002', template: status });
    await until(async () => (await after.adapter.notification(id))?.state === 'read');
    await after.close();
    await store.close();
    await (await openLmdb(folder)).close();
    const bytes = await bytesIn(folder);
    for (const trace of [person, hidden, secret]) expect(bytes, `at write ${dyingAt}`).not.to.include(trace);
    return !isErased;
  } finally {
    remains.push(async () => {
      await before.close();
      await emulator.close();
    });
  }
}

describe('Erasing a person in LMDB', function () {
  this.timeout(120_000);
  after(async () => {
    await Promise.all(remains.map((close) => close()));
    await removeFolders();
  });

  it('can be repeated after a crash at any of its writes, and leaves no byte in the file', async () => {
    let deaths = 0;
    while (await story(deaths)) deaths += 1;
    expect(deaths).to.be.greaterThan(5);
  });
});
