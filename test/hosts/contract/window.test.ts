import { expect } from 'chai';
import { outsideWindow, template, WindowClosedError } from '../../../src/index.js';
import { noon, thandi, until } from '../../support/channel.js';
import { describeHosts, type HostChannel, type HostChannelOptions } from '../../support/hosts.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
/** As many messages as there are letters. */
const inParts = (letters: string) => [...letters].map((letter) => letter.repeat(4000)).join('\n');

describeHosts('Messages of a bot', (startHost) => {
  let channel: HostChannel;
  const start = async (options: HostChannelOptions = {}) => {
    channel = await startHost(options);
  };

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
        channel.bot.proactive(thandi, async (context) => {
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
      await channel.bot.create(thandi, async (context) => {
        await context.sendActivity('Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.');
      });
      await channel.settled();
      expect(channel.emulator.chat(thandi).messages.map(({ kind }) => kind)).to.deep.equal(['template']);
    });

    it('says the first message of a conversation that is created, by the same rule', async () => {
      await start();
      const first = 'Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
      const seen: unknown[] = [];
      await channel.bot.create(thandi, async ({ activity }) => void seen.push(activity.name), first);
      await channel.settled();
      expect(channel.emulator.chat(thandi).messages.map(({ kind }) => kind)).to.deep.equal(['template']);
      expect(seen).to.deep.equal(['CreateConversation']);
    });

    it('refuses what has no template, and nothing of the call leaves', async () => {
      await start();
      let failure: unknown;
      await channel.bot.proactive(thandi, async (context) => {
        await context.sendActivities([resolved, { type: 'message', text: 'Hello' }]).catch((error: unknown) => {
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
      await channel.bot.proactive(thandi, async (context) => {
        await context.sendPastMiddlewares({ type: 'message', text: 'Hello' }).catch((error: unknown) => {
          failure = error;
        });
      });
      expect(failure).to.be.instanceOf(WindowClosedError);
      expect(channel.emulator.requests.messages).to.equal(0);
    });

    it('survives an onTurnError that cannot send either', async () => {
      await start();
      let errors = 0;
      channel.bot.onTurnError(async (context) => {
        errors += 1;
        await context.sendActivity('Sorry');
      });
      const failure = await channel.bot
        .proactive(thandi, async (context) => {
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
      }
    });
  });

  describe('the window, while a turn is under way', () => {
    const firstLetters = () => channel.heard().map((text) => text.slice(0, 1));

    it('is closed once a status says so: the next message of the turn leaves as its template', async () => {
      await start({
        async logic(context) {
          if (context.activity.type !== 'message') return;
          await context.sendActivity('one');
          await until(() => channel.events.some((event) => event.kind === 'status' && event.status.includes('RE_ENG')));
          await context.sendActivity(outsideWindow('two', resolved));
        },
      });
      channel.emulator.fault('windowRefused', 1);
      await channel.say('Hello');
      expect(channel.heard().at(-1)).to.equal(asTemplate);
      expect(channel.heard()).not.to.include('two');
    });

    it('is closed once a status says so that names its message by the provider’s id alone', async () => {
      await start({
        async logic(context) {
          if (context.activity.type !== 'message') return;
          await context.sendActivity('one');
          const status = 'WHATSAPP_RE_ENGAGEMENT_REQUIRED';
          const messageId = channel.emulator.chat(thandi).messages.at(-1)?.id;
          const body = JSON.stringify({ event: { messageStatusUpdate: [{ messageId, status }] } });
          expect((await fetch(channel.url, { method: 'POST', body })).status).to.equal(200);
          await context.sendActivity(outsideWindow('two', resolved));
        },
      });
      channel.emulator.fault('namelessStatus', 100);
      await channel.say('Hello');
      expect(channel.heard().at(-1)).to.equal(asTemplate);
      expect(channel.heard()).not.to.include('two');
    });

    it('refuses a message without a template then', async () => {
      const errors: unknown[] = [];
      await start({
        async logic(context) {
          if (context.activity.type !== 'message') return;
          await context.sendActivity('one');
          await until(() => channel.events.some((event) => event.kind === 'status' && event.status.includes('RE_ENG')));
          await context.sendActivity('two').catch((error: unknown) => errors.push(error));
        },
      });
      channel.emulator.fault('windowRefused', 1);
      await channel.say('Hello');
      expect(errors[0]).to.be.instanceOf(WindowClosedError);
      expect(channel.heard()).not.to.include('two');
    });

    it('is open for a proactive turn once the person has written, also for what had a template ready', async () => {
      let thought = () => {};
      const thinking = new Promise<void>((resolve) => {
        thought = resolve;
      });
      await start();
      const turn = channel.bot.proactive(thandi, async (context) => {
        await thinking;
        await context.sendActivity('And a text without a template.');
        await context.sendActivity(outsideWindow('Fixed.', resolved));
      });
      await channel.emulator.say({ from: thandi, text: 'Hello' });
      thought();
      await turn;
      await channel.settled();
      expect(channel.heard().slice(0, 2)).to.deep.equal(['And a text without a template.', 'Fixed.']);
    });

    it('stops what has not left of a message of several parts, and the message leaves as its template', async () => {
      await start({
        async logic(context) {
          if (context.activity.type === 'message') await context.sendActivity(outsideWindow(inParts('abc'), resolved));
        },
      });
      channel.emulator.fault('windowRefused', 1);
      channel.emulator.fault('statusFirst', 1);
      await channel.say('Hello');
      expect(firstLetters()).to.deep.equal(['S']);
    });

    it('sends no template if other parts of the message have arrived', async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('windowRefused', 1);
      // The statuses of the first part come after it, and after the other parts have left.
      const turn = channel.bot.proactive(thandi, async (context) => {
        channel.emulator.fault('lateCallback', 1);
        await context.sendActivity(outsideWindow(inParts('abc'), resolved));
      });
      await turn;
      await channel.settled();
      expect(firstLetters()).to.include('b').and.not.to.include('S');
    });
  });
});
