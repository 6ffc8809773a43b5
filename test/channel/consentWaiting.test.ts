import { expect } from 'chai';
import {
  createEmulator,
  type Logic,
  MovableClock,
  openStore,
  outsideWindow,
  type Store,
  template,
  withIntent,
} from '../../src/index.js';
import { gate } from '../lanes/contract.js';
import { business, type ChannelOptions, echo, noon, signUp, thandi, until } from '../support/channel.js';
import {
  asking,
  type ConsentChannel,
  ended,
  hasStopped,
  hour,
  minute,
  second,
  startConsent,
  started,
  stopped,
} from '../support/consent.js';
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { type Line, lineTo } from '../support/line.js';
import { describeWithRedis } from '../support/redis.js';

const long = `${'a'.repeat(4000)}\n${'b'.repeat(4000)}`;
const news = template('flight_news');
const quick = { retry: { retries: 1, minDelayMs: 1, maxDelayMs: 2 } };

describe('What waits when STOP is said', () => {
  after(removeFolders);
  describeWaiting('in memory', () => openStore('memory:'));
  describeWaiting('on LMDB', async () => openStore(`lmdb:${await temporaryFolder()}`));
  describeWithRedis('on Redis', (freshUrl) => describeWaiting('in one process', () => openStore(freshUrl())));
});

function describeWaiting(title: string, openFresh: () => Promise<Store>): void {
  describe(title, () => {
    let store: Store;
    let channel: ConsentChannel;
    let line: Line;
    const start = async ({ client, ...options }: ChannelOptions = {}) => {
      const clock = new MovableClock({ now: () => noon });
      const emulator = await createEmulator({ clock });
      line = await lineTo(emulator.url);
      store = await openFresh();
      channel = await startConsent({
        ...{ ...options, store, clock, emulator },
        client: { ...quick, ...client, baseUrl: line.url },
      });
    };
    const later = (ms = second) => channel.clock.advance(ms);
    const refused = { state: 'refused', reason: hasStopped, sentAs: null };
    afterEach(async () => {
      expect(channel.emulator.violations).to.deep.equal([]);
      await channel.close();
      await store.close();
      await line.down();
      await channel.emulator.close();
    });

    describe('held', () => {
      it('is dropped, says so, and the person is not asked for it', async () => {
        await start();
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        later(25 * hour);
        const ids = [
          await channel.notify({ text: 'Fixed.', whenClosed: 'hold' }),
          await channel.notify({ text: 'Yours.', whenClosed: 'hold', topic: 'tickets' }),
        ];
        for (const id of ids) expect(await channel.report(id)).to.include({ state: 'held' });
        later();
        await channel.say('stop');
        for (const id of ids) {
          const report = await channel.report(id);
          expect(report).to.include({ state: 'refused', reason: hasStopped.replace('05-01', '05-02') });
          expect(report.decisions.map(({ afterwards }) => afterwards.ended?.outcome)).to.deep.equal(['stopped']);
        }
        expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
        expect(channel.heard()).to.deep.equal(['You said: Hello', asking, stopped]);
        // Nor is what is to be held from now on.
        later(25 * hour);
        const id = await channel.notify({ text: 'More.', whenClosed: 'hold' });
        expect(await channel.report(id)).to.include({ state: 'refused' });
        await channel.say('start');
        expect(channel.heard().slice(3)).to.deep.equal([`${started} Your alerts are on again: your tickets.`]);
      });

      it('after STOP to the template that asked for it: the alert ends, and what else is held stays', async () => {
        await start();
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        later(25 * hour);
        const yours = await channel.notify({ text: 'Yours.', whenClosed: 'hold', topic: 'tickets' });
        later();
        await channel.say('stop');
        expect(channel.heard().slice(1)).to.deep.equal([asking, ended('your tickets')]);
        expect((await channel.report(yours)).reason).to.match(/^The person has answered STOP to “your tickets”/);
      });

      for (const release of ['before', 'after'] as const) {
        it(`an answer is given with the confirmation: the person asked for it (${release})`, async () => {
          const { opened, open } = gate();
          await start({
            adapter: { hold: { release } },
            logic: async (context) => {
              if (context.activity.type !== 'message') return;
              if (context.activity.text === 'My balance') await opened;
              await context.sendActivity(withIntent('You have R5.', { whenClosed: 'hold' }));
            },
          });
          await channel.emulator.say({ from: thandi, text: 'My balance' });
          later(25 * hour);
          open();
          await channel.settled();
          expect(await channel.adapter.held({ to: thandi })).to.have.length(1);
          expect(channel.heard()).to.deep.equal([asking]);
          await channel.say('stop');
          const both = release === 'before' ? ['You have R5.', stopped] : [stopped, 'You have R5.'];
          expect(channel.heard().slice(1)).to.deep.equal(both);
          expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
        });
      }

      it('an answer stays after a STOP by a program, and the person is not asked until that is taken back', async () => {
        const { opened, open } = gate();
        await start({
          logic: async (context) => {
            if (context.activity.type !== 'message') return;
            await opened;
            await context.sendActivity(withIntent('You have R5.', { whenClosed: 'hold' }));
          },
        });
        await channel.emulator.say({ from: thandi, text: 'My balance' });
        later();
        await channel.adapter.consent.change({ to: thandi, source: 'desk', stopped: true });
        later(25 * hour);
        open();
        await channel.settled();
        expect(await channel.adapter.held({ to: thandi })).to.have.length(1);
        later(25 * hour);
        await channel.settled();
        expect(channel.heard()).to.deep.equal([]);
        expect(channel.events.filter(({ kind }) => kind === 'fault')).to.deep.equal([]);
        await channel.adapter.consent.change({ to: thandi, source: 'desk', stopped: false });
        await channel.settled();
        expect(channel.heard()).to.deep.equal([asking]);
        await channel.say('Show me');
        expect(channel.heard()).to.deep.equal([asking, 'You have R5.', 'You have R5.']);
      });
    });

    describe('scheduled', () => {
      it('is dropped at once, says so, and nothing is left to cancel', async () => {
        await start();
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        const due = { to: thandi, text: 'Well?', in: hour };
        const { id } = await channel.adapter.schedule({ key: 'T-1/well', ...due });
        const { id: alert } = await channel.adapter.schedule({ key: 'T-2/well', ...due, topic: 'tickets' });
        await channel.adapter.schedule({ key: 'T-3/well', ...due, to: '27820000002' });
        later();
        await channel.say('stop');
        for (const each of [id, alert]) expect(await channel.report(each)).to.include(refused);
        expect(await channel.adapter.cancel('T-1/well')).to.equal(false);
        expect(await channel.adapter.cancel('T-3/well')).to.equal(true);
        later(2 * hour);
        await channel.settled();
        expect(channel.heard()).to.deep.equal(['You said: Hello', stopped]);
      });

      it('by STOP to an alert: only what is about it', async () => {
        await start();
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        const due = { to: thandi, in: hour };
        const { id } = await channel.adapter.schedule({ key: 'a', ...due, text: 'Yours.', topic: 'tickets' });
        const { id: own } = await channel.adapter.schedule({ key: 'b', ...due, text: 'Well?' });
        await channel.notify({ text: 'News.', topic: 'tickets' });
        later();
        await channel.say('stop');
        expect((await channel.report(id)).reason).to.match(/^The person has answered STOP to “your tickets”/);
        expect(await channel.adapter.notification(own)).to.equal(undefined);
        later(2 * hour);
        await until(async () => (await channel.adapter.notification(own))?.state === 'read');
        expect(channel.heard().at(-1)).to.equal('Well?');
      });

      it('after STOP is refused when it is due, and sent if START was said by then', async () => {
        await start();
        await channel.say('stop');
        const due = { to: thandi, text: 'Well?' };
        const { id: one } = await channel.adapter.schedule({ key: 'a', ...due, in: hour });
        const { id: two } = await channel.adapter.schedule({ key: 'b', ...due, in: 3 * hour });
        later(2 * hour);
        await until(async () => (await channel.adapter.notification(one)) !== undefined);
        expect(await channel.report(one)).to.include(refused);
        await channel.say('start');
        later(2 * hour);
        await until(async () => (await channel.adapter.notification(two))?.state === 'read');
      });
    });

    describe('in the outbox', () => {
      it('on our own account is dropped and says so, and an answer is given', async () => {
        await start({
          logic: async (context) => {
            if (context.activity.type === 'message') await context.sendActivity('You have R5.');
          },
        });
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        await line.down();
        await channel.say('My balance');
        const ids = [
          await channel.notify({ text: 'Fixed.' }),
          await channel.notify({ text: 'Yours.', topic: 'tickets' }),
        ];
        for (const id of ids) expect(await channel.report(id)).to.include({ state: 'waiting' });
        later();
        await channel.say('stop');
        for (const id of ids) expect(await channel.report(id)).to.include(refused);
        await line.up();
        await eventually(async () => {
          later(minute);
          await channel.settled();
          expect(channel.heard().slice(1)).to.deep.equal(['You have R5.', stopped]);
        });
        expect(await channel.adapter.deadLetters()).to.deep.equal([]);
      });

      it('and may have left before: the report says so, and what became of it once that is told', async () => {
        await start({ adapter: { unknownWaitMs: 1 } });
        await channel.say('Hello');
        // No status comes by itself.
        channel.emulator.integrate({ number: business });
        channel.emulator.fault('resetAfterAccept', 3);
        await channel.notify({ id: 'n', text: 'Fixed.' });
        expect(await channel.report('n')).to.include({ state: 'accepted' });
        later();
        await channel.post('m', 'stop', channel.clock.now());
        const reason = `${hasStopped} It, or a part of it, may have left before.`;
        expect(await channel.report('n')).to.include({ state: 'failed', reason });
        await channel.tell({ messageId: 'its-id', clientMessageId: 'n-n-1', status: 'DELIVERED' });
        expect(await channel.report('n')).to.include({ state: 'delivered' });
        const { messages } = channel.emulator.requests;
        later(2 * hour);
        await channel.settled();
        expect(channel.emulator.requests.messages).to.equal(messages);
      });

      it('as dead letters: repeated after STOP they are refused', async () => {
        await start({ adapter: { keepTryingMs: 5 * minute } });
        await line.down();
        const id = await channel.notify({ template: news });
        await eventually(async () => {
          later(minute);
          await channel.settled();
          expect(await channel.adapter.deadLetters()).to.have.length(1);
        });
        await channel.say('stop');
        await line.up();
        const [letter] = await channel.adapter.deadLetters();
        await channel.adapter.repeat(letter?.item.id ?? '');
        await eventually(async () => {
          later(minute);
          expect(await channel.report(id)).to.include({ state: 'refused' });
        });
        expect(channel.heard().filter((text) => text !== stopped)).to.deep.equal([]);
      });
    });

    describe('on its way', () => {
      /** Everything is sent one request at a time. */
      const slow: ChannelOptions = { client: { batchSize: 1 } };

      it('in a batch: what has not left by then does not leave', async () => {
        await start(slow);
        const people = Array.from({ length: 8 }, (_, at) => `2782000001${at}`);
        for (const to of people) await channel.say('Hello', to);
        channel.emulator.latency = 60;
        const made = people.map((to) => ({ to, text: 'Fixed.', id: `n-${to}` }));
        const sent = Promise.all(made.map((each) => channel.adapter.notify(each)));
        const [last = ''] = people.slice(-1);
        await channel.emulator.say({ from: last, text: 'stop' });
        await sent;
        channel.emulator.latency = 0;
        await channel.settled();
        expect(await channel.report(`n-${last}`)).to.include(refused);
        expect(channel.heard(last)).to.deep.equal(['You said: Hello', stopped]);
        for (const to of people.slice(0, -1)) expect(channel.heard(to)).to.include('Fixed.');
      });

      it('in several parts: the second does not leave', async () => {
        // The greeting and the first part leave at once.
        await start({ adapter: { pace: { perPerson: { burst: 2, everyMs: 700 } } } });
        await channel.say('Hello');
        const { id } = await channel.adapter.notify({ to: thandi, text: long });
        await until(() => channel.heard().length === 2);
        await channel.emulator.say({ from: thandi, text: 'stop' });
        const report = await channel.report(id);
        expect(report).to.include({ state: 'refused', reason: hasStopped });
        expect(report.messages.map(({ state }) => state)).to.deep.equal(['read']);
        expect(channel.heard().map((text) => text.slice(0, 3))).to.deep.equal(['You', 'aaa', 'You']);
      });

      for (const at of ['submit', 'status'] as const) {
        it(`by a chain of templates: the next does not leave (refused by ${at})`, async () => {
          await start();
          channel.emulator.template('flight_status', 'paused', at);
          await channel.say('Hello');
          later(25 * hour);
          await channel.say('Hello again');
          later(25 * hour);
          channel.emulator.latency = 50;
          const { requests } = channel.emulator;
          const sent = requests.messages;
          const flight = template('flight_status', { flight: 'SA204', news: 'gate 7' });
          const { id } = await channel.adapter.notify({ to: thandi, template: flight });
          await until(() => requests.messages > sent);
          await channel.emulator.say({ from: thandi, text: 'stop' });
          channel.emulator.latency = 0;
          const report = await channel.report(id);
          expect(report).to.include({ state: 'refused' });
          expect(report.reason).to.match(/^The person has written STOP/);
          expect(channel.heard().slice(2)).to.deep.equal([stopped]);
        });
      }

      for (const [whenClosed, given] of [
        ['template', { text: 'Fixed.', template: news }],
        ['hold', { text: 'Fixed.', whenClosed: 'hold' }],
      ] as const) {
        it(`refused late, to be replaced by "${whenClosed}": nothing takes its place`, async () => {
          await start();
          await channel.say('Hello');
          channel.emulator.person(thandi, { on: false });
          const id = await channel.notify(given);
          const [part] = (await channel.report(id)).messages;
          later();
          await channel.post('m1', 'stop', channel.clock.now());
          later(25 * hour);
          const failed = { status: 'FAILED', statusCode: 131, timestamp: channel.clock.now() };
          await channel.tell({ ...failed, messageId: part?.apiMessageId });
          const report = await channel.report(id);
          expect(report).to.include({ state: 'refused' });
          expect(report.reason).to.match(/^The person has written STOP/);
          expect(await channel.adapter.held({ to: thandi })).to.deep.equal([]);
        });
      }

      it('an answer that is refused late is replaced: the person asked for it', async () => {
        await start({
          logic: async (context) => {
            if (context.activity.type !== 'message') return;
            await context.sendActivity(outsideWindow('You have R5.', news));
          },
        });
        await channel.say('stop');
        later();
        channel.emulator.fault('windowRefused', 1);
        await channel.say('My balance');
        expect(channel.heard()).to.deep.equal([stopped, 'There is news of your flight.']);
      });
    });

    it('a turn under way says what is left of its answer, and nothing of its own account', async () => {
      const { opened, open } = gate();
      const logic: Logic = async (context) => {
        if (context.activity.text !== 'Work') return echo(context);
        await opened;
        await context.sendActivity('One.');
        await context.sendActivity('Two.');
      };
      await start({ logic });
      await channel.say('Hello');
      const news: string[] = [];
      const { opened: said, open: go } = gate();
      const turn = channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.sendActivity('News.');
        await said;
        await context.sendActivity('More.').catch(({ name }: Error) => news.push(name));
      });
      await until(() => channel.heard().includes('News.'));
      later();
      await channel.emulator.say({ from: thandi, text: 'Work' });
      later();
      await channel.emulator.say({ from: thandi, text: 'stop' });
      go();
      await turn;
      open();
      await channel.settled();
      expect(news).to.deep.equal(['OptedOutError']);
      expect(channel.heard().slice(1)).to.deep.equal(['News.', 'One.', 'Two.', stopped]);
    });
  });
}
