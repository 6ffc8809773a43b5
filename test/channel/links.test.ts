import { ConversationState, type TurnContext, UserState } from 'botbuilder';
import { expect } from 'chai';
import {
  type ClickatellAdapterOptions,
  ClickatellClient,
  ConfigurationError,
  createEmulator,
  InvalidInputError,
  KeyvStorage,
  type Linked,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
  TopicCatalog,
  template,
} from '../../src/index.js';
import { describeEveryBackend } from '../store/everyStore.js';
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

const [minute, hour] = [60_000, 60 * 60 * 1000];
/** The id of the same person, who may not show the number. */
const hidden = 'ZA.13491208655302741918';
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you. Shall we show you?' },
  ],
});

/** A bot that counts, per conversation and per person, and that can be kept busy. */
class Counter {
  /** What it was told, in order, and by whom. */
  readonly heard: string[] = [];
  readonly links: Linked[] = [];
  readonly running = new Set<string>();
  overlaps = 0;
  readonly #gates = new Map<string, Promise<void>>();
  readonly storage: KeyvStorage;
  readonly #states: [ConversationState, UserState];

  constructor(store: Store) {
    this.storage = new KeyvStorage(store.keyv('bot-state'));
    this.#states = [new ConversationState(this.storage), new UserState(this.storage)];
  }

  /** The turn of this text does not end before the function is called. */
  hold(text: string): () => void {
    let open = () => {};
    this.#gates.set(
      text,
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    return open;
  }

  readonly run = async (context: TurnContext) => {
    const { type, text = '', from } = context.activity;
    if (type !== 'message') {
      if (type === 'conversationUpdate') this.heard.push(`welcome ${from.id}`);
      return;
    }
    if (this.running.size > 0) this.overlaps += 1;
    this.running.add(text);
    this.heard.push(`${text} ${from.id}`);
    await this.#gates.get(text);
    const [inConversation, ofUser] = await Promise.all(
      this.#states.map(async (state) => {
        const property = state.createProperty<string[]>('texts');
        const texts = [...(await property.get(context, [])), text];
        await property.set(context, texts);
        await state.saveChanges(context);
        return texts;
      }),
    );
    this.running.delete(text);
    await context.sendActivity(`${inConversation?.join()} ${ofUser?.join()}`);
  };

  readonly linked = async (context: TurnContext) => {
    expect(context.activity.name).to.equal('clickatell/linked');
    expect(context.activity.from.id).to.equal(context.activity.value.person);
    this.links.push(context.activity.value);
  };
}

describeEveryBackend('One person, two ids', (openFresh) => {
  let store: Store;
  let channel: Channel;
  let bot: Counter;
  const start = async (adapter: Partial<ClickatellAdapterOptions> = {}) => {
    store = await openFresh();
    bot = new Counter(store);
    channel = await startChannel({
      store,
      logic: bot.run,
      adapter: { storages: [bot.storage], templates, ...adapter },
      register: (each) => each.onLinked(bot.linked),
    });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    await channel.settled();
  };
  const say = (text: string, shows: 'number' | 'id' | 'both') =>
    channel.emulator.say({ from: thandi, userId: hidden, shows, text });
  const saySoon = async (text: string, shows: 'number' | 'id' | 'both') => {
    await say(text, shows);
    await channel.settled();
  };
  const windowOf = (person: string) => channel.adapter.window(channel.adapter.reference(person));
  const isHeard = (text: string) => until(() => bot.heard.some((each) => each.startsWith(`${text} `)));
  afterEach(async () => {
    expect(channel.emulator.violations).to.deep.equal([]);
    expect(bot.overlaps).to.equal(0);
    await channel.close();
    await store.close();
  });

  it('known by number, then by id alone, then by both: one window, one state, one order', async () => {
    await start();
    await saySoon('a', 'number');
    channel.clock.advance(hour);
    await saySoon('b', 'id');
    expect(channel.heard()).to.deep.equal(['a a', 'b b']);
    channel.clock.advance(hour);
    await saySoon('c', 'both');
    // The id wrote last, so its state counts.
    expect(channel.heard().at(-1)).to.equal('b,c b,c');
    channel.clock.advance(hour);
    await saySoon('d', 'id');
    await saySoon('e', 'number');
    await saySoon('f', 'both');
    expect(channel.heard().at(-1)).to.equal('b,c,d,e,f b,c,d,e,f');
    expect(bot.links).to.deep.equal([{ person: thandi, alias: hidden }]);
    expect(bot.heard).to.deep.equal([
      `welcome ${thandi}`,
      `a ${thandi}`,
      `welcome ${hidden}`,
      `b ${hidden}`,
      ...['c', 'd', 'e', 'f'].map((text) => `${text} ${thandi}`),
    ]);
    const window = await windowOf(thandi);
    expect(window).to.deep.include({ state: 'open' });
    expect(await windowOf(hidden)).to.deep.equal(window);
  });

  it('the same with turns under way: what was accepted first runs first, under either id', async () => {
    await start();
    await saySoon('a', 'number');
    const [openB, openC] = [bot.hold('b'), bot.hold('c')];
    await say('b', 'id');
    await isHeard('b');
    await say('c', 'both');
    await say('d', 'id');
    await say('e', 'number');
    await say('f', 'both');
    openB();
    await isHeard('c');
    await say('g', 'id');
    openC();
    await channel.settled();
    expect(bot.heard.slice(3)).to.deep.equal([
      `b ${hidden}`,
      ...['c', 'd', 'e', 'f', 'g'].map((text) => `${text} ${thandi}`),
    ]);
    expect(channel.heard().at(-1)).to.match(/,c,d,e,f,g /);
    expect(bot.links).to.have.length(1);
  });

  it('a message that shows both while the number’s own turn is under way comes after it, and before what follows', async () => {
    await start();
    const open = bot.hold('a');
    await say('a', 'number');
    await isHeard('a');
    await say('b', 'both');
    await say('c', 'id');
    open();
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['a a', 'a,b a,b', 'a,b,c a,b,c']);
    expect(bot.heard).to.deep.equal([`welcome ${thandi}`, ...['a', 'b', 'c'].map((text) => `${text} ${thandi}`)]);
  });

  it('are linked by a program, the first of them counts, and linking them again changes nothing', async () => {
    await start();
    await saySoon('a', 'id');
    const { adapter } = channel;
    await adapter.link(thandi, hidden);
    await adapter.link(thandi, hidden);
    await adapter.link(hidden, thandi);
    await adapter.link(thandi, thandi);
    await channel.settled();
    expect(bot.links).to.deep.equal([{ person: thandi, alias: hidden }]);
    expect(await windowOf(thandi)).to.include({ state: 'open' });
    await adapter.notify({ to: thandi, text: 'notified' });
    await channel.settled();
    await saySoon('b', 'id');
    await saySoon('c', 'number');
    expect(channel.heard()).to.deep.equal(['a a', 'notified', 'a,b a,b', 'a,b,c a,b,c']);
  });

  it('a number can be the alias: what still comes from it goes on to the other', async () => {
    await start();
    await saySoon('a', 'number');
    const open = bot.hold('b');
    await say('b', 'number');
    await isHeard('b');
    await channel.adapter.link(hidden, thandi);
    await say('c', 'id');
    open();
    await channel.settled();
    await saySoon('d', 'number');
    await saySoon('e', 'both');
    await saySoon('f', 'id');
    expect(bot.heard.slice(1)).to.deep.equal([
      `a ${thandi}`,
      `b ${thandi}`,
      ...['c', 'd', 'e', 'f'].map((text) => `${text} ${hidden}`),
    ]);
    expect(channel.heard().at(-1)).to.equal('a,b,c,d,e,f a,b,c,d,e,f');
    expect(bot.links).to.deep.equal([{ person: hidden, alias: thandi }]);
  });

  it('two that are linked with each other at the same time become one', async () => {
    await start();
    await saySoon('a', 'number');
    await saySoon('b', 'id');
    const { adapter } = channel;
    await Promise.all([adapter.link(thandi, hidden), adapter.link(hidden, thandi), say('c', 'both')]);
    await channel.settled();
    await saySoon('d', 'id');
    await saySoon('e', 'number');
    expect(channel.heard().at(-1)).to.match(/,c,d,e .*,c,d,e$/);
    expect(bot.links).to.have.length(1);
  });

  it('three in a chain are one, in whichever order they are linked', async () => {
    await start();
    const [old, other] = ['27820000009', 'ZA.77'];
    for (const from of [old, other, thandi]) await channel.say('hello', from);
    await Promise.all([channel.adapter.link(other, old), channel.adapter.link(thandi, other)]);
    await channel.settled();
    for (const from of [old, other, thandi]) await channel.say(`from ${from}`, from);
    const heard = [old, other, thandi].flatMap((from) => channel.heard(from).slice(1));
    expect(heard.map((text) => text.split(' from').length)).to.have.length(3);
    expect(bot.heard.slice(-3)).to.deep.equal([old, other, thandi].map((from) => `from ${from} ${thandi}`));
    expect(bot.links.map(({ alias }) => alias)).to.include(other);
    await channel.adapter.link(old, thandi);
    await channel.settled();
    expect(await windowOf(old)).to.deep.equal(await windowOf(thandi));
  });

  it('two numbers are not made one by a callback, which says so', async () => {
    await start();
    await channel.say('hello', '27820000009');
    await saySoon('a', 'both');
    const entry = { channel: 'whatsapp', messageId: 'x', from: '27820000009', userId: hidden, to: business };
    const moText = [{ ...entry, timestamp: noon, content: 'b' }];
    await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event: { moText } }) });
    await channel.settled();
    expect(bot.heard.at(-1)).to.equal('b 27820000009');
    const faults = channel.events.flatMap((event) => (event.kind === 'fault' ? [event.error.name] : []));
    expect(faults).to.deep.equal(['LinkRefusedError']);
    await saySoon('c', 'id');
    expect(bot.heard.at(-1)).to.equal(`c ${thandi}`);
  });

  it('messages go where the person wrote from last', async () => {
    await start();
    await saySoon('a', 'both');
    await saySoon('b', 'id');
    await channel.adapter.notify({ to: thandi, text: 'notified' });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['a a', 'a,b a,b', 'notified']);
  });

  it('what is held, waits and is scheduled for the alias goes with it', async () => {
    await start();
    await saySoon('a', 'id');
    channel.clock.advance(25 * hour);
    const { adapter } = channel;
    await adapter.notify({ to: hidden, text: 'held 1', whenClosed: 'hold', id: 'h1' });
    await channel.settled();
    channel.clock.advance(minute);
    await adapter.notify({ to: thandi, text: 'held 2', whenClosed: 'hold', id: 'h2' });
    await channel.settled();
    channel.clock.advance(minute);
    await adapter.notify({ to: hidden, text: 'held 3', whenClosed: 'hold', id: 'h3' });
    await channel.settled();
    await adapter.schedule({ key: 'later', in: 2 * hour, to: hidden, text: 'scheduled', template: resolved, id: 's' });
    expect((await adapter.held({ to: thandi })).map(({ notification }) => notification)).to.deep.equal(['h2']);
    await adapter.link(thandi, hidden);
    await channel.settled();
    for (const to of [thandi, hidden]) {
      const held = await adapter.held({ to });
      expect(held.map(({ notification }) => notification)).to.deep.equal(['h1', 'h2', 'h3']);
      expect(held.map(({ position }) => position)).to.deep.equal([1, 2, 3]);
    }
    expect((await adapter.notification('h1'))?.held).to.include({ position: 1 });
    expect(await adapter.cancelHeld({ to: hidden, id: 'h3' })).to.equal(1);
    await saySoon('b', 'id');
    expect(channel.heard().slice(-3)).to.deep.equal(['held 1', 'held 2', 'a,b a,b']);
    channel.clock.advance(2 * hour);
    await until(() => channel.heard().at(-1) === 'scheduled');
    await channel.settled();
    for (const id of ['h1', 'h2', 's']) expect(await adapter.notification(id)).to.include({ state: 'read' });
    expect(await adapter.notification('h3')).to.include({ state: 'refused' });
    // What was decided before is still told, under either id.
    for (const to of [thandi, hidden]) {
      const decided = new Set<string | undefined>();
      for await (const { notification } of adapter.decisions(to)) decided.add(notification);
      expect([...decided]).to.include.members(['h1', 'h2', 'h3', 's']);
    }
    // The same id with the same content is the same notification, whichever of the ids it is for.
    await adapter.notify({ to: thandi, text: 'held 1', whenClosed: 'hold', id: 'h1' });
    await adapter.notify({ to: hidden, text: 'held 2', whenClosed: 'hold', id: 'h2' });
    await channel.settled();
    expect(channel.heard().filter((text) => text.startsWith('held'))).to.have.length(2);
  });

  it('a notification that waits in the alias’s lane is sent, and its report is right', async () => {
    await start();
    await saySoon('a', 'number');
    const open = bot.hold('b');
    await say('b', 'number');
    await isHeard('b');
    const { adapter } = channel;
    await adapter.notify({ to: thandi, text: 'before', id: 'before' });
    await adapter.link(hidden, thandi);
    await adapter.notify({ to: thandi, text: 'after', id: 'after' });
    const continued = adapter.continueConversation(adapter.reference(thandi), async (context) => {
      bot.heard.push(`continued ${context.activity.from.id}`);
      await context.sendActivity('continued');
    });
    expect(await adapter.notification('before')).to.include({ state: 'accepted' });
    open();
    await continued;
    await channel.settled();
    expect(channel.heard().slice(2)).to.deep.equal(['before', 'after', 'continued']);
    expect(bot.heard.at(-1)).to.equal(`continued ${hidden}`);
    for (const id of ['before', 'after']) expect(await adapter.notification(id)).to.include({ state: 'read' });
  });

  it('a late status and a repeated callback of the alias change nothing more', async () => {
    await start();
    await saySoon('a', 'number');
    channel.emulator.person(thandi, { on: false });
    await channel.adapter.notify({ to: thandi, text: 'notified', id: 'n' });
    await channel.settled();
    await channel.adapter.link(hidden, thandi);
    await channel.settled();
    channel.emulator.person(thandi, { on: true });
    await channel.settled();
    expect(await channel.adapter.notification('n')).to.include({ state: 'read' });
    const entry = { channel: 'whatsapp', messageId: 'again', from: thandi, to: business, timestamp: noon };
    const body = JSON.stringify({ event: { moText: [{ ...entry, content: 'b' }] } });
    for (let times = 0; times < 3; times += 1) {
      await fetch(channel.url, { method: 'POST', body });
      await channel.settled();
    }
    expect(bot.heard.filter((each) => each.startsWith('b '))).to.deep.equal([`b ${hidden}`]);
  });

  it('a text of the alias that is refused afterwards is held for the person', async () => {
    await start();
    await saySoon('a', 'number');
    channel.emulator.person(thandi, { on: false });
    channel.emulator.fault('windowRefused');
    const open = bot.hold('b');
    await say('b', 'number');
    await isHeard('b');
    await channel.adapter.link(hidden, thandi);
    await channel.adapter.notify({ to: hidden, text: 'refused late', whenClosed: 'hold', id: 'n' });
    open();
    await channel.settled();
    channel.emulator.person(thandi, { on: true });
    await channel.settled();
    channel.clock.advance(minute);
    await saySoon('c', 'id');
    const texts = channel.heard();
    expect(texts.filter((text) => text === 'refused late')).to.have.length(1);
    expect(texts).to.include('a,b,c a,b,c');
  });

  it('are one with all of our numbers, or with one of them', async () => {
    await start();
    await saySoon('a', 'id');
    const { adapter } = channel;
    const wrong: [field: string, () => Promise<void>][] = [
      ['from', () => adapter.link(thandi, hidden, { from: '27119999999' })],
      ['person', () => adapter.link('nobody', hidden)],
      ['alias', () => adapter.link(thandi, business)],
    ];
    for (const [field, link] of wrong) {
      expect(await rejection(link(), InvalidInputError)).to.include({ field });
    }
    await channel.adapter.link(thandi, hidden, { from: business });
    await channel.settled();
    expect(await windowOf(thandi)).to.include({ state: 'open' });
  });

  it('a status that shows both makes them one', async () => {
    await start();
    await saySoon('a', 'number');
    channel.emulator.person(thandi, { on: false });
    await channel.adapter.notify({ to: thandi, text: 'notified', id: 'n' });
    await channel.settled();
    const [last] = channel.emulator.chat(thandi).messages.filter(({ text }) => text === 'notified');
    const messageStatusUpdate = [
      { channel: 'whatsapp', messageId: last?.id, status: 'DEVICE_ACK', statusCode: 1003, to: thandi, userId: hidden },
    ];
    for (let times = 0; times < 2; times += 1) {
      await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event: { messageStatusUpdate } }) });
      await channel.settled();
    }
    expect(bot.links).to.deep.equal([{ person: thandi, alias: hidden }]);
    await saySoon('b', 'id');
    expect(channel.heard().at(-1)).to.equal('a,b a,b');
  });
});

describe('Two ids that one of our numbers sees', () => {
  it('are one with the others, too', async () => {
    const other = '27110000002';
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const clients = [business, other].map((number) => {
      const { apiKey } = emulator.integrate({ number });
      return new ClickatellClient({ apiKey, number, baseUrl: emulator.url });
    });
    const [first, second] = clients;
    if (!first || !second) throw new Error('There are two.');
    const links: string[] = [];
    const channel = await startChannel({
      emulator,
      clock,
      adapter: { client: [first, second], templates },
      register: (adapter) =>
        adapter.onLinked(async ({ activity }) => void links.push(`${activity.recipient.id} ${activity.value.alias}`)),
    });
    try {
      emulator.integrate({ number: other, callbackUrl: channel.url, templates });
      const say = async (text: string, to: string, shows: 'number' | 'id' | 'both') => {
        await emulator.say({ from: thandi, userId: hidden, shows, text, to });
        await channel.settled();
      };
      await say('a', other, 'id');
      await say('b', business, 'both');
      expect(links.sort()).to.deep.equal([business, other].map((number) => `${number} ${hidden}`));
      const { adapter } = channel;
      expect(await adapter.window(adapter.reference(thandi, other))).to.include({ state: 'open' });
      await adapter.notify({ to: thandi, from: other, text: 'c' });
      await channel.settled();
      expect(channel.heard().at(-1)).to.equal('c');
      expect(emulator.violations).to.deep.equal([]);
    } finally {
      await channel.close();
      await Promise.all(clients.map((client) => client.close()));
      await emulator.close();
    }
  });
});

describe('storages', () => {
  it('must be of the adapter’s own store', async () => {
    const [store, other] = [await openStore('memory:'), await openStore('memory:')];
    const storages = [new KeyvStorage(other.keyv('bot-state'))];
    await rejection(startChannel({ store, adapter: { storages } }), ConfigurationError);
  });
});

describe('What a person with two ids allows', () => {
  const topics = TopicCatalog.parse({
    defaultLanguage: 'en',
    topics: [
      {
        id: 'flight',
        category: 'utility',
        template: 'ticket_resolved',
        subject: { en: 'flight number' },
        title: { en: 'Flight {{subject}}' },
        description: { en: 'Changes of gate' },
      },
    ],
  });
  let channel: Channel;
  const say = async (text: string, shows: 'number' | 'id' | 'both') => {
    channel.clock.advance(minute);
    await channel.emulator.say({ from: thandi, userId: hidden, shows, text });
    await channel.settled();
  };
  const stateOf = async (id: string) => (await channel.adapter.notification(id))?.state;
  const notify = async (to: string, id: string, topic?: string) => {
    await channel.adapter.notify({ to, text: id, template: resolved, id, ...(topic && { topic }) });
    await channel.settled();
    return stateOf(id);
  };
  beforeEach(async () => {
    channel = await startChannel({ adapter: { topics, templates } });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  });
  afterEach(() => channel.close());

  it('is one: a STOP under the one id is one under the other, and drops what is held and scheduled there', async () => {
    const { adapter } = channel;
    await say('a', 'number');
    channel.clock.advance(25 * hour);
    await adapter.notify({ to: thandi, text: 'held', whenClosed: 'hold', id: 'held' });
    await adapter.schedule({ key: 'k', in: 2 * hour, to: thandi, text: 'later', template: resolved, id: 'later' });
    await say('stop', 'id');
    expect(await notify(thandi, 'before')).to.equal('read');
    await adapter.link(thandi, hidden);
    await channel.settled();
    expect(await notify(thandi, 'n1')).to.equal('refused');
    expect(await notify(hidden, 'n2')).to.equal('refused');
    expect(await stateOf('held')).to.equal('refused');
    channel.clock.advance(3 * hour);
    await channel.settled();
    expect(await stateOf('later')).to.equal('refused');
    expect(await adapter.consent.of({ to: hidden })).to.deep.equal(await adapter.consent.of({ to: thandi }));
    await say('start', 'number');
    expect(await notify(hidden, 'n3')).to.equal('read');
  });

  it('a STOP that shows both stops both at once', async () => {
    await say('a', 'id');
    await say('stop', 'both');
    expect(await notify(hidden, 'n1')).to.equal('refused');
    expect(await notify(thandi, 'n2')).to.equal('refused');
    expect(channel.heard()).to.have.length(2);
  });

  it('what they have signed up for under the one id comes once', async () => {
    const { adapter } = channel;
    await say('a', 'both');
    const other = 'ZA.99';
    const topic = 'flight:SA204';
    for (const to of [thandi, other]) {
      await adapter.consent.change({ to, source: 'web form', topics: { [topic]: true } });
    }
    expect(await adapter.publish({ topic, text: 'gate 1', template: resolved, id: 'p1' })).to.include({
      subscribers: 2,
    });
    await adapter.link(thandi, other);
    await channel.settled();
    expect(await adapter.publish({ topic, text: 'gate 2', template: resolved, id: 'p2' })).to.include({
      subscribers: 1,
    });
    await until(() => channel.heard().includes('gate 2'));
    await channel.settled();
    expect(channel.heard().filter((text) => text === 'gate 2')).to.have.length(1);
    await adapter.consent.change({ to: other, source: 'web form', topics: { [topic]: false } });
    expect(await notify(thandi, 'n1', topic)).to.equal('refused');
  });

  it('a STOP from a number that is the alias counts when it is accepted', async () => {
    await say('a', 'number');
    await channel.adapter.link(hidden, thandi);
    await channel.settled();
    await say('STOP', 'number');
    expect(await notify(hidden, 'n1')).to.equal('refused');
    expect((await channel.adapter.consent.of({ to: thandi })).person).to.equal(hidden);
  });
});
