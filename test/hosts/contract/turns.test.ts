import { expect } from 'chai';
import type { Activity } from '../../../src/core/activity.js';
import { NotSupportedError } from '../../../src/index.js';
import { business, noon, thandi } from '../../support/channel.js';
import { describeHosts, type HostChannel, type HostChannelOptions } from '../../support/hosts.js';

describeHosts('A turn of a bot', (startHost) => {
  let channel: HostChannel;
  const start = async (options: HostChannelOptions = {}) => {
    channel = await startHost(options);
  };

  describe('in a conversation', () => {
    it('hears what a person says and answers it', async () => {
      await start();
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      expect(channel.emulator.chat(thandi).messages.at(-1)?.status).to.equal('read');
    });

    it('has the pair as its conversation, and the names and times of the message', async () => {
      const seen: Activity[] = [];
      await start({ logic: async ({ activity }) => void seen.push(activity) });
      await channel.emulator.say({ from: thandi, name: 'Thandi', text: 'Hello' });
      await channel.settled();
      expect(seen.map(({ type }) => type)).to.deep.equal(['conversationUpdate', 'message']);
      // A conversation has no name: an empty one, where the SDK takes it.
      expect(seen[1]).to.containSubset({
        channelId: 'whatsapp',
        text: 'Hello',
        timestamp: new Date(noon),
        conversation: { id: `${business}:${thandi}`, isGroup: false, conversationType: 'personal' },
        recipient: { id: business, role: 'bot' },
        from: { id: thandi, name: 'Thandi', role: 'user' },
      });
    });

    it('greets a person once, before their first message, and each number has its own', async () => {
      await start({
        logic: async ({ activity, sendActivity }) => {
          if (activity.membersAdded?.some(({ id }) => id !== activity.recipient?.id)) await sendActivity('Welcome');
          if (activity.type === 'message') await sendActivity(`You said: ${activity.text}`);
        },
      });
      await channel.say('one');
      await channel.say('two');
      await channel.say('three', '27820000002');
      expect(channel.heard()).to.deep.equal(['Welcome', 'You said: one', 'You said: two']);
      expect(channel.heard('27820000002')).to.deep.equal(['Welcome', 'You said: three']);
    });

    it('begins with the welcome, the message, or both, as the adapter is told', async () => {
      for (const firstContact of ['both', 'message'] as const) {
        const types: unknown[] = [];
        await start({ logic: async ({ activity }) => void types.push(activity.type), adapter: { firstContact } });
        await channel.say('Hello');
        expect(types).to.deep.equal(firstContact === 'both' ? ['conversationUpdate', 'message'] : ['message']);
      }
    });

    it('comes one after another in a conversation, so that no state is lost', async () => {
      const counts: unknown[] = [];
      await start({
        remembers: async ({ activity }, memory) => {
          if (activity.type !== 'message') return;
          const count = Number(memory.count ?? 0) + 1;
          await new Promise((resolve) => setImmediate(resolve));
          memory.count = count;
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
          if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
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
          if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
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
            { type: 'message', text: 'one' },
            { type: 'delay', value: 1 },
            { type: 'trace', name: 'x' },
            { type: 'message', text: 'two' },
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
      await channel.bot.proactive(thandi, async (context) => {
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

  describe('proactive turns', () => {
    it('wait for the turn that runs, and run inline inside their own conversation', async () => {
      const order: string[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          order.push('turn begins');
          await channel.bot.proactive(thandi, async (inner) => {
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
      const proactive = channel.bot.proactive(thandi, async ({ activity }) => {
        order.push(`${activity.type} ${activity.name}`);
      });
      release();
      await proactive;
      expect(order).to.deep.equal(['begin', 'end', 'event ContinueConversation']);
    });
  });

  describe('statuses', () => {
    it('reach only the handler that asked for them, each once', async () => {
      const types: string[] = [];
      const statuses: object[] = [];
      await start({
        logic: async (context) => {
          types.push(`${context.activity.type}`);
          if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
        },
      });
      channel.bot.onStatus(async ({ activity: { name, value } }) => void statuses.push({ name, value }));
      channel.emulator.fault('duplicateCallback', 3);
      await channel.say('Hello');
      expect(types).to.deep.equal(['conversationUpdate', 'message']);
      const expected = ['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ'].map((status) => ({
        name: 'clickatell/status',
        value: { status },
      }));
      expect(statuses).to.have.length(3).and.to.containSubset(expected);
    });
  });
});
