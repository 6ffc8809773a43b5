import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { systemClock } from '../../src/core/clock.js';
import {
  createEmulator,
  MovableClock,
  type NotificationReport,
  NotificationUnsettledError,
  type Store,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { Ledger } from '../../src/sending/ledger.js';
import { fallbackId } from '../../src/sending/partIds.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { type Line, lineTo } from '../support/line.js';
import { PoisonClient } from '../support/poison.js';
import { rejection } from '../support/rejection.js';

const { problem } = PoisonClient;
const [hour, day] = [60 * 60 * 1000, 24 * 60 * 60 * 1000];
const asking = 'We have news for you. Shall we show you?';
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: asking, fallback: ['generic'] },
    { name: 'parcel', language: 'en', category: 'utility', body: 'Your parcel is here.', fallback: ['generic'] },
    { name: 'generic', language: 'en', category: 'utility', body: 'There is news for you.' },
  ],
});
const resolved = (summary: string) => template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary });
const asTemplate = (summary: string) =>
  `Support\n\nHi Thandi, your ticket T-42 is resolved: ${summary}. Tell us if it is not.`;

describeEveryEngine('What a dead letter leaves behind', (openFresh) => {
  let store: Store;
  let channel: Channel;
  let client: PoisonClient;
  let line: Line;
  const start = async (logic?: (context: TurnContext) => Promise<void>) => {
    store = await openFresh();
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const { apiKey } = emulator.integrate({ number: business });
    line = await lineTo(emulator.url);
    const retry = { retries: 1, minDelayMs: 1, maxDelayMs: 2 };
    client = new PoisonClient({ apiKey, number: business, baseUrl: line.url, retry });
    const adapter = { client, templates, unknownWaitMs: 100, lanes: { attempts: 2, retryDelayMs: 1 } };
    channel = await startChannel({ store, clock, emulator, adapter, ...(logic && { logic }) });
    emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const report = async (id: string): Promise<NotificationReport> => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  const letters = async () => {
    const all = await channel.adapter.deadLetters();
    return all.map(({ item, error }) => ({ id: item.id, kind: item.id.split(':')[0], error }));
  };
  const kinds = async () => (await letters()).map(({ kind, error }) => `${kind} ${error}`);
  const repeat = async (kind: string) => {
    for (const letter of await letters()) if (letter.kind === kind) await channel.adapter.repeat(letter.id);
    await channel.settled();
  };
  const later = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };
  const inTime = (condition: () => boolean | Promise<boolean>) =>
    until(async () => {
      await later(30_000);
      return condition();
    });
  afterEach(async () => {
    await channel.close();
    await client.close();
    await line.down();
    await channel.emulator.close();
    await store.close();
  });

  it('of the outbox: the message that it could not get over is given up, and the others leave', async () => {
    await start();
    await line.down();
    for (const id of ['a', 'b', 'c']) await channel.adapter.notify({ to: thandi, template: resolved(`as ${id}`), id });
    await until(async () => (await channel.adapter.notification('c'))?.state === 'waiting');
    client.poison = 'as b';
    await line.up();
    await inTime(async () => (await report('c')).state === 'read');
    expect(channel.heard()).to.deep.equal([asTemplate('as a'), asTemplate('as c')]);
    expect(await report('a')).to.include({ state: 'read' });
    expect(await report('b')).to.deep.include({ state: 'failed', reason: problem, error: { description: problem } });
    expect(await kinds()).to.deep.equal(['outbox DamagedValueError', 'unsent GivenUpError']);
    client.poison = undefined;
    await repeat('unsent');
    await inTime(async () => (await report('b')).state === 'read');
    expect(channel.heard().slice(2)).to.deep.equal([asTemplate('as b')]);
    await repeat('outbox');
    expect(channel.heard()).to.have.length(3);
    expect(await kinds()).to.deep.equal([]);
  });

  it('of the outbox: a person who writes meanwhile is answered', async () => {
    await start();
    channel.emulator.fault('rateLimitLater', 1);
    await channel.adapter.notify({ to: thandi, template: resolved('as a'), id: 'a' });
    await until(async () => (await report('a')).state === 'waiting');
    client.poison = 'as a';
    await channel.say('Hello');
    await inTime(() => channel.heard().length > 0);
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
    expect(await report('a')).to.include({ state: 'failed', reason: problem });
    expect(await kinds()).to.deep.equal(['outbox DamagedValueError', 'unsent GivenUpError']);
  });

  describe('of a status, whose turn was sending the template in the place of a text', () => {
    beforeEach(async () => {
      await start();
      await channel.say('Hello');
      client.poison = 'as x';
      channel.emulator.fault('windowRefused', 1);
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved('as x'), id: 'x' });
      await until(async () => (await letters()).length === 1);
    });
    const states = ({ messages }: NotificationReport) => messages.map(({ state }) => state);

    it('the template has failed, and the report says why', async () => {
      const failed = await report('x');
      expect(failed).to.deep.include({ state: 'failed', reason: problem, error: { description: problem } });
      expect(states(failed)).to.deep.equal(['failed', 'failed']);
      expect(channel.heard()).to.deep.equal(['You said: Hello']);
      // It may have left.
      const again = channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved('as x'), id: 'x' });
      await rejection(again, NotificationUnsettledError);
    });

    it('the template leaves if the dead letter is repeated', async () => {
      await report('x');
      client.poison = undefined;
      for (const { id } of await letters()) await channel.adapter.repeat(id);
      await until(async () => (await report('x')).state === 'read');
      expect(await report('x'))
        .to.include({ sentAs: 'template' })
        .and.not.to.have.property('error');
      expect(channel.heard()).to.deep.equal(['You said: Hello', asTemplate('as x')]);
      expect(await letters()).to.deep.equal([]);
    });

    for (const [status, state] of [
      ['SENT_TO_SUPPLIER', 'sent'],
      ['READ', 'read'],
    ] as const) {
      it(`a status counts that comes for the template after all: ${status}`, async () => {
        const { messages } = await report('x');
        const clientMessageId = messages.at(-1)?.clientMessageId;
        const entry = {
          channel: 'whatsapp',
          messageId: 'late',
          clientMessageId,
          status,
          timestamp: channel.clock.now(),
        };
        const body = JSON.stringify({ event: { messageStatusUpdate: [entry] } });
        expect((await fetch(channel.url, { method: 'POST', body })).status).to.equal(200);
        const told = await report('x');
        expect(told).to.include({ state, sentAs: 'template' });
        expect(told.reason).to.match(/the message went out again as its template/);
        expect(states(told)).to.deep.equal(['failed', state]);
      });
    }
  });

  for (const isWritten of [true, false]) {
    it(`of a status, whose turn ${isWritten ? 'was sending' : 'had not come to'} the next template: there is none`, async () => {
      await start();
      channel.emulator.template('parcel', 'paused', 'status');
      Object.assign(client, { poison: 'generic', isWritten });
      await channel.adapter.notify({ to: thandi, template: template('parcel'), id: 'x' });
      await until(async () => (await letters()).length === 1);
      expect(await report('x')).to.include({ state: 'failed', reason: problem });
      client.poison = undefined;
      for (const { id } of await letters()) await channel.adapter.repeat(id);
      await until(async () => (await report('x')).state === 'read');
      expect(await report('x'))
        .to.include({ template: 'generic' })
        .and.not.to.have.property('error');
      expect(channel.heard()).to.deep.equal(['There is news for you.']);
    });
  }

  it('of a status, whose turn was sending the fallback text: the text has failed', async () => {
    const color = { type: 'imBack', title: 'Red', value: 'Red' };
    await start(async (context) => {
      if (context.activity.type !== 'message') return;
      await context.sendActivity({ text: 'Which?', suggestedActions: { to: [], actions: [color] } });
    });
    // The text has its number, the button has not.
    client.poison = '1. Red';
    channel.emulator.fault('nativeFailed', 1);
    await channel.say('Hello');
    await until(async () => (await letters()).length === 1);
    await channel.settled();
    const [buttons] = channel.emulator.chat(thandi).undelivered;
    const part = await new Ledger(store, systemClock).get(fallbackId(buttons?.clientMessageId ?? ''));
    expect(part).to.deep.include({ state: 'failed', unsettled: { from: 'sending', reason: problem } });
  });

  describe('of what is held', () => {
    const hold = async (id: string, text: string) => {
      await channel.adapter.notify({ to: thandi, text, id, whenClosed: 'hold' });
      await channel.settled();
    };
    const beforeAsking = async () => {
      await start();
      client.poison = 'open_again';
      await hold('x', 'One.');
      await until(async () => (await letters()).length === 1);
      await channel.settled();
      expect(await kinds()).to.deep.equal(['holds DamagedValueError']);
      expect(await report('x')).to.include({ state: 'held' });
    };

    it('while it asked the person: their answer releases it', async () => {
      await beforeAsking();
      await channel.say('Any news?');
      expect(channel.heard()).to.deep.equal(['One.', 'You said: Any news?']);
      expect(await report('x')).to.include({ state: 'read' });
    });

    it('while it asked the person: it expires', async () => {
      await beforeAsking();
      await later(7 * day);
      await until(async () => (await report('x')).state !== 'held');
      const { state, reason } = await report('x');
      expect(state).to.equal('failed');
      expect(reason).to.match(/^It has expired/);
      expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
    });

    it('while it asked the person: they are asked again after the cool-down, also for what is held next', async () => {
      await beforeAsking();
      client.poison = undefined;
      await hold('y', 'Two.');
      expect(channel.heard()).to.deep.equal([]);
      await later(day - hour);
      expect(channel.heard()).to.deep.equal([]);
      await later(hour);
      await until(() => channel.heard().length > 0);
      await later(2 * day);
      expect(channel.heard()).to.deep.equal([asking]);
      await channel.say('Show me');
      expect(channel.heard().slice(1)).to.deep.equal(['One.', 'Two.', 'You said: Show me']);
    });

    it('of a status, whose turn was asking with the next template: they are asked again after the cool-down', async () => {
      await start();
      channel.emulator.template('open_again', 'paused', 'status');
      client.poison = 'generic';
      await hold('x', 'One.');
      await until(async () => (await letters()).length === 1);
      await channel.settled();
      client.poison = undefined;
      channel.emulator.template('open_again', 'active');
      await later(day);
      await until(() => channel.heard().length > 0);
      expect(channel.heard()).to.deep.equal([asking]);
      expect(await report('x')).to.include({ state: 'held' });
    });

    it('while it was released: the message that it could not get over is given up, and the others leave', async () => {
      await start();
      const texts = { x: 'One.', y: 'Two.', z: 'Three.' };
      for (const [id, text] of Object.entries(texts)) await hold(id, text);
      client.poison = 'Two.';
      await channel.say('Show me');
      await until(async () => (await report('z')).state === 'read');
      expect(channel.heard()).to.deep.equal([asking, 'One.', 'Three.']);
      expect(await report('x')).to.include({ state: 'read' });
      expect(await report('y')).to.deep.include({ state: 'failed', reason: problem, error: { description: problem } });
      const [message, ...others] = await letters();
      expect(others.map(({ kind }) => kind)).to.deep.equal(['holds', 'unsent']);
      // The next answer works, and so do the dead letters.
      await channel.say('And now?');
      expect(channel.heard().slice(3)).to.deep.equal(['You said: And now?']);
      client.poison = undefined;
      await channel.adapter.repeat(message?.id ?? '');
      await repeat('unsent');
      await inTime(async () => (await report('y')).state === 'read');
      expect(channel.heard().slice(4)).to.deep.equal(['You said: Show me', 'Two.']);
    });
  });
});
