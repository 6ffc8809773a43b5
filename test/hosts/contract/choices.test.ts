import { expect } from 'chai';
import type { Activity } from '../../../src/core/activity.js';
import { type ClickatellAdapterOptions, whatsappChoices, withIntent } from '../../../src/index.js';
import { thandi } from '../../support/channel.js';
import { type BotContext, describeHosts, type HostChannel, type HostChannelOptions } from '../../support/hosts.js';

const day = 24 * 60 * 60 * 1000;
const question = whatsappChoices('What now?', ['Balance', 'Transfer']);
const inWords = 'What now?\n\n1. Balance\n2. Transfer';

describeHosts('Choices that a bot offers', (startHost) => {
  let channel: HostChannel;
  const start = async (options: HostChannelOptions = {}) => {
    channel = await startHost(options);
  };

  describe('choices', () => {
    const menu = whatsappChoices('What now?', [
      { type: 'imBack', title: 'Balance', value: 'show balance' },
      { type: 'postBack', title: 'Transfer', value: 'transfer-now' },
    ]);
    const heard: [string | undefined, unknown][] = [];
    const logic = async (context: BotContext) => {
      if (context.activity.type !== 'message') return;
      heard.push([context.activity.text, context.activity.value]);
      if (context.activity.text === 'menu') await context.sendActivity(menu);
      else if (context.activity.text !== 'hush') await context.sendActivity('How much?');
    };
    beforeEach(() => heard.splice(0));

    it('are buttons, and a tap, a number or a title finds its action', async () => {
      await start({ logic });
      await channel.say('menu');
      const [question] = channel.emulator.chat(thandi).messages.filter(({ kind }) => kind === 'buttons');
      expect(question)
        .to.include({ text: 'What now?' })
        .and.to.deep.include({ buttons: ['Balance', 'Transfer'] });
      await channel.emulator.say({ from: thandi, tap: 'Transfer' });
      await channel.settled();
      expect(heard.slice(1)).to.deep.equal([['transfer-now', 'transfer-now']]);
    });

    it('are a numbered list where that is wanted, and a number or a title finds its action', async () => {
      await start({ logic, adapter: { interactive: 'text' } });
      await channel.say('menu');
      expect(channel.heard()).to.deep.equal(['What now?\n\n1. Balance\n2. Transfer']);
      await channel.say('1');
      await channel.say('menu');
      await channel.say('TRANSFER');
      expect(heard.slice(1)).to.deep.equal([
        ['show balance', 'show balance'],
        ['menu', undefined],
        ['transfer-now', 'transfer-now'],
      ]);
    });

    it('are those last offered: a number that answers another question stays a number', async () => {
      await start({ logic });
      await channel.say('menu');
      await channel.say('2');
      await channel.say('2');
      expect(heard.slice(1)).to.deep.equal([
        ['transfer-now', 'transfer-now'],
        ['2', undefined],
      ]);
    });

    it('are gone after a turn that said nothing', async () => {
      await start({ logic });
      await channel.say('menu');
      await channel.say('hush');
      await channel.say('2');
      expect(heard.at(-1)).to.deep.equal(['2', undefined]);
    });
  });

  describe('what can be tapped', () => {
    const heard: (string | undefined)[] = [];
    let answer: Activity;

    async function tapped(adapter: Partial<ClickatellAdapterOptions> = {}): Promise<void> {
      heard.length = 0;
      answer = question;
      const logic = async (context: BotContext) => {
        if (context.activity.type !== 'message') return;
        heard.push(context.activity.text);
        await context.sendActivity(answer);
      };
      await start({ logic, adapter });
    }
    const shown = () =>
      channel.emulator
        .chat(thandi)
        .messages.filter(({ direction }) => direction === 'out')
        .map(({ kind, text }) => [kind, text]);

    for (const fault of ['nativeRefused', 'nativeFailed'] as const) {
      it(`goes out once as numbered text after ${fault}, can be answered "2", and is not tried again for a day`, async () => {
        await tapped();
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
      await tapped();
      await channel.say('Hello');
      channel.emulator.fault('nativeFailed', 1);
      await channel.say('Again');
      expect(shown().map(([kind]) => kind)).to.deep.equal(['buttons', 'text']);
      expect(channel.emulator.chat(thandi).undelivered.map(({ kind }) => kind)).to.deep.equal(['buttons']);
    });

    it('is numbered text from the beginning where that is wanted', async () => {
      await tapped({ interactive: 'text' });
      await channel.say('Hello');
      expect(shown()).to.deep.equal([['text', inWords]]);
    });

    it('is a list or a link only where the integration is said to take them', async () => {
      const titles = ['Balance', 'Transfer', 'Cards', 'Limits'];
      await tapped();
      answer = whatsappChoices('What now?', titles);
      await channel.say('Hello');
      expect(shown()).to.deep.equal([['text', 'What now?\n\n1. Balance\n2. Transfer\n3. Cards\n4. Limits']]);
      await tapped({ interactive: 'native' });
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
      const logic = async (context: BotContext) => {
        if (context.activity.type !== 'message') return;
        given = context.activity.value;
        const actions = [{ type: 'postBack', title: 'Confirm', value }];
        if (context.activity.text === 'Hello') await context.sendActivity(whatsappChoices('Sure?', actions));
      };
      await start({ logic });
      await channel.say('Hello');
      await channel.say('Wait');
      await channel.emulator.say({ from: thandi, tap: 'Confirm' });
      await channel.settled();
      expect(given).to.deep.equal(value);
    });

    it('quotes only when asked for, and knows what a person quotes by the id that the bot got', async () => {
      const ids: (string | undefined)[] = [];
      const repliesTo: (string | undefined)[] = [];
      const logic = async (context: BotContext) => {
        if (context.activity.type !== 'message') return;
        repliesTo.push(context.activity.replyToId);
        const message = { type: 'message', text: 'Noted.' };
        const isAsked = context.activity.text === 'quote me';
        const sent = await context.sendActivity(isAsked ? withIntent(message, { quote: true }) : message);
        ids.push(sent?.id);
      };
      await start({ logic });
      await channel.say('Hello');
      await channel.say('quote me');
      await channel.emulator.say({ from: thandi, text: 'This one', quote: true });
      await channel.settled();
      const quotes = channel.emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out');
      expect(quotes.map(({ quoted }) => quoted?.text)).to.deep.equal([undefined, 'quote me', undefined]);
      expect(repliesTo).to.deep.equal([undefined, undefined, ids[1]]);
    });

    it('shows that a message was read where that is wanted', async () => {
      await tapped({ markRead: true });
      await channel.say('Hello');
      const [hello] = channel.emulator.chat(thandi).messages;
      expect(hello?.status).to.equal('read');
    });
  });
});
