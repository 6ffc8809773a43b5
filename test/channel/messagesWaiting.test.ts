import { expect } from 'chai';
import { createEmulator, MovableClock, type Store, TemplateCatalog, template } from '../../src/index.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { type Line, lineTo } from '../support/line.js';

const sipho = '27820000002';
const hidden = 'ZA.13491208655302741918';
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you. Shall we show you?' },
  ],
});
const nothing = { messages: 0, people: 0, oldestAt: undefined };

describeEveryEngine('The messages that have not left', (openFresh) => {
  let store: Store;
  let channel: Channel;
  let line: Line;
  beforeEach(async () => {
    store = await openFresh();
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    line = await lineTo(emulator.url);
    const client = { retry: { retries: 0 }, baseUrl: line.url };
    channel = await startChannel({ store, clock, emulator, client, adapter: { templates } });
  });
  afterEach(async () => {
    await channel.close();
    await line.down();
    await channel.emulator.close();
    await store.close();
  });
  const waiting = () => channel.adapter.messagesWaiting();

  it('are counted while the provider takes nothing, and no longer when they have left', async () => {
    expect(await waiting()).to.deep.equal([{ business, notTaken: nothing, held: nothing }]);
    await line.down();
    for (const to of [thandi, thandi, sipho]) await channel.adapter.notify({ to, template: resolved });
    await until(async () => (await waiting())[0]?.notTaken.messages === 3);
    expect(await waiting()).to.deep.equal([
      { business, notTaken: { messages: 3, people: 2, oldestAt: noon }, held: nothing },
    ]);
    await line.up();
    await until(async () => {
      channel.clock.advance(60_000);
      await channel.settled();
      return channel.heard(thandi).length === 2 && channel.heard(sipho).length === 1;
    });
    await until(async () => (await waiting())[0]?.notTaken.messages === 0);
    expect(await waiting()).to.deep.equal([{ business, notTaken: nothing, held: nothing }]);
  });

  it('are counted while they are held, follow a person to another id, and go with an erasure', async () => {
    for (const [to, text] of [
      [hidden, 'one'],
      [thandi, 'two'],
      [thandi, 'three'],
      [sipho, 'four'],
    ] as const) {
      await channel.adapter.notify({ to, text, whenClosed: 'hold' });
      await channel.settled();
      channel.clock.advance(1000);
    }
    const held = async () => (await waiting())[0]?.held;
    expect(await held()).to.deep.equal({ messages: 4, people: 3, oldestAt: noon });
    await channel.adapter.link(hidden, thandi);
    await channel.settled();
    expect(await held()).to.deep.equal({ messages: 4, people: 2, oldestAt: noon });
    await channel.adapter.erasePerson(thandi);
    expect(await held()).to.deep.equal({ messages: 1, people: 1, oldestAt: noon + 3000 });
    await channel.say('Hi', sipho);
    expect(await held()).to.deep.equal(nothing);
  });
});
