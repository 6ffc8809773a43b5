import { ConversationState, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createEmulator, KeyvStorage, MovableClock, type Store, TemplateCatalog } from '../../src/index.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { business, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { Death, mortal } from '../support/mortal.js';

const hidden = 'ZA.13491208655302741918';
const hour = 60 * 60 * 1000;
/** What is left of processes that have died: that they end takes them a while. */
const remains: (() => Promise<void>)[] = [];
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you. Shall we show you?' },
  ],
});

/** What two ids come to, if the process dies at the write of this number while they become one. */
async function story(dyingAt: number): Promise<{ hasDied: boolean; texts: string[]; facts: object }> {
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
      const all = [...(await texts.get(context, [])), context.activity.text];
      await texts.set(context, all);
      await state.saveChanges(context);
      await context.sendActivity(all.join());
    };
    const channel = await startChannel({
      ...{ store, clock, emulator, logic },
      adapter: { templates, storages: [storage] },
      register: (adapter) => adapter.onLinked(async (context) => void (await context.sendActivity('linked'))),
    });
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    return channel;
  };
  const first = await mortal(folder, death);
  const before = await start(first);
  const say = (text: string, shows: 'number' | 'id' | 'both') =>
    emulator.say({ from: thandi, userId: hidden, shows, text });
  try {
    await say('a', 'number');
    clock.advance(hour);
    await say('b', 'id');
    await before.settled();
    clock.advance(25 * hour);
    const { adapter } = before;
    await adapter.notify({ to: hidden, text: 'held 1', whenClosed: 'hold', id: 'h1' });
    await before.settled();
    clock.advance(hour);
    await adapter.notify({ to: thandi, text: 'held 2', whenClosed: 'hold', id: 'h2' });
    await adapter.schedule({ key: 'k', in: 2 * hour, to: hidden, text: 'later', id: 'later' });
    await before.settled();
    clock.advance(hour);
    death.after(dyingAt);
    void say('c', 'both');
    await until(() => death.isDead || (adapter.depth === 0 && before.heard().includes('b,c')));
    const hasDied = death.isDead;
    await adapter.stop(0);
    await first.close();

    const store = await openLmdb(folder);
    const after = await start(store);
    await after.settled();
    clock.advance(2 * hour);
    await until(() => after.heard().includes('later'));
    await after.settled();
    await say('d', 'id');
    await after.settled();
    const facts = {
      windows: await Promise.all([thandi, hidden].map((each) => after.adapter.window(after.adapter.reference(each)))),
      held: await after.adapter.held({ to: hidden }),
      states: await Promise.all(['h1', 'h2', 'later'].map(async (id) => (await after.adapter.notification(id))?.state)),
      deadLetters: await after.adapter.deadLetters(),
      violations: emulator.violations,
    };
    const texts = after.heard().filter((text) => !text.startsWith('We have news'));
    await after.close();
    await store.close();
    return { hasDied, texts, facts };
  } finally {
    remains.push(async () => {
      await before.close();
      await emulator.close();
    });
  }
}

describe('Two ids that become one', function () {
  this.timeout(300_000);
  after(async () => {
    await Promise.all(remains.map((close) => close()));
    await removeFolders();
  });

  it('come to the same, whichever write the process dies at', async () => {
    const whole = await story(Number.POSITIVE_INFINITY);
    expect(whole.texts).to.deep.equal(['a', 'b', 'linked', 'held 1', 'held 2', 'b,c', 'later', 'b,c,d']);
    expect(whole.facts).to.deep.include({
      states: ['read', 'read', 'read'],
      held: [],
      deadLetters: [],
      violations: [],
    });
    let deaths = 0;
    for (; ; deaths += 1) {
      const { hasDied, texts, facts } = await story(deaths);
      expect(texts, `at write ${deaths}`).to.deep.equal(whole.texts);
      expect(facts, `at write ${deaths}`).to.deep.equal(whole.facts);
      if (!hasDied) break;
    }
    expect(deaths).to.be.greaterThan(8);
  });
});
