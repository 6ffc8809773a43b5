import { EventFactory, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import {
  DeskDeliveryError,
  type DeskEvent,
  HandedOffError,
  HandOffOverError,
  InvalidInputError,
  NotHandedOffError,
  NotificationIdReusedError,
  openStore,
  outsideWindow,
  StoredTranscripts,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { business, type Channel, catalogue, startChannel, thandi } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const id = `${business}:${thandi}`;
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: 'Hi {{1}}, we have an answer for you. Shall we send it?',
      slots: ['name'],
      buttons: [{ type: 'quickReply', title: 'Show me' }],
    },
  ],
});
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-1', summary: 'paid' });
const resolvedText = 'Support\n\nHi Thandi, your ticket T-1 is resolved: paid. Tell us if it is not.';

/** A bot that hands off at the word "human", and says so when it is back. */
function botHearing(heard: string[]) {
  return async (context: TurnContext) => {
    const { type, text = '', name, value } = context.activity;
    if (type === 'message') heard.push(text);
    if (type === 'event')
      heard.push(`${name} ${value?.state}${value?.message === undefined ? '' : ` ${value.message}`}`);
    if (type === 'event' && value?.state !== 'accepted') await context.sendActivity('I am back.');
    if (type !== 'message') return;
    if (!/human/.test(text)) {
      await context.sendActivity(`You said: ${text}`);
      return;
    }
    const said = { type: 'message', text: 'Balance', from: { id: thandi, name: '', role: 'user' } };
    const transcript = { activities: [said, { type: 'message', text: 'R 12', from: { id: business, name: '' } }] };
    await context.sendActivity(
      EventFactory.createHandoffInitiation(
        context,
        { reason: 'a dispute', draft: { amount: 'R250' } },
        Object(transcript),
      ),
    );
    await context.sendActivity('A colleague will answer.');
  };
}

describe('A conversation that a human has', () => {
  let channel: Channel;
  let heard: string[];
  let told: DeskEvent[];
  let isDown: false | Error;
  const start = async (options: Parameters<typeof startChannel>[0] = {}) => {
    heard = [];
    told = [];
    isDown = false;
    const desk = {
      async deliver(event: DeskEvent) {
        if (isDown) throw isDown;
        told.push(event);
      },
    };
    channel = await startChannel({
      logic: botHearing(heard),
      ...options,
      adapter: { templates, handOff: { desk }, ...options.adapter },
    });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  beforeEach(() => start());
  afterEach(() => channel.close());

  const tell = ({ type, ...event }: DeskEvent): unknown[] => {
    if ('message' in event && typeof event.message === 'object') return [type, event.message.text];
    return 'reply' in event ? [type, event.reply, event.state] : [type];
  };
  const advance = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };
  const reply = async (...given: Parameters<Channel['adapter']['desk']['reply']>) => {
    const answer = await channel.adapter.desk.reply(...given);
    await channel.settled();
    return answer;
  };

  it('shows the human the draft and what was said before', async () => {
    await channel.say('human');
    const [waiting, ...others] = await channel.adapter.desk.conversations('waiting');
    expect(others).to.deep.equal([]);
    expect(waiting).to.deep.include({
      ...{ id, person: thandi, business, state: 'waiting', reason: 'a dispute', unanswered: 0 },
      context: { reason: 'a dispute', draft: { amount: 'R250' } },
    });
    expect(waiting?.window.state).to.equal('open');
    const messages = await channel.adapter.desk.messages(id);
    expect(messages.map(({ from, text }) => [from, text])).to.deep.equal([
      ['person', 'Balance'],
      ['bot', 'R 12'],
    ]);
    expect(told).to.have.length(1);
    expect(told[0]).to.deep.include({ type: 'handoff.opened', sequence: 1, conversation: id, reason: 'a dispute' });
    expect(told[0]?.type === 'handoff.opened' && told[0].transcript.length).to.equal(2);
  });

  it('goes to the human alone, in the window', async () => {
    await channel.say('human');
    await channel.say('Hello?');
    const said = await reply(id, { text: 'Hi, this is Ben.', agent: 'Ben', id: 'r1' });
    expect(said).to.deep.equal({ id: 'r1' });
    await channel.emulator.say({ from: thandi, location: { latitude: -26.2, longitude: 28.04, name: 'Shop' } });
    await channel.settled();
    expect(heard).to.deep.equal(['human', 'handoff.status accepted']);
    expect(channel.heard()).to.deep.equal(['A colleague will answer.', 'Hi, this is Ben.']);
    const messages = await channel.adapter.desk.messages(id);
    expect(messages.slice(2).map(({ from, text, state, agent }) => [from, text, state, agent])).to.deep.equal([
      ['person', 'Hello?', undefined, undefined],
      ['agent', 'Hi, this is Ben.', 'read', 'Ben'],
      ['person', 'Shop\nPlace: -26.2, 28.04', undefined, undefined],
    ]);
    expect(told.map(tell)).to.deep.equal([
      ['handoff.opened'],
      ['message', 'Hello?'],
      ['status', 'r1', 'sent'],
      ['status', 'r1', 'delivered'],
      ['status', 'r1', 'read'],
      ['message', 'Shop\nPlace: -26.2, 28.04'],
    ]);
    expect(told.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('goes back to the bot afterwards, which is told so, and goes on', async () => {
    await channel.say('human');
    await channel.say('Hello?');
    await channel.adapter.desk.close(id, { message: 'paid' });
    await channel.settled();
    await channel.adapter.desk.close(id);
    await channel.say('thanks');
    expect(heard).to.deep.equal(['human', 'handoff.status completed paid', 'thanks']);
    expect(channel.heard()).to.deep.equal(['A colleague will answer.', 'I am back.', 'You said: thanks']);
    expect(await channel.adapter.desk.conversations()).to.deep.equal([]);
    const [closed] = await channel.adapter.desk.conversations('all');
    expect(closed).to.include({ id, state: 'closed' });
    await rejection(channel.adapter.desk.reply(id, { text: 'Late' }), HandOffOverError);
    expect(told.map(tell)).to.deep.equal([['handoff.opened'], ['message', 'Hello?'], ['handoff.closed']]);
  });

  it('has the human’s words wait outside the window, or go out as a template, and in order', async () => {
    await channel.say('human');
    await advance(25 * hour);
    // Held is what a human says if nothing else is asked for.
    await reply(id, { text: 'First', id: 'r1' });
    await reply(id, { text: 'Second', whenClosed: 'hold', id: 'r2' });
    await reply(id, { text: 'Third', template: resolved, id: 'r3' });
    await reply(id, { text: 'Never', whenClosed: 'refuse', id: 'r4' });
    const asked = 'Hi 👋, we have an answer for you. Shall we send it?';
    expect(channel.heard().slice(-2)).to.deep.equal([asked, resolvedText]);
    const states = async () => {
      const replies = (await channel.adapter.desk.messages(id)).filter(({ from }) => from === 'agent');
      return replies.map(({ id, state, sentAs }) => [id, state, sentAs]);
    };
    expect(await states()).to.deep.equal([
      ['r1', 'held', null],
      ['r2', 'held', null],
      ['r3', 'read', 'template'],
      ['r4', 'refused', null],
    ]);
    await channel.say('Show me');
    expect(channel.heard().slice(-2)).to.deep.equal(['First', 'Second']);
    expect(told.filter(({ type }) => type === 'status').map(tell)).to.deep.include.members([
      ['status', 'r1', 'held'],
      ['status', 'r3', 'sent'],
      ['status', 'r4', 'refused'],
      ['status', 'r1', 'delivered'],
    ]);
    expect(heard.at(-1)).to.equal('handoff.status accepted');
  });

  it('holds what is sent on our own account until the hand-off ends', async () => {
    const { adapter } = channel;
    await channel.say('human');
    await adapter.notify({ to: thandi, text: 'Your parcel is here.', id: 'n1' });
    await adapter.schedule({ key: 'k', in: hour, to: thandi, text: 'How is it?', id: 'f1' });
    await advance(hour);
    await adapter.continueConversation(adapter.reference(thandi), async (context) => {
      await context.sendActivity('By the way');
    });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['A colleague will answer.']);
    const report = await adapter.notification('n1');
    expect(report).to.include({ state: 'held' });
    expect(report?.reason).to.match(/handed off to a human/);
    expect(report?.decisions[0]?.sentence).to.match(/held until the hand-off to a human ends/);
    await adapter.desk.close(id);
    await channel.settled();
    expect(channel.heard().slice(1)).to.deep.equal(['I am back.', 'Your parcel is here.', 'How is it?', 'By the way']);
    expect(await adapter.notification('n1')).to.include({ state: 'read', sentAs: 'text' });
  });

  it('decides on what was held by the window as it is then', async () => {
    const { adapter } = channel;
    await channel.say('human');
    await adapter.notify({ to: thandi, text: 'Paid.', template: resolved, id: 'n1' });
    await adapter.notify({ to: thandi, text: 'More.', whenClosed: 'hold', id: 'n2' });
    await adapter.notify({ to: thandi, text: 'Nothing takes my place.', id: 'n3' });
    await channel.settled();
    await advance(23 * hour);
    await reply(id, { text: 'One moment.', id: 'r1' });
    await advance(2 * hour);
    await adapter.desk.close(id, { state: 'failed' });
    await channel.settled();
    expect(channel.heard().slice(2)).to.deep.equal([
      resolvedText,
      'Hi 👋, we have an answer for you. Shall we send it?',
    ]);
    const states = await Promise.all(['n1', 'n2', 'n3'].map(async (each) => (await adapter.notification(each))?.state));
    expect(states).to.deep.equal(['read', 'held', 'refused']);
    await channel.say('Show me');
    expect(channel.heard().slice(-2)).to.deep.equal(['More.', 'You said: Show me']);
  });

  it('keeps what the bot had held before for later, and lets the human’s words go first', async () => {
    const { adapter } = channel;
    await channel.say('hi');
    await advance(25 * hour);
    await adapter.notify({ to: thandi, text: 'From the bot', whenClosed: 'hold', id: 'n1' });
    await channel.settled();
    await adapter.handOff(adapter.reference(thandi), { reason: 'a call' });
    await reply(id, { text: 'From the human', whenClosed: 'hold', id: 'r1' });
    await channel.say('Show me');
    expect(channel.heard().at(-1)).to.equal('From the human');
    expect(await adapter.notification('n1')).to.include({ state: 'held' });
    await adapter.endHandOff(adapter.reference(thandi));
    await channel.settled();
    expect(channel.heard().slice(-2)).to.deep.equal(['I am back.', 'From the bot']);
  });

  it('refuses what is sent on our own account if the policy says so, or sends it', async () => {
    for (const [proactive, state] of [
      ['refuse', 'refused'],
      ['send', 'read'],
    ] as const) {
      await channel.close();
      await start({ adapter: { handOff: { proactive } } });
      await channel.say('human');
      await channel.adapter.notify({ to: thandi, text: 'News', id: 'n1' });
      await channel.settled();
      const report = await channel.adapter.notification('n1');
      expect(report).to.include({ state });
      if (state !== 'refused') continue;
      expect(report?.reason).to.match(/handed off to a human/);
      const { adapter } = channel;
      const said = adapter.continueConversation(adapter.reference(thandi), async (context) => {
        await context.sendActivity('By the way');
      });
      await rejection(said, HandedOffError);
    }
  });

  it('still obeys STOP and START, and lets the human answer inside the window alone', async () => {
    await channel.say('human');
    await channel.say('STOP');
    expect(channel.heard().at(-1)).to.match(/no more messages/);
    await reply(id, { text: 'As you wish.', id: 'r1' });
    expect(channel.heard().at(-1)).to.equal('As you wish.');
    expect(heard).to.deep.equal(['human', 'handoff.status accepted']);
    expect(told.map(tell)).to.deep.include(['message', 'STOP']);
    await advance(23 * hour);
    await reply(id, { text: 'Still there?', id: 'r2' });
    await advance(2 * hour);
    await reply(id, { text: 'Paid.', template: resolved, id: 'r3' });
    expect(await channel.adapter.notification('r3')).to.include({ state: 'refused' });
    await channel.say('START');
    await reply(id, { text: 'Welcome back.', id: 'r4' });
    expect(channel.heard().at(-1)).to.equal('Welcome back.');
  });

  it('is handed off once, and answered once, however often that is asked for', async () => {
    const { adapter } = channel;
    await channel.say('human');
    const again = await adapter.handOff(adapter.reference(thandi), { reason: 'once more' });
    const [one, ...others] = await adapter.desk.conversations();
    expect(others).to.deep.equal([]);
    expect(one).to.include({ handOff: again.id, reason: 'a dispute' });
    await reply(id, { text: 'Hi', id: 'r1' });
    await reply(id, { text: 'Hi', id: 'r1' });
    expect(channel.heard().filter((text) => text === 'Hi')).to.have.length(1);
    expect((await adapter.desk.messages(id)).filter(({ from }) => from === 'agent')).to.have.length(1);
    await rejection(adapter.desk.reply(id, { text: 'Other', id: 'r1' }), NotificationIdReusedError);
  });

  it('goes back by itself when nobody has written for long', async () => {
    await channel.say('human');
    await advance(60 * hour);
    await channel.say('Hello?');
    await advance(60 * hour);
    expect(heard).to.deep.equal(['human']);
    await advance(12 * hour);
    expect(heard.at(-1)).to.match(/^handoff.status failed The hand-off has ended by itself/);
    await channel.say('Hello again');
    expect(heard.at(-1)).to.equal('Hello again');
    expect(told.at(-1)).to.include({ type: 'handoff.closed', state: 'failed' });
  });

  it('ends with Bot Framework’s own event as well', async () => {
    const { adapter } = channel;
    await channel.say('human');
    await adapter.continueConversation(adapter.reference(thandi), async (context) => {
      const { conversation } = context.activity;
      await context.sendActivity(EventFactory.createHandoffStatus(conversation, 'completed', 'done'));
    });
    await channel.settled();
    expect(heard.at(-1)).to.equal('handoff.status completed done');
    expect(channel.heard().at(-1)).to.equal('I am back.');
  });

  it('is known from the first moment for a person who has never written', async () => {
    const { adapter } = channel;
    await adapter.handOff(adapter.reference(thandi), { reason: 'we call them' });
    await adapter.handOff(adapter.reference('27820000002'), { reason: 'them, too', lastsMs: hour });
    const waiting = await adapter.desk.conversations('waiting');
    expect(waiting.map(({ person, window }) => [person, window.state])).to.deep.equal([
      [thandi, 'unknown'],
      ['27820000002', 'unknown'],
    ]);
    await channel.say('Who is this?');
    expect(heard).to.deep.equal([]);
    await adapter.desk.open(id, { agent: 'Ben' });
    await channel.settled();
    expect((await adapter.desk.conversations('waiting')).map(({ person }) => person)).to.deep.equal(['27820000002']);
    expect(await adapter.desk.conversation(id)).to.include({ agent: 'Ben', state: 'open', unanswered: 1 });
    await advance(hour);
    expect(heard).to.deep.equal(['handoff.status accepted', heard[1]]);
  });

  it('refuses what cannot be', async () => {
    const { adapter } = channel;
    await rejection(adapter.desk.reply(id, { text: 'Hi' }), NotHandedOffError);
    expect(await rejection(adapter.desk.messages('nobody'), InvalidInputError)).to.include({ field: 'id' });
    const wrong: [string, object][] = [
      ['reason', { reason: ' ' }],
      ['lastsMs', { reason: 'x', lastsMs: 0 }],
      ['context', { reason: 'x', context: 1n }],
      ['transcript', { reason: 'x', transcript: 'text' }],
    ];
    for (const [field, given] of wrong) {
      const error = await rejection(adapter.handOff(adapter.reference(thandi), Object(given)), InvalidInputError);
      expect(error.field).to.equal(field);
    }
    await channel.say('human');
    expect(await rejection(adapter.desk.reply(id, {}), InvalidInputError)).to.include({ field: 'text' });
    expect(await rejection(adapter.desk.reply(id, { text: 'x', agent: '' }), InvalidInputError)).to.include({
      field: 'agent',
    });
  });

  it('is not asked before the window closes, but once the bot has it again', async () => {
    await channel.close();
    let asked = 0;
    await start({
      register: (adapter) => {
        const logic = async () => {
          asked += 1;
        };
        adapter.onWindowClosing(30, logic, { only: () => true });
      },
    });
    await channel.say('hi');
    await channel.adapter.handOff(channel.adapter.reference(thandi), { reason: 'x' });
    await advance(23.6 * hour);
    expect(asked).to.equal(0);
    await channel.adapter.desk.close(id);
    await channel.settled();
    expect(asked).to.equal(1);
  });

  it('is told to the desk late, whole and in order if the desk was down for an hour', async () => {
    await channel.say('human');
    isDown = new DeskDeliveryError('it is down.');
    const words = ['one', 'two', 'three'];
    for (const word of words) {
      await channel.say(word);
      await advance(20 * 60 * 1000);
    }
    await channel.say('human', '27820000002');
    expect(told.map(tell)).to.deep.equal([['handoff.opened']]);
    expect(await channel.adapter.desk.measure()).to.include({ waiting: 2, undelivered: 4 });
    isDown = false;
    await advance(6 * 60 * 1000);
    const own = told.filter(({ conversation }) => conversation === id);
    expect(own.map(tell)).to.deep.equal([['handoff.opened'], ...words.map((word) => ['message', word])]);
    expect(own.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3, 4]);
    expect(await channel.adapter.desk.measure()).to.include({ undelivered: 0 });
    expect(
      channel.events.some(({ kind, ...rest }) => kind === 'fault' && 'where' in rest && rest.where === 'desk'),
    ).to.equal(false);
  });

  it('is told again slowly, and reported, if the desk refuses that', async () => {
    isDown = new DeskDeliveryError('it answered 403.', { status: 403, isRefused: true });
    await channel.say('human');
    await advance(60 * 1000);
    const faults = () => channel.events.filter((event) => event.kind === 'fault' && event.where === 'desk').length;
    expect(faults()).to.equal(1);
    isDown = false;
    await advance(4 * 60 * 1000);
    expect(told.map(tell)).to.deep.equal([['handoff.opened']]);
  });

  it('goes with the person who turns out to have two ids', async () => {
    const { adapter } = channel;
    const alias = 'ZA.13491208655302741918';
    await channel.say('human', alias);
    await channel.say('Hello?', alias);
    await adapter.link(thandi, alias);
    await advance(1000);
    await channel.say('It is me', thandi);
    expect(heard).to.deep.equal(['human']);
    const all = await adapter.desk.conversations();
    expect(all.map((each) => [each.id, each.unanswered])).to.deep.equal([[id, 2]]);
    await reply(`${business}:${alias}`, { text: 'I see.', id: 'r1' });
    expect(channel.heard(thandi).at(-1)).to.equal('I see.');
    expect((await adapter.desk.messages(id)).slice(2).map(({ text }) => text)).to.deep.equal([
      'Hello?',
      'It is me',
      'I see.',
    ]);
    await adapter.desk.close(id);
    await channel.settled();
    expect(heard.at(-1)).to.equal('handoff.status completed');
    const sequence = told.map((event) => event.sequence);
    expect(sequence).to.deep.equal(sequence.toSorted((one, other) => one - other));
    expect(new Set(told.map(({ handOff }) => handOff)).size).to.equal(1);
  });

  it('sends a human’s file, and a message with its own template', async () => {
    await channel.say('human');
    const file = { contentType: 'image/png', contentUrl: 'data:image/png;base64,iVBORw0KGgo=', name: 'plan.png' };
    await reply(id, { attachments: [file], id: 'r1' });
    await reply(id, { template: resolved, id: 'r2' });
    const messages = await channel.adapter.desk.messages(id);
    expect(messages.slice(2).map(({ text, state, sentAs }) => [text, state, sentAs])).to.deep.equal([
      ['plan.png', 'read', 'text'],
      [resolvedText.slice('Support\n\n'.length), 'read', 'template'],
    ]);
  });

  it('is silent for a bot’s message with a template of its own, too', async () => {
    const { adapter } = channel;
    await channel.say('human');
    await adapter.continueConversation(adapter.reference(thandi), async (context) => {
      await context.sendActivity(outsideWindow('Paid.', resolved));
    });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['A colleague will answer.']);
    const [held, ...others] = await adapter.held({ to: thandi });
    expect(others).to.deep.equal([]);
    expect(held).to.include({ waitsFor: 'hand-off' });
  });

  it('shows the human reactions and files, too', async () => {
    await channel.say('human');
    await channel.emulator.say({ from: thandi, reaction: { emoji: '👍' } });
    await channel.emulator.say({ from: thandi, media: { contentType: 'image/png', caption: 'the bill' } });
    await channel.settled();
    const messages = (await channel.adapter.desk.messages(id)).slice(2);
    expect(messages.map(({ text }) => text)).to.deep.equal(['Reacted 👍', 'the bill']);
    expect(messages[1]?.attachments?.[0]).to.include({ contentType: 'image/png' });
    expect(heard).to.deep.equal(['human']);
    // A reaction is nothing that has to be answered.
    expect(await channel.adapter.desk.conversation(id)).to.include({ unanswered: 1 });
  });

  it('tells the human once their words have left, or why they have not', async () => {
    const { adapter, emulator } = channel;
    const states = () => told.flatMap((event) => (event.type === 'status' ? [event.state] : []));
    await channel.say('human');
    emulator.fault('error500', 1000);
    await reply(id, { text: 'Hello', id: 'r1' });
    expect((await adapter.desk.messages(id)).at(-1)).to.include({ state: 'waiting', sentAs: null });
    expect(states()).to.deep.equal([]);
    emulator.fault('error500', 0);
    await advance(5 * 60 * 1000);
    expect(states()).to.deep.equal(['sent', 'delivered', 'read']);
    emulator.person(thandi, { onWhatsApp: false });
    await reply(id, { text: 'Hello?', id: 'r2' });
    expect(states().at(-1)).to.equal('failed');
    expect((await adapter.desk.messages(id)).at(-1)).to.include({ state: 'failed' });
  });

  it('is foretold for what would be sent now', async () => {
    const { adapter } = channel;
    await channel.say('human');
    const forecast = await adapter.explain({ type: 'message', text: 'News' }, adapter.reference(thandi));
    expect(forecast).to.include({ kind: 'hold', rule: 'handed-off' });
    expect(forecast.sentence).to.match(/^Now, it would be held until the hand-off to a human ends/);
  });

  it('shows the human what the adapter has kept of the conversation, if the bot brings nothing', async () => {
    await channel.close();
    const store = await openStore('memory:');
    await start({ store, adapter: { transcripts: new StoredTranscripts(store, { keptMs: 24 * hour }) } });
    await channel.say('hello');
    await channel.adapter.handOff(channel.adapter.reference(thandi), { reason: 'a call' });
    const messages = await channel.adapter.desk.messages(id);
    expect(messages.map(({ from, text }) => [from, text])).to.deep.equal([
      ['person', 'hello'],
      ['bot', 'You said: hello'],
    ]);
    await store.close();
  });

  it('does not wait for another one whose events the desk does not take, or never answers', async () => {
    await channel.close();
    let isStuck = true;
    const other = '27820000002';
    const desk = {
      deliver: async (event: DeskEvent, signal: AbortSignal) => {
        if (isStuck && event.conversation === id) {
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
        }
        told.push(event);
      },
    };
    await start({ adapter: { handOff: { desk }, lanes: { turnLimitMs: 900 } } });
    await channel.emulator.say({ from: thandi, text: 'human' });
    await channel.say('human', other);
    await channel.say('Hello?', other);
    expect(told.map(tell)).to.deep.equal([['handoff.opened'], ['message', 'Hello?']]);
    expect(await channel.adapter.deadLetters()).to.deep.equal([]);
    isStuck = false;
    await advance(5000);
    expect(told.at(-1)).to.include({ type: 'handoff.opened', conversation: id });
  });
});
