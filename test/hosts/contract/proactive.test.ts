import { expect } from 'chai';
import {
  type DecisionRecord,
  type DeskEvent,
  InvalidInputError,
  NotificationIdReusedError,
  outsideWindow,
  TemplateNotFoundError,
  template,
  WindowClosedError,
  withIntent,
} from '../../../src/index.js';
import { business, noon, signUp, thandi } from '../../support/channel.js';
import { asking, hour, minute, second, started, stopped, templates } from '../../support/consent.js';
import { describeHosts, type HostChannel, type HostChannelOptions } from '../../support/hosts.js';
import { rejection } from '../../support/rejection.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';

describeHosts('What is said on our own account', (startHost) => {
  let channel: HostChannel;
  const start = async ({ adapter, ...options }: HostChannelOptions = {}) => {
    channel = await startHost({ ...options, adapter: { templates, ...adapter } });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const report = async (id: string) => {
    await channel.settled();
    return channel.adapter.notification(id);
  };
  const advance = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };

  describe('notifications', () => {
    const both = { to: thandi, text: 'Fixed.', template: resolved, id: 'order-1' };

    it('are a text while the window is open, and a template afterwards', async () => {
      await start();
      await channel.say('Hello');
      await channel.adapter.notify(both);
      expect(await report(both.id)).to.include({ state: 'read', sentAs: 'text' });
      await advance(25 * hour);
      await channel.adapter.notify({ ...both, id: 'order-2' });
      expect(await report('order-2')).to.include({ state: 'read', sentAs: 'template', template: 'ticket_resolved' });
      expect(channel.heard()).to.deep.equal(['You said: Hello', 'Fixed.', asTemplate]);
    });

    it('are one under one id, and another one with it is refused', async () => {
      await start();
      await channel.adapter.notify(both);
      await channel.adapter.notify(both);
      await rejection(channel.adapter.notify({ ...both, text: 'Other words.' }), NotificationIdReusedError);
      await channel.settled();
      expect(channel.heard()).to.deep.equal([asTemplate]);
      expect(await channel.adapter.notification('unknown')).to.equal(undefined);
    });

    it('say why they are refused', async () => {
      await start();
      await channel.adapter.notify({ to: thandi, text: 'Hello', id: 'n' });
      const { state, reason } = (await report('n')) ?? {};
      expect(state).to.equal('refused');
      expect(reason).to.match(/^The person has never written, and there is no template for the message\. /);
      expect((await rejection(channel.adapter.notify({ to: 'x', text: 'Hello' }), InvalidInputError)).field).to.equal(
        'to',
      );
    });

    it('are answered by a tap on their quick reply', async () => {
      const heard: (string | undefined)[] = [];
      await start({ logic: async ({ activity }) => void (activity.type === 'message' && heard.push(activity.text)) });
      await channel.adapter.notify(both);
      await channel.settled();
      await channel.emulator.say({ from: thandi, tap: 'Not solved' });
      await channel.settled();
      expect(heard).to.deep.equal(['Not solved']);
    });

    it('come later as follow-ups, the last under a key alone', async () => {
      await start();
      await channel.say('Hello');
      await channel.adapter.schedule({ key: 'T-42', in: hour, to: thandi, text: 'Too early.' });
      await channel.adapter.schedule({ key: 'T-42', in: 2 * hour, to: thandi, text: 'Did it help?' });
      await channel.adapter.schedule({ key: 'T-43', in: 2 * hour, to: thandi, text: 'Cancelled.' });
      expect(await channel.adapter.cancel('T-43')).to.equal(true);
      await advance(hour);
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      await advance(hour);
      expect(channel.heard()).to.deep.equal(['You said: Hello', 'Did it help?']);
      expect(await channel.adapter.cancel('T-42')).to.equal(false);
    });
  });

  describe('what is held', () => {
    it('leaves in order once the person writes, before the answer, behind one template', async () => {
      await start();
      for (const text of ['One.', 'Two.']) await channel.adapter.notify({ to: thandi, text, whenClosed: 'hold' });
      await channel.bot.proactive(thandi, async ({ sendActivity }) => {
        await sendActivity(withIntent('Three.', { whenClosed: 'hold' }));
      });
      await channel.settled();
      expect(channel.heard()).to.deep.equal([asking]);
      expect(await channel.adapter.held({ to: thandi })).to.have.length(3);
      await channel.say('Yes');
      expect(channel.heard()).to.deep.equal([asking, 'One.', 'Two.', 'Three.', 'You said: Yes']);
      expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
    });

    it('can be taken back', async () => {
      await start();
      await channel.adapter.notify({ to: thandi, text: 'One.', whenClosed: 'hold', id: 'n' });
      await channel.adapter.notify({ to: thandi, text: 'Two.', whenClosed: 'hold' });
      await channel.settled();
      expect(await channel.adapter.cancelHeld({ to: thandi, id: 'n' })).to.equal(1);
      await channel.say('Yes');
      expect(channel.heard()).to.deep.equal([asking, 'Two.', 'You said: Yes']);
    });
  });

  describe('consent', () => {
    it('ends with STOP, which is answered, and begins again with START', async () => {
      const heard: (string | undefined)[] = [];
      const changes: unknown[] = [];
      await start({
        logic: async ({ activity, sendActivity }) => {
          if (activity.type !== 'message') return;
          heard.push(activity.text);
          await sendActivity(`You said: ${activity.text}`);
        },
        register: (bot) => bot.onConsent(async ({ activity }) => void changes.push(activity.name)),
      });
      await channel.say('Hello');
      await channel.say('STOP');
      await channel.adapter.notify({ to: thandi, text: 'News.', template: resolved, id: 'n' });
      expect(await report('n')).to.include({ state: 'refused', reason: 'The person has written STOP (2026-05-01).' });
      const proactive = channel.bot.proactive(thandi, async ({ sendActivity }) => void (await sendActivity('News.')));
      expect((await rejection(proactive, Error)).name).to.equal('OptedOutError');
      await channel.say('How are you?');
      await advance(minute);
      await channel.say('START');
      await channel.adapter.notify({ to: thandi, text: 'News again.' });
      await channel.settled();
      expect(heard).to.deep.equal(['Hello', 'How are you?']);
      expect(channel.heard()).to.deep.equal([
        'You said: Hello',
        stopped,
        'You said: How are you?',
        started,
        'News again.',
      ]);
      expect(changes).to.deep.equal(['clickatell/consent', 'clickatell/consent']);
    });

    it('is asked for by a topic', async () => {
      await start();
      const news = { to: thandi, topic: 'flight:SA204', template: template('flight_news') };
      await channel.adapter.notify({ ...news, id: 'before' });
      expect(await report('before')).to.include({ state: 'refused' });
      await signUp(channel.adapter, thandi, 'flight:SA204');
      await advance(second);
      await channel.adapter.publish({ topic: 'flight:SA204', template: template('flight_news'), id: 'p' });
      await channel.settled();
      expect(channel.heard()).to.deep.equal(['There is news of your flight.']);
    });
  });

  describe('a hand-off', () => {
    it('begins with the bot’s event, silences the bot, and ends with an event for it', async () => {
      const events: string[] = [];
      const desk = { deliver: async (event: DeskEvent) => void events.push(event.type) };
      await start({
        adapter: { handOff: { desk } },
        logic: async ({ activity: { type, name, text, value }, sendActivity }) => {
          if (type === 'event') events.push(`${name} ${JSON.stringify(value)}`);
          if (type !== 'message') return;
          if (text === 'human') await sendActivity({ type: 'event', name: 'handoff.initiate', value: { reason: 'x' } });
          else await sendActivity(`You said: ${text}`);
        },
      });
      const id = `${business}:${thandi}`;
      await channel.say('human');
      await channel.say('Are you there?');
      expect(await channel.adapter.desk.conversations('waiting')).to.have.length(1);
      await channel.adapter.desk.reply(id, { text: 'I am.', agent: 'Sipho', id: 'r1' });
      await channel.settled();
      await channel.adapter.desk.close(id);
      await channel.settled();
      await channel.say('Thanks');
      expect(channel.heard()).to.deep.equal(['I am.', 'You said: Thanks']);
      expect(events).to.include.members(['handoff.status {"state":"completed"}', 'message']);
    });
  });

  describe('why', () => {
    it('is told beforehand, with nothing sent, and recorded afterwards, with the same reason', async () => {
      await start();
      const reference = channel.adapter.reference(thandi);
      const forecast = await channel.adapter.explain(outsideWindow('Fixed.', resolved), reference);
      expect(forecast).to.include({ kind: 'template', conversationType: 're-engagement', behind: 0, held: 0 });
      expect(channel.heard()).to.deep.equal([]);
      await rejection(channel.adapter.explain(template('no_such'), reference), TemplateNotFoundError);
      await channel.bot.proactive(thandi, async ({ sendActivity }) => {
        await sendActivity(outsideWindow('Fixed.', resolved));
        await rejection(sendActivity('Hello'), WindowClosedError);
      });
      await channel.settled();
      const decisions: DecisionRecord[] = [];
      for await (const decision of channel.adapter.decisions(thandi)) decisions.push(decision);
      expect(decisions).to.have.length(2);
      const [sent, refused] = decisions;
      expect(sent).to.include({ kind: 'template', reason: forecast.reason, at: noon, from: business });
      expect(refused).to.include({ kind: 'refuse', rule: 'no-template' });
    });
  });
});
