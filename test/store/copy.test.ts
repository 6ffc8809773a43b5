import { ConversationState } from 'botbuilder';
import { expect } from 'chai';
import {
  ConfigurationError,
  createEmulator,
  type Emulator,
  KeyvStorage,
  type Logic,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { copyStore } from '../../src/store/copy.js';
import { type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you. Shall we show you?' },
  ],
});

/** A bot that counts the messages of a conversation. */
function counter(store: Store) {
  const storage = new KeyvStorage(store.keyv('bot-state'));
  const state = new ConversationState(storage);
  const turns = state.createProperty<number>('turns');
  const logic: Logic = async (context) => {
    if (context.activity.type !== 'message') return;
    const turn = (await turns.get(context, 0)) + 1;
    await turns.set(context, turn);
    await state.saveChanges(context);
    await context.sendActivity(`Turn ${turn}`);
  };
  return { logic, storage };
}

describeWithRedis('A store that is copied', (freshUrl) => {
  after(removeFolders);
  let emulator: Emulator;
  let channel: Channel;
  const open: Store[] = [];
  const opened = async (url: string) => {
    const store = await openStore(url);
    open.push(store);
    return store;
  };
  const start = async (store: Store, clock: MovableClock) => {
    const { logic, storage } = counter(store);
    channel = await startChannel({ store, clock, emulator, logic, adapter: { templates, storages: [storage] } });
  };
  afterEach(async () => {
    await channel?.close();
    await emulator?.close();
    for (const store of open.splice(0)) await store.close();
  });

  const ways: readonly (readonly [from: string, to: string, urls: () => Promise<[string, string]>])[] = [
    ['LMDB', 'Redis', async () => [`lmdb:${await temporaryFolder()}`, freshUrl()]],
    ['Redis', 'LMDB', async () => [freshUrl(), `lmdb:${await temporaryFolder()}`]],
  ];
  for (const [fromName, toName, urls] of ways) {
    it(`goes on where it was: ${fromName} to ${toName}`, async () => {
      const clock = new MovableClock({ now: () => noon });
      emulator = await createEmulator({ clock });
      const [fromUrl, toUrl] = await urls();
      const from = await opened(fromUrl);
      await start(from, clock);
      await channel.say('one');
      await channel.say('STOP', '27820000003');
      await channel.adapter.schedule({
        ...{ key: 'later', in: 30 * hour, to: thandi, text: 'Is it well?' },
        template: template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' }),
      });
      clock.advance(25 * hour);
      await channel.adapter.notify({ to: thandi, text: 'News.', whenClosed: 'hold', id: 'held' });
      await channel.settled();
      await channel.close();

      const to = await opened(toUrl);
      const copied = await copyStore(from, to, clock);
      expect(copied.values).to.be.greaterThan(10);
      expect(copied.scheduled).to.be.at.least(1);

      await start(to, clock);
      const { adapter } = channel;
      expect((await adapter.window(adapter.reference(thandi))).state).to.equal('closed');
      expect((await adapter.consent.of({ to: '27820000003' })).stopped).to.include({ source: 'chat' });
      expect((await adapter.notification('held'))?.state).to.equal('held');
      const before = channel.heard().length;
      await channel.say('two');
      expect(channel.heard().slice(before)).to.deep.equal(['News.', 'Turn 2']);
      clock.advance(6 * hour);
      await until(() => channel.heard().includes('Is it well?'));
      expect(emulator.violations).to.deep.equal([]);
    });
  }

  it('is refused if turns wait or dead letters are there, or the other is not empty', async () => {
    const clock = new MovableClock({ now: () => noon });
    emulator = await createEmulator({ clock });
    const [from, to] = [await opened(freshUrl()), await opened('memory:')];
    await start(from, clock);
    await channel.say('one');
    const nothing = await rejection(copyStore(to, await opened('memory:'), clock), ConfigurationError);
    expect(nothing.message).to.match(/copy from: nothing is in it/);
    const other = await rejection(copyStore(to, from, clock), ConfigurationError);
    expect(other.message).to.match(/copy to: it is not empty/);
    emulator.fault('noBalance', 1000);
    await channel.say('two');
    clock.advance(25 * hour);
    await until(async () => (await channel.adapter.deadLetters()).length > 0);
    const busy = await rejection(copyStore(from, to, clock), ConfigurationError);
    expect(busy.message).to.match(/copy from: 1 dead letters are there: repeat or delete them/);
  });
});
