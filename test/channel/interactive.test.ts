import type { Activity, TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { type ClickatellAdapterOptions, whatsappChoices, withIntent } from '../../src/index.js';
import { type Channel, startChannel, thandi } from '../support/channel.js';

const day = 24 * 60 * 60 * 1000;
const question = whatsappChoices('What now?', ['Balance', 'Transfer']);
const inWords = 'What now?\n\n1. Balance\n2. Transfer';

describe('What can be tapped', () => {
  let channel: Channel;
  const heard: (string | undefined)[] = [];
  let answer: Partial<Activity>;

  async function start(adapter: Partial<ClickatellAdapterOptions> = {}): Promise<void> {
    heard.length = 0;
    answer = question;
    const logic = async (context: TurnContext) => {
      if (context.activity.type !== 'message') return;
      heard.push(context.activity.text);
      await context.sendActivity(answer);
    };
    channel = await startChannel({ logic, adapter });
  }
  const shown = () =>
    channel.emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ kind, text }) => [kind, text]);
  afterEach(() => channel.close());

  for (const fault of ['nativeRefused', 'nativeFailed'] as const) {
    it(`goes out once as numbered text after ${fault}, can be answered "2", and is not tried again for a day`, async () => {
      await start();
      channel.emulator.fault(fault, 1);
      await channel.say('Hello');
      expect(shown()).to.deep.equal([['text', inWords]]);
      await channel.say('2');
      expect(heard).to.deep.equal(['Hello', 'Transfer']);
      expect(shown()).to.deep.equal([
        ['text', inWords],
        ['text', inWords],
      ]);
      const [off] = await channel.adapter.switchedOff();
      expect(off).to.deep.include({ kind: 'buttons', until: channel.clock.now() + day });
      channel.clock.advance(day);
      await channel.say('Still there?');
      expect(shown().at(-1)).to.deep.equal(['buttons', 'What now?']);
      expect(await channel.adapter.switchedOff()).to.deep.equal([]);
    });
  }

  it('goes out in words where the form was refused, as a notification that was delivered', async () => {
    await start();
    await channel.say('Hello');
    channel.emulator.fault('nativeFailed', 1);
    await channel.say('Again');
    expect(shown().map(([kind]) => kind)).to.deep.equal(['buttons', 'text']);
    expect(channel.emulator.chat(thandi).undelivered.map(({ kind }) => kind)).to.deep.equal(['buttons']);
  });

  it('is numbered text from the beginning where that is wanted', async () => {
    await start({ interactive: 'text' });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', inWords]]);
  });

  it('is a list or a link only where the integration is said to take them', async () => {
    const titles = ['Balance', 'Transfer', 'Cards', 'Limits'];
    await start();
    answer = whatsappChoices('What now?', titles);
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', 'What now?\n\n1. Balance\n2. Transfer\n3. Cards\n4. Limits']]);
    await channel.close();

    await start({ interactive: 'native' });
    answer = whatsappChoices('What now?', titles);
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['list', 'What now?']]);
    await channel.emulator.say({ from: thandi, tap: 'Limits' });
    await channel.settled();
    expect(heard.at(-1)).to.equal('Limits');
  });

  it('brings back a value that no button could carry', async () => {
    const value = { step: 'confirm', notes: 'x'.repeat(2000) };
    let given: unknown;
    const logic = async (context: TurnContext) => {
      if (context.activity.type !== 'message') return;
      given = context.activity.value;
      const actions = [{ type: 'postBack', title: 'Confirm', value }];
      if (context.activity.text === 'Hello') await context.sendActivity(whatsappChoices('Sure?', actions));
    };
    channel = await startChannel({ logic });
    await channel.say('Hello');
    await channel.say('Wait');
    await channel.emulator.say({ from: thandi, tap: 'Confirm' });
    await channel.settled();
    expect(given).to.deep.equal(value);
  });

  it('quotes only when asked for, and knows what a person quotes by the id that the bot got', async () => {
    const ids: (string | undefined)[] = [];
    const repliesTo: (string | undefined)[] = [];
    const logic = async (context: TurnContext) => {
      if (context.activity.type !== 'message') return;
      repliesTo.push(context.activity.replyToId);
      const message = { type: 'message', text: 'Noted.' };
      const isAsked = context.activity.text === 'quote me';
      const sent = await context.sendActivity(isAsked ? withIntent(message, { quote: true }) : message);
      ids.push(sent?.id);
    };
    channel = await startChannel({ logic });
    await channel.say('Hello');
    await channel.say('quote me');
    await channel.emulator.say({ from: thandi, text: 'This one', quote: true });
    await channel.settled();
    const quotes = channel.emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out');
    expect(quotes.map(({ quoted }) => quoted?.text)).to.deep.equal([undefined, 'quote me', undefined]);
    expect(repliesTo).to.deep.equal([undefined, undefined, ids[1]]);
  });

  it('shows that a message was read where that is wanted', async () => {
    await start({ markRead: true });
    await channel.say('Hello');
    const [hello] = channel.emulator.chat(thandi).messages;
    expect(hello?.status).to.equal('read');
  });
});
