import { ConversationState, type TurnContext, UserState } from 'botbuilder';
import { expect } from 'chai';
import { DamagedValueError } from '../../src/core/errors.js';
import {
  createEmulator,
  InvalidInputError,
  KeyvStorage,
  MovableClock,
  NotSupportedError,
  outsideWindow,
  type Store,
  StoredTranscripts,
  template,
} from '../../src/index.js';
import { describeEveryBackend } from '../store/everyStore.js';
import { business, type Channel, noon, signUp, startChannel, until } from '../support/channel.js';
import { hasStopped, hour, minute, second, templates } from '../support/consent.js';
import { type Line, lineTo } from '../support/line.js';
import { rejection } from '../support/rejection.js';
import { rawTexts, rowsOf } from './rawStore.js';

const person = '27829990001';
/** The person's id where the number is not shown. */
const hidden = 'ZA.13491208655302741918';
/** Another person, whose number begins with the person's. */
const neighbour = '278299900012';
const secret = 'xylophone';
const profile = 'Nomvula';
const traces = [person, hidden, secret, profile];

/** A bot that keeps what it is told, and fails at some words. */
class Keeper {
  readonly storage: KeyvStorage;
  readonly #states: [ConversationState, UserState];
  /** What it was told. */
  readonly heard: string[] = [];
  wait: Promise<void> | undefined;

  constructor(store: Store) {
    this.storage = new KeyvStorage(store.keyv('bot-state'));
    this.#states = [new ConversationState(this.storage), new UserState(this.storage)];
  }

  readonly run = async (context: TurnContext) => {
    const { type, text = '' } = context.activity;
    if (type !== 'message') return;
    this.heard.push(text);
    if (text.includes('poison')) throw new DamagedValueError('This turn fails.');
    await this.wait;
    for (const state of this.#states) {
      const property = state.createProperty<string[]>('texts');
      await property.set(context, [...(await property.get(context, [])), text]);
      await state.saveChanges(context);
    }
    const actions = [{ type: 'postBack', title: 'Go on', value: { about: `${text} `.repeat(60) } }];
    await context.sendActivity({ type: 'message', text: `Noted: ${text}`, suggestedActions: { to: [], actions } });
  };
}

const alert = template('flight_status', { flight: 'SA204', news: `gate B7 ${secret}` });

describeEveryBackend('Erasing a person', (openFresh, openAgain) => {
  let store: Store;
  let channel: Channel;
  let line: Line;
  let keeper: Keeper;

  const start = async (opened: Promise<Store>, before?: Pick<Channel, 'emulator' | 'clock'>) => {
    store = await opened;
    keeper = new Keeper(store);
    const clock = before?.clock ?? new MovableClock({ now: () => noon });
    const emulator = before?.emulator ?? (await createEmulator({ clock }));
    line = await lineTo(emulator.url);
    channel = await startChannel({
      ...{ store, clock, emulator, logic: keeper.run },
      client: { baseUrl: line.url, retry: { retries: 1, minDelayMs: 1, maxDelayMs: 2 } },
      adapter: {
        ...{ templates, storages: [keeper.storage], lanes: { attempts: 2, retryDelayMs: 1 } },
        transcripts: new StoredTranscripts(store, { keptMs: 30 * 24 * 60 * 60 * 1000 }),
      },
    });
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const post = async (...messages: { id: string; from: string; content: string; at?: number; alias?: string }[]) => {
    const moText = messages.map(({ id, from, content, at = channel.clock.now(), alias }) => ({
      ...{ channel: 'whatsapp', messageId: id, from, to: business, content, timestamp: at },
      whatsapp: { profileName: profile, ...(alias && { userId: alias }) },
    }));
    const answer = await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event: { moText } }) });
    expect(answer.status).to.equal(200);
  };
  const postStatus = async (status: object) => {
    const event = { messageStatusUpdate: [{ channel: 'whatsapp', ...status }] };
    const answer = await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event }) });
    expect(answer.status).to.equal(200);
    await channel.settled();
  };
  const inTime = (condition: () => boolean | Promise<boolean>) =>
    until(async () => {
      channel.clock.advance(30_000);
      await channel.emulator.settled();
      return condition();
    });
  const tracesLeft = async () => {
    const found: string[] = [];
    for (const text of await rawTexts(store)) {
      for (const trace of traces) {
        if (trace === person ? new RegExp(`${person}(?!\\d)`).test(text) : text.includes(trace)) {
          found.push(`${trace} in ${text.slice(0, 200)}`);
        }
      }
    }
    return found;
  };
  /** Everything that can be kept of a person. */
  const fill = async () => {
    await channel.say(`Hello from next door`, neighbour);
    await post({ id: 'm-0', from: person, content: `Before that: ${secret}` });
    await channel.settled();
    await post({ id: 'm-1', from: person, content: `My word is ${secret}` });
    await channel.settled();
    await channel.adapter.link(person, hidden);
    await channel.settled();
    await signUp(channel.adapter, person, 'flight:SA204', 'tickets');
    await signUp(channel.adapter, neighbour, 'flight:SA204');
    await channel.adapter.notify({ to: person, text: `Your ${secret} is here`, id: 'n-1' });
    await post({ id: 'm-2', from: person, content: `poison ${secret}` });
    await until(async () => (await channel.adapter.deadLetters()).length === 1);
    const tickets = store.keyv('tickets');
    await tickets.set('T-1', { person, subject: secret });
    await tickets.set('T-2', { person: neighbour, notes: [`Call +27 82 999 0001 or ${person}`], number: neighbour });
    await tickets.set(`of ${person} ${'k'.repeat(2000)}`, ['T-1']);
    await tickets.set('list', [person, neighbour]);
    await channel.adapter.schedule({
      key: 'f-1',
      in: 100 * hour,
      to: person,
      text: secret,
      template: alert,
      id: 'f-1',
    });
    await channel.adapter.schedule({ key: 'f-2', in: 100 * hour, to: neighbour, text: `Ask ${person}.`, id: 'f-2' });
    await channel.settled();
    channel.clock.advance(25 * hour);
    await channel.settled();
    await channel.adapter.notify({ to: person, text: `Held ${secret}`, whenClosed: 'hold', id: 'h-1' });
    await channel.settled();
    await line.down();
    await channel.adapter.notify({ to: person, template: alert, topic: 'flight:SA204', id: 'o-1' });
    await until(async () => (await channel.adapter.notification('o-1'))?.state === 'waiting');
    expect((await channel.adapter.notification('h-1'))?.state).to.equal('held');
  };

  afterEach(async () => {
    await channel.close();
    await line.down();
    await channel.emulator.close();
    await store.close();
  });

  it('leaves neither number nor name nor words of theirs, and everything of the neighbour', async () => {
    await start(openFresh());
    await fill();
    expect((await tracesLeft()).length).to.be.greaterThan(10);
    const before = await rowsOf(store);
    const report = await channel.adapter.erasePerson(hidden);
    expect(report).to.include({ deadLetters: 1 });
    expect(report.scheduled).to.be.greaterThan(0);
    expect(report.records).to.include.keys(
      'windows',
      'consent',
      'bot-state',
      'tickets',
      'parts',
      'notifications',
      'held',
    );
    await channel.settled();
    expect(await tracesLeft()).to.deep.equal([]);
    const after = await rowsOf(store);
    for (const [key, json] of before) {
      if (key.includes(neighbour) && !json.includes(person)) expect(after.get(key)).to.equal(json);
    }
    const tickets = store.keyv('tickets');
    expect(await tickets.get('T-2')).to.deep.equal({
      ...{ person: neighbour, notes: ['Call +(erased) or (erased)'], number: neighbour },
    });
    expect(await tickets.get('list')).to.deep.equal([neighbour]);
    for (const id of ['n-1', 'h-1', 'o-1', 'f-1']) expect(await channel.adapter.notification(id)).to.equal(undefined);
    expect(await channel.adapter.held({ to: person })).to.deep.equal([]);
    expect((await channel.adapter.window(channel.adapter.reference(person))).state).to.equal('unknown');
    await line.up();
    await channel.say('Still here', neighbour);
    await inTime(() => channel.heard(neighbour).at(-1) === 'Noted: Still here');
    channel.clock.advance(100 * hour);
    await inTime(async () => (await channel.adapter.notification('f-2')) !== undefined);
    expect(channel.heard(person).join()).not.to.include('Held');
    expect(await tracesLeft()).to.deep.equal([]);
  });

  it('makes the person somebody new, whose STOP still counts', async () => {
    await start(openFresh());
    await post({ id: 'm-1', from: person, content: `Hi ${secret}` });
    await channel.adapter.link(person, hidden);
    await signUp(channel.adapter, person, 'tickets');
    await channel.settled();
    channel.clock.advance(minute);
    await post({ id: 'm-2', from: person, content: 'STOP' });
    await channel.settled();
    await channel.adapter.erasePerson(person);
    expect(await tracesLeft()).to.deep.equal([]);
    // Every callback that was taken before comes once more.
    await post({ id: 'm-1', from: person, content: `Hi ${secret}`, at: noon });
    await post({ id: 'm-2', from: person, content: 'STOP', at: noon + minute });
    await channel.settled();
    expect(await tracesLeft()).to.deep.equal([]);
    for (const to of [person, hidden]) {
      const { id } = await channel.adapter.notify({
        to,
        template: template('flight_status', { flight: 'A', news: 'B' }),
      });
      await channel.settled();
      const told = await channel.adapter.notification(id);
      expect(told?.state).to.equal('refused');
      expect(told?.reason).to.match(
        /^The person has opted out of our messages \(2026-05-01, before their data was erased\)/,
      );
      expect((await channel.adapter.consent.of({ to })).stopped?.at).to.equal(noon + minute);
    }
    expect(hasStopped).to.include('2026-05-01');
    channel.clock.advance(2 * minute);
    await channel.say('Hello again', person);
    expect(channel.heard(person).at(-1)).to.equal('Noted: Hello again');
    await channel.say('START', person);
    expect((await channel.adapter.consent.of({ to: person })).stopped).to.equal(undefined);
    const { id } = await channel.adapter.notify({ to: person, text: 'News' });
    await channel.settled();
    expect((await channel.adapter.notification(id))?.state).to.equal('read');
  });

  it('lets no turn that is under way write anything back, and runs nothing that waits behind it', async () => {
    await start(openFresh());
    await channel.say('Hello', person);
    let open = () => {};
    keeper.wait = new Promise((resolve) => {
      open = resolve;
    });
    await post({ id: 'w-1', from: person, content: `under way ${secret}` });
    await until(() => keeper.heard.includes(`under way ${secret}`));
    await post({ id: 'w-2', from: person, content: `waits ${secret}` });
    await channel.adapter.notify({ to: person, text: `${secret} waits`, id: 'n-1' });
    const erased = channel.adapter.erasePerson(person);
    await new Promise((resolve) => setImmediate(resolve));
    open();
    expect((await erased).waiting).to.equal(2);
    await channel.settled();
    expect(keeper.heard).to.deep.equal(['Hello', `under way ${secret}`]);
    expect(await tracesLeft()).to.deep.equal([]);
    expect(await channel.adapter.notification('n-1')).to.equal(undefined);
  });

  it('is not undone by late statuses', async () => {
    await start(openFresh());
    await channel.adapter.notify({ to: person, template: alert, id: 'n-1' });
    await channel.settled();
    const [message] = (await channel.adapter.notification('n-1'))?.messages ?? [];
    await channel.adapter.erasePerson(person);
    const status = { messageId: 'a-1', clientMessageId: message?.clientMessageId, statusCode: 5, status: 'DEVICE_ACK' };
    await postStatus({ ...status, to: person, from: business, whatsapp: { userId: hidden } });
    await postStatus({ ...status, clientMessageId: undefined, messageId: 'a-2', to: person });
    expect(await tracesLeft()).to.deep.equal([]);
  });

  it('takes the person out of a publication that is under way', async () => {
    await start(openFresh());
    for (const to of [person, neighbour, '27829990003']) await signUp(channel.adapter, to, 'flight:SA204');
    await line.down();
    await channel.adapter.publish({ topic: 'flight:SA204', template: alert, id: 'p-1' });
    await channel.adapter.erasePerson(person);
    await line.up();
    await inTime(async () => (await channel.adapter.publication('p-1'))?.doneAt !== undefined);
    await inTime(() => channel.heard('27829990003').length === 1 && channel.heard(neighbour).length === 1);
    expect(channel.heard(person)).to.deep.equal([]);
    const { id } = await channel.adapter.publish({ topic: 'flight:SA204', template: alert });
    expect((await channel.adapter.publication(id))?.subscribers).to.equal(2);
  });

  it('can be done twice, and to somebody who is not known', async () => {
    await start(openFresh());
    const nothing = { erased: 0, records: {}, waiting: 0, scheduled: 0, deadLetters: 0, struckOut: 0 };
    expect(await channel.adapter.erasePerson(person)).to.deep.equal(nothing);
    await channel.say(secret, person);
    expect((await channel.adapter.erasePerson(person)).erased).to.be.greaterThan(2);
    expect(await channel.adapter.erasePerson(person)).to.deep.equal(nothing);
    expect((await rejection(channel.adapter.erasePerson('nobody'), InvalidInputError)).field).to.equal('person');
    expect((await rejection(channel.adapter.erasePerson(business), InvalidInputError)).field).to.equal('person');
  });

  if (openAgain) {
    it('is still so for the next process', async () => {
      await start(openFresh());
      await fill();
      await channel.adapter.erasePerson(person);
      await channel.close();
      await store.close();
      await line.down();
      const { clock, emulator } = channel;
      await start(openAgain(), { clock, emulator });
      channel.clock.advance(1 * second);
      await channel.settled();
      expect(await tracesLeft()).to.deep.equal([]);
      await channel.say('Hello', person);
      expect(channel.heard(person).at(-1)).to.equal('Noted: Hello');
    });
  }
});

describe('Erasing a person in their own turn', () => {
  it('is refused', async () => {
    let refused: Error | undefined;
    const channel = await startChannel({
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        refused = await rejection(channel.adapter.erasePerson(person), NotSupportedError);
        await context.sendActivity(outsideWindow('I cannot do that here.', alert));
      },
      adapter: { templates },
    });
    await channel.say('Forget me', person);
    expect(refused?.message).to.match(/after the turn\.$/);
    expect(channel.heard(person)).to.deep.equal(['I cannot do that here.']);
    await channel.close();
  });
});
