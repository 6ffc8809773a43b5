import { ActivityHandler, ConversationState, MessageFactory, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { KeyvStorage, NotSupportedError, outsideWindow, template, WindowClosedError } from '../../../src/index.js';
import {
  business,
  type Channel,
  type ChannelOptions,
  echo,
  noon,
  startChannel,
  thandi,
} from '../../support/channel.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

describe('ClickatellAdapter', () => {
  let channel: Channel;
  const start = async (options: ChannelOptions = {}) => {
    channel = await startChannel(options);
    return channel;
  };
  afterEach(() => channel.close());

  describe('a turn', () => {
    it('hears what a person says and answers it', async () => {
      await start();
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      expect(channel.emulator.chat(thandi).messages.at(-1)?.status).to.equal('read');
    });

    it('has the pair as its conversation, and the names and times of the message', async () => {
      const seen: Partial<TurnContext['activity']>[] = [];
      await start({ logic: async ({ activity }) => void seen.push({ ...activity }) });
      await channel.emulator.say({ from: thandi, name: 'Thandi', text: 'Hello' });
      await channel.settled();
      expect(seen.map(({ type }) => type)).to.deep.equal(['conversationUpdate', 'message']);
      expect(seen[1]).to.deep.include({
        channelId: 'whatsapp',
        text: 'Hello',
        timestamp: new Date(noon),
        conversation: { id: `${business}:${thandi}`, isGroup: false, conversationType: 'personal', name: '' },
        recipient: { id: business, name: '', role: 'bot' },
        from: { id: thandi, name: 'Thandi', role: 'user' },
      });
    });

    it('greets a person once, before their first message, and each number has its own', async () => {
      const bot = new ActivityHandler();
      bot.onMembersAdded(async (context, next) => {
        await context.sendActivity('Welcome');
        await next();
      });
      bot.onMessage(async (context, next) => {
        await context.sendActivity(`You said: ${context.activity.text}`);
        await next();
      });
      await start({ logic: (context) => bot.run(context) });
      await channel.say('one');
      await channel.say('two');
      await channel.say('three', '27820000002');
      expect(channel.heard()).to.deep.equal(['Welcome', 'You said: one', 'You said: two']);
      expect(channel.heard('27820000002')).to.deep.equal(['Welcome', 'You said: three']);
    });

    it('comes one after another in a conversation, so that no state is lost', async () => {
      const counts: number[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          const state = new ConversationState(new KeyvStorage(channel.store.keyv('state')));
          const counter = state.createProperty<number>('count');
          const count = (await counter.get(context, 0)) + 1;
          await new Promise((resolve) => setImmediate(resolve));
          await counter.set(context, count);
          await state.saveChanges(context);
          counts.push(count);
        },
      });
      const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
      await Promise.all(texts.map((text) => channel.emulator.say({ from: thandi, text })));
      await channel.settled();
      expect(counts).to.deep.equal(texts.map((_, index) => index + 1));
    });

    it('does not wait for other conversations', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await start({
        logic: async (context) => {
          if (context.activity.text === 'wait') await held;
          await echo(context);
        },
      });
      await channel.emulator.say({ from: thandi, text: 'wait' });
      await channel.emulator.say({ from: '27820000002', text: 'quick' });
      while (channel.heard('27820000002').length === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(channel.heard()).to.deep.equal([]);
      release();
      await channel.settled();
      expect(channel.heard()).to.deep.equal(['You said: wait']);
    });

    it('that fails is told, and the next one comes', async () => {
      await start({
        logic: async (context) => {
          if (context.activity.text === 'fail') throw new TypeError('a bug');
          await echo(context);
        },
      });
      await channel.say('fail');
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      const failed = channel.events.filter((event) => event.kind === 'turn' && event.error);
      expect(failed).to.have.length(1);
    });
  });

  describe('sendActivities', () => {
    it('gives one id per activity, in order, and an empty one for what WhatsApp has not', async () => {
      const ids: string[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          const responses = await context.sendActivities([
            { type: 'typing' },
            MessageFactory.text('one'),
            { type: 'delay', value: 1 },
            { type: 'trace', name: 'x' },
            MessageFactory.text('two'),
            { type: 'message', text: '  ' },
            { type: 'invokeResponse', value: { status: 200 } },
          ]);
          ids.push(...responses.map(({ id }) => id));
        },
      });
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal(['one', 'two']);
      expect(ids.map((id) => id !== '')).to.deep.equal([false, true, false, false, true, false, false]);
      expect(new Set(ids.filter(Boolean)).size).to.equal(2);
    });

    it('refuses to change or take back a message', async () => {
      await start();
      const failures: unknown[] = [];
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.updateActivity({ type: 'message', id: 'x' }).catch((error: unknown) => failures.push(error));
        await context.deleteActivity('x').catch((error: unknown) => failures.push(error));
      });
      expect(failures.map((error) => error instanceof NotSupportedError)).to.deep.equal([true, true]);
    });

    it('hands on the events that a bot sends', async () => {
      const names: (string | undefined)[] = [];
      await start({
        logic: async (context) => void (await context.sendActivity({ type: 'event', name: 'handoff.initiate' })),
      });
      channel.adapter.onOutgoingEvent(({ name }) => void names.push(name));
      await channel.say('human');
      expect(names).to.deep.equal(['handoff.initiate', 'handoff.initiate']);
    });

    it('sends a long text in pieces, in order', async () => {
      const long = Array.from({ length: 1500 }, (_, index) => `word${index}`).join(' ');
      await start({
        logic: async (context) => {
          if (context.activity.type === 'message') await context.sendActivity(long);
        },
      });
      await channel.say('Hello');
      expect(channel.heard().length).to.be.greaterThan(1);
      expect(channel.heard().join(' ')).to.equal(long);
    });
  });

  describe('choices', () => {
    const menu = MessageFactory.suggestedActions(
      [
        { type: 'imBack', title: 'Balance', value: 'show balance' },
        { type: 'postBack', title: 'Transfer', value: 'transfer-now' },
      ],
      'What now?',
    );
    const heard: [string, unknown][] = [];
    const logic = async (context: TurnContext) => {
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

  describe('the window', () => {
    it('closes to the millisecond of the margin, for replies to late callbacks too', async () => {
      const outcomes: string[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          if (context.activity.text === 'late')
            channel.clock.advance(24 * hour - 60_000 - (outcomes.length === 0 ? 1 : 0));
          await context.sendActivity('A reply').then(
            () => outcomes.push('sent'),
            (error: unknown) => outcomes.push(error instanceof WindowClosedError ? 'refused' : 'failed'),
          );
        },
      });
      await channel.say('late');
      await channel.say('late');
      expect(outcomes).to.deep.equal(['sent', 'refused']);
      expect(channel.emulator.violations).to.deep.equal([]);
    });

    it('turns a message into its template once it is closed', async () => {
      await start();
      await channel.say('Hello');
      const tell = () =>
        channel.adapter.continueConversationAsync('', channel.adapter.reference(thandi), async (context) => {
          await context.sendActivity(outsideWindow('Ticket T-42 is fixed.', resolved));
        });
      await tell();
      channel.clock.advance(25 * hour);
      await tell();
      await channel.settled();
      expect(channel.heard().slice(1)).to.deep.equal([
        'Ticket T-42 is fixed.',
        'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.',
      ]);
    });

    it('turns a text that reads like a template into that template', async () => {
      await start();
      await channel.adapter.createConversationAsync(
        '',
        '',
        '',
        '',
        { members: [{ id: thandi, name: '' }] },
        async (context) => {
          await context.sendActivity('Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.');
        },
      );
      await channel.settled();
      expect(channel.emulator.chat(thandi).messages.map(({ kind }) => kind)).to.deep.equal(['template']);
    });

    it('refuses what has no template, and nothing of the call leaves', async () => {
      await start();
      let failure: unknown;
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.sendActivities([resolved, MessageFactory.text('Hello')]).catch((error: unknown) => {
          failure = error;
        });
      });
      await channel.settled();
      expect(failure).to.be.instanceOf(WindowClosedError);
      expect(channel.heard()).to.deep.equal([]);
    });

    it('holds on the path round the pipeline too', async () => {
      await start();
      let failure: unknown;
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        const activity = { type: 'message', text: 'Hello', conversation: context.activity.conversation };
        await context.adapter.sendActivities(context, [activity]).catch((error: unknown) => {
          failure = error;
        });
      });
      expect(failure).to.be.instanceOf(WindowClosedError);
      expect(channel.emulator.requests.messages).to.equal(0);
    });

    it('survives an onTurnError that cannot send either', async () => {
      await start();
      let errors = 0;
      channel.adapter.onTurnError = async (context) => {
        errors += 1;
        await context.sendActivity('Sorry');
      };
      const failure = await channel.adapter
        .continueConversation(channel.adapter.reference(thandi), async (context) => {
          await context.sendActivity('Hello');
        })
        .catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(WindowClosedError);
      expect(errors).to.equal(1);
    });

    it('is told as open, closed or unknown, with the kind of conversation', async () => {
      await start();
      const reference = channel.adapter.reference(thandi);
      const unknown = await channel.adapter.window(reference);
      await channel.say('Hello');
      const open = await channel.adapter.window(reference);
      channel.clock.advance(25 * hour);
      const closed = await channel.adapter.window(reference);
      const closesAt = noon + 24 * hour - 60_000;
      expect([unknown, open, closed]).to.deep.equal([
        { state: 'unknown', closesAt: undefined, conversationType: 're-engagement' },
        { state: 'open', closesAt, conversationType: 'customer-initiated' },
        { state: 'closed', closesAt, conversationType: 're-engagement' },
      ]);
    });

    it('found closed by the provider: the message goes out once as its template', async () => {
      for (const fault of ['windowRefused', 'windowRefusedAtSubmit'] as const) {
        await start({
          logic: async (context) => {
            if (context.activity.type === 'message') await context.sendActivity(outsideWindow('Fixed.', resolved));
          },
        });
        channel.emulator.fault(fault, 1);
        await channel.say('How is it?');
        await channel.settled();
        expect(channel.emulator.chat(thandi).messages.map(({ kind }) => kind)).to.deep.equal(['text', 'template']);
        expect((await channel.adapter.window(channel.adapter.reference(thandi))).state).to.equal('closed');

        channel.clock.advance(1000);
        await channel.say('And now?');
        expect(channel.heard().at(-1)).to.equal('Fixed.');
        await channel.close();
      }
    });
  });

  describe('proactive turns', () => {
    it('wait for the turn that runs, and run inline inside their own conversation', async () => {
      const order: string[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          order.push('turn begins');
          await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (inner) => {
            order.push('inline');
            await inner.sendActivity('inline');
          });
          order.push('turn ends');
        },
      });
      await channel.say('Hello');
      expect(order).to.deep.equal(['turn begins', 'inline', 'turn ends']);
      expect(channel.heard()).to.deep.equal(['inline']);
    });

    it('from outside come after the turn that runs', async () => {
      const order: string[] = [];
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          order.push('begin');
          await held;
          order.push('end');
        },
      });
      await channel.emulator.say({ from: thandi, text: 'Hello' });
      while (order.length === 0) await new Promise((resolve) => setImmediate(resolve));
      const proactive = channel.adapter.continueConversation(
        channel.adapter.reference(thandi),
        async ({ activity }) => {
          order.push(`${activity.type} ${activity.name}`);
        },
      );
      release();
      await proactive;
      expect(order).to.deep.equal(['begin', 'end', 'event ContinueConversation']);
    });
  });

  describe('statuses', () => {
    it('reach only the handler that asked for them, each once', async () => {
      const types: string[] = [];
      const statuses: string[] = [];
      await start({
        logic: async (context) => {
          types.push(context.activity.type);
          await echo(context);
        },
      });
      channel.adapter.onStatus(async ({ activity }) => {
        statuses.push(`${activity.name} ${activity.value.status}`);
      });
      channel.emulator.fault('duplicateCallback', 3);
      await channel.say('Hello');
      expect(types).to.deep.equal(['conversationUpdate', 'message']);
      expect(statuses).to.deep.equal([
        'clickatell/status SENT_TO_SUPPLIER',
        'clickatell/status DEVICE_ACK',
        'clickatell/status READ',
      ]);
    });
  });
});
