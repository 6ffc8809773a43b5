import { type Activity, ConversationState, TurnContext } from 'botbuilder';
import { ChoicePrompt, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { Keyv } from 'keyv';
import {
  ClickatellClient,
  type ConsentChanged,
  createEmulator,
  KeyvStorage,
  type Logic,
  MovableClock,
  NotSignedUpError,
  NotSupportedError,
  OptedOutError,
  openStore,
  type Store,
  StoreError,
  TemplateCatalog,
  template,
} from '../../src/index.js';
import { gate } from '../lanes/contract.js';
import { business, type ChannelOptions, echo, noon, signUp, thandi, until } from '../support/channel.js';
import {
  type ConsentChannel,
  ended,
  hasStopped,
  hour,
  minute,
  second,
  startConsent,
  started,
  stopped,
  templates,
} from '../support/consent.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { rejection } from '../support/rejection.js';

const other = '27110000009';
const endings = [
  ['before its turn', false],
  ['in its turn, when it was confirmed', true],
] as const;
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A bot that asks for a thing and a colour, which can be tapped. */
function orderBot(store: Store): Logic {
  const conversation = new ConversationState(new KeyvStorage(store.keyv('state')));
  const dialogs = new DialogSet(conversation.createProperty('dialog'));
  dialogs.add(new TextPrompt('ask')).add(new ChoicePrompt('choose'));
  dialogs.add(
    new WaterfallDialog('order', [
      (step) => step.prompt('ask', 'What?'),
      (step) => step.prompt('choose', { prompt: 'Which colour?', choices: ['Red', 'Blue'] }),
      async (step) => {
        await step.context.sendActivity(`${step.result.value}, thank you.`);
        return step.endDialog();
      },
    ]),
  );
  return async (context) => {
    if (context.activity.type !== 'message') return;
    const dialog = await dialogs.createContext(context);
    const { status } = await dialog.continueDialog();
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('order');
    await conversation.saveChanges(context);
  };
}

describe('STOP', () => {
  after(removeFolders);
  describeStop('in memory', () => openStore('memory:'));
  describe('on LMDB', () => {
    let url = '';
    const openFresh = async () => {
      url = `lmdb:${await temporaryFolder()}`;
      return openStore(url);
    };
    describeStop('in one process', openFresh, () => openStore(url));
  });
  describeWithRedis('on Redis', (freshUrl) => {
    let url = '';
    const openFresh = () => {
      url = freshUrl();
      return openStore(url);
    };
    describeStop('in one process', openFresh, () => openStore(url));
  });
  describe('on a Keyv', () => {
    let keyv = new Keyv();
    const openFresh = () => {
      keyv = new Keyv(new Map());
      return openStore(keyv);
    };
    describeStop('over a Map', openFresh, () => openStore(keyv));
  });
});

/** `openAgain` opens the last one once more. It is absent for a store that ends with its process. */
function describeStop(title: string, openFresh: () => Promise<Store>, openAgain?: () => Promise<Store>): void {
  describe(title, () => {
    let store: Store;
    let channel: ConsentChannel;
    const start = async (options: ChannelOptions = {}) => {
      store = await openFresh();
      channel = await startConsent({ ...options, store });
    };
    const of = () => channel.adapter.consent.of({ to: thandi });
    const later = (ms = second) => channel.clock.advance(ms);
    afterEach(async () => {
      expect(channel.emulator.violations).to.deep.equal([]);
      await channel.close();
      await store.close();
    });

    it('in the middle of a dialog is confirmed, and the dialog goes on where it was', async () => {
      store = await openFresh();
      channel = await startConsent({ store, logic: orderBot(store) });
      await channel.say('Hello');
      later();
      await channel.say('stop');
      later();
      await channel.say('A lamp');
      expect(channel.heard()).to.deep.equal(['What?', stopped, 'Which colour?']);
      later();
      await channel.say('STOP.');
      later();
      await channel.say('2');
      expect(channel.heard().slice(3)).to.deep.equal(['Blue, thank you.']);
    });

    it('as the very first message is confirmed, without a welcome', async () => {
      const types: string[] = [];
      await start({ logic: async ({ activity }) => void types.push(activity.type) });
      await channel.say('Stop!');
      expect(types).to.deep.equal([]);
      expect(channel.heard()).to.deep.equal([stopped]);
      expect(await of()).to.deep.include({ stopped: { at: channel.clock.now(), source: 'chat' } });
    });

    it('ends what is sent on our own account, and answers are given', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'tickets');
      later();
      await channel.say('STOP');
      later();
      const ids = [
        await channel.notify({ text: 'Fixed.' }),
        await channel.notify({ template: template('flight_news') }),
        await channel.notify({ text: 'Yours.', topic: 'tickets' }),
      ];
      for (const id of ids) {
        const report = await channel.report(id);
        expect(report).to.include({ state: 'refused', reason: hasStopped, sentAs: null });
        expect(report.messages).to.deep.equal([]);
        expect(report.decisions.map(({ rule }) => rule)).to.deep.equal(['stopped']);
      }
      await channel.say('Hello?');
      expect(channel.heard()).to.deep.equal([stopped, 'You said: Hello?']);
      later(25 * hour);
      expect(await channel.report(await channel.notify({ text: 'Now?' }))).to.include({ reason: hasStopped });
      await channel.say('Hello?');
      expect(channel.heard().at(-1)).to.equal('You said: Hello?');
    });

    it('is confirmed once, however often it is said', async () => {
      await start();
      for (const word of ['stop', 'Stop!!', 'unsubscribe', 'STOP ALL']) {
        await channel.say(word);
        later();
      }
      expect(channel.heard()).to.deep.equal([stopped]);
      expect((await of()).history.map(({ change, words }) => [change, words])).to.deep.equal([['stopped', 'stop']]);
    });

    it('is taken back by START, which goes to the bot where nothing is stopped', async () => {
      await start();
      await channel.say('start');
      later();
      await channel.say('stop');
      later();
      await channel.say('Start');
      later();
      await channel.say('START');
      expect(channel.heard()).to.deep.equal(['You said: start', stopped, started, 'You said: START']);
      expect(await channel.report(await channel.notify({ text: 'Fixed.' }))).to.include({ state: 'read' });
      expect((await of()).stopped).to.equal(undefined);
    });

    it('and a sign-up afterwards: that is sent, and nothing else', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'tickets');
      later();
      await channel.say('stop');
      later();
      await signUp(channel.adapter, thandi, 'flight:SA204');
      later();
      const [on, off, none] = [
        await channel.notify({ text: 'Gate 7.', topic: 'flight:SA204' }),
        await channel.notify({ text: 'Yours.', topic: 'tickets' }),
        await channel.notify({ text: 'Fixed.' }),
      ];
      expect(await channel.report(on)).to.include({ state: 'read' });
      for (const id of [off, none]) expect(await channel.report(id)).to.include({ state: 'refused' });
      // Again, and once more: it ends this one, and says so, and then everything.
      await channel.notify({ text: 'Gate 8.', topic: 'flight:SA204' });
      for (const text of [ended('flight SA204'), stopped]) {
        later();
        await channel.say('stop');
        expect(channel.heard().at(-1)).to.equal(text);
        const id = await channel.notify({ text: 'Gate 9.', topic: 'flight:SA204' });
        expect(await channel.report(id)).to.include({ state: 'refused' });
      }
    });

    it('to an alert ends that, again ends everything, and START takes both back', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'tickets', 'flight:SA204');
      await channel.say('Hello');
      later();
      await channel.notify({ text: 'Gate 7.', topic: 'flight:SA204' });
      later();
      await channel.say('Stop');
      expect(channel.heard().at(-1)).to.equal(ended('flight SA204'));
      const gone = await channel.notify({ text: 'Gate 8.', topic: 'flight:SA204' });
      expect(await channel.report(gone)).to.include({
        state: 'refused',
        reason: 'The person has answered STOP to “flight SA204” (2026-05-01).',
      });
      expect(await channel.report(await channel.notify({ text: 'Yours.', topic: 'tickets' }))).to.include({
        state: 'read',
      });
      // "tickets" is the last alert now: the person means that.
      later();
      await channel.say('Stop');
      expect(channel.heard().at(-1)).to.equal(ended('your tickets'));
      later();
      await channel.say('Stop');
      expect(channel.heard().at(-1)).to.equal(stopped);
      later();
      await channel.say('Start');
      expect(channel.heard().at(-1)).to.equal(`${started} Your alerts are on again: your tickets, flight SA204.`);
      for (const topic of ['tickets', 'flight:SA204']) {
        expect(await channel.report(await channel.notify({ text: 'News.', topic }))).to.include({ state: 'read' });
      }
    });

    it('after something else was said, or sent, ends everything', async () => {
      for (const between of [() => channel.say('Thanks'), () => channel.notify({ text: 'Fixed.' })]) {
        await start();
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.say('Hello');
        later();
        await channel.notify({ text: 'Yours.', topic: 'tickets' });
        later();
        await between();
        later();
        await channel.say('stop');
        expect(channel.heard().at(-1)).to.equal(stopped);
        if (between.toString().includes('Thanks')) {
          await channel.close();
          await store.close();
        }
      }
    });

    it('that quotes an older alert ends that one', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'tickets', 'flight:SA204', 'flight:BA1');
      await channel.say('Hello');
      for (const flight of ['SA204', 'BA1']) await channel.notify({ text: flight, topic: `flight:${flight}` });
      const { id = '' } = channel.emulator.chat(thandi).messages.find(({ text }) => text === 'SA204') ?? {};
      later();
      await channel.emulator.say({ from: thandi, text: 'stop', quote: id });
      await channel.settled();
      expect(channel.heard().at(-1)).to.equal(ended('flight SA204'));
      expect((await of()).topics.map(({ topic, state }) => [topic, state])).to.have.deep.members([
        ['tickets', 'signed-up'],
        ['flight:SA204', 'signed-off'],
        ['flight:BA1', 'signed-up'],
      ]);
    });

    it('by the quick reply of an alert’s template ends that', async () => {
      await start();
      await signUp(channel.adapter, thandi, 'flight:SA204');
      await channel.notify({
        template: template('flight_status', { flight: 'SA204', news: 'gate 7' }),
        topic: 'flight:SA204',
      });
      later();
      await channel.emulator.say({ from: thandi, tap: 'Stop' });
      await channel.settled();
      expect(channel.heard().slice(1)).to.deep.equal([ended('flight SA204')]);
      expect((await of()).history.at(-1)).to.deep.include({ change: 'signed-off', source: 'chat', words: 'Stop' });
    });

    it('on a button of the bot’s own is the bot’s', async () => {
      const taps: unknown[] = [];
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          taps.push(context.activity.text);
          const actions = [{ type: 'imBack', title: 'Stop', value: 'Stop' }];
          await context.sendActivity({
            type: 'message',
            text: 'Shall the card stop?',
            suggestedActions: { to: [], actions },
          });
        },
      });
      await channel.say('My card');
      later();
      await channel.emulator.say({ from: thandi, tap: 'Stop' });
      await channel.settled();
      expect(taps).to.deep.equal(['My card', 'Stop']);
      expect((await of()).history).to.deep.equal([]);
      // Written, it is for us.
      later();
      await channel.say('Stop');
      expect(channel.heard().at(-1)).to.equal(stopped);
    });

    it('is not what a text with the word in it means, nor what a dialog needs', async () => {
      await start();
      const texts = ['please stop the card', 'stop it now', 'stop?', 'cancel', 'end'];
      for (const text of texts) await channel.say(text);
      expect(channel.heard()).to.deep.equal(texts.map((text) => `You said: ${text}`));
      expect((await of()).history).to.deep.equal([]);
    });

    it('is confirmed in the language of the word', async () => {
      await start();
      await channel.say('Desabonner');
      later();
      await channel.say('réabonner');
      later();
      await channel.say('teken uit 🛑');
      expect(channel.heard()).to.deep.equal([
        'Vous ne recevrez plus de messages de notre part, sauf les réponses à ce que vous écrivez. Écrivez START pour les recevoir à nouveau.',
        'Vous recevrez à nouveau nos messages. Écrivez STOP pour y mettre fin.',
        'Jy kry geen boodskappe meer van ons nie, net antwoorde op wat jy skryf. Skryf START om hulle weer te kry.',
      ]);
    });

    it('whose callback comes again after START changes nothing', async () => {
      await start();
      await channel.say('Hello');
      later();
      const at = channel.clock.now();
      await channel.post('m1', 'stop', at);
      later();
      await channel.post('m2', 'stop', at + second);
      later();
      await channel.say('start');
      later();
      for (const id of ['m1', 'm2']) await channel.post(id, 'stop', at + (id === 'm1' ? 0 : second));
      expect((await of()).stopped).to.equal(undefined);
      later(9 * 24 * hour);
      for (const id of ['m1', 'm2']) await channel.post(id, 'stop', at + (id === 'm1' ? 0 : second));
      expect((await of()).stopped).to.equal(undefined);
      expect(channel.heard().slice(1)).to.deep.equal([stopped, started]);
    });

    it('that changed nothing, and whose callback comes again, does not end what was signed up for since', async () => {
      await start();
      await channel.say('Hello');
      later();
      await channel.adapter.consent.change({ to: thandi, source: 'a call', stopped: true });
      later();
      const at = channel.clock.now();
      await channel.post('m1', 'stop', at);
      later();
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.post('m1', 'stop', at);
      expect((await of()).history.map(({ change }) => change)).to.deep.equal(['stopped', 'signed-up']);
      await channel.notify({ id: 'n', text: 'Your ticket is ready.', topic: 'tickets' });
      expect(await channel.report('n')).to.include({ state: 'read' });
    });

    it('whose callback is overtaken by that of START is older than it', async () => {
      await start();
      await channel.say('Hello');
      later();
      const at = channel.clock.now();
      later(10 * second);
      await channel.post('m2', 'start', at + 5 * second);
      await channel.post('m1', 'stop', at);
      expect((await of()).stopped).to.equal(undefined);
      await channel.post('m4', 'stop', at + 9 * second);
      await channel.post('m3', 'start', at + 8 * second);
      expect((await of()).stopped).to.deep.include({ at: at + 9 * second });
    });

    it('that comes 25 hours late is not confirmed, and counts', async () => {
      const faults: Error[] = [];
      await start({
        register: (adapter) => {
          adapter.onTurnError = async (_, error) => void faults.push(error);
        },
      });
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.say('Hello');
      const at = channel.clock.now() + second;
      later(25 * hour);
      // It is no answer to this alert, which left after it was written.
      await channel.notify({ template: template('flight_news'), topic: 'tickets' });
      const heard = channel.heard();
      await channel.post('m1', 'stop', at);
      expect(channel.heard()).to.deep.equal(heard);
      expect(faults).to.deep.equal([]);
      expect((await of()).stopped).to.deep.equal({ at, source: 'chat' });
      for (const topic of [undefined, 'tickets']) {
        const id = await channel.notify({ template: template('flight_news'), ...(topic && { topic }) });
        expect(await channel.report(id)).to.include({ state: 'refused' });
      }
    });

    it('that comes a week late, after something newer, counts', async () => {
      await start();
      const at = channel.clock.now();
      later(9 * 24 * hour);
      await channel.say('Hello');
      await channel.post('m1', 'stop', at);
      expect((await of()).stopped).to.deep.equal({ at, source: 'chat' });
    });

    it('without a time, or with one to come, counts as of now', async () => {
      await start();
      await channel.say('Hello');
      later();
      await channel.post('m1', 'stop');
      expect((await of()).stopped).to.deep.include({ at: channel.clock.now() });
      later();
      await channel.say('start');
      later();
      await channel.post('m2', 'stop', channel.clock.now() + hour);
      expect((await of()).stopped).to.deep.include({ at: channel.clock.now() });
    });

    it('right after a sign-up counts, although the provider’s clock is a few seconds behind', async () => {
      await start();
      await channel.say('Hello');
      later();
      later(5 * second);
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.notify({ text: 'Fixed.' });
      await channel.post('m1', 'stop', channel.clock.now() - 3 * second);
      const id = await channel.notify({ text: 'Yours.', topic: 'tickets' });
      expect(await channel.report(id)).to.include({ state: 'refused', reason: hasStopped });
    });

    it('is told to the bot, in a turn of its own, with what has changed', async () => {
      const seen: [string | undefined, ConsentChanged][] = [];
      const send: Logic = async (context) => {
        seen.push([context.activity.name, context.activity.value]);
        const error = await errorOf(context.sendActivity('You have changed something.'));
        if (error) expect(error).to.be.instanceOf(OptedOutError);
      };
      await start({ register: (adapter) => void adapter.onConsent(send) });
      const at = channel.clock.now();
      const chat = { at, source: 'chat' };
      await channel.say('stop');
      await channel.say('stop');
      await channel.say('start');
      await channel.settled();
      expect(seen).to.deep.equal([
        ['clickatell/consent', { changes: [{ ...chat, change: 'stopped' }] }],
        ['clickatell/consent', { changes: [{ ...chat, change: 'started' }] }],
      ]);
      expect(channel.heard()).to.deep.equal([stopped, started, 'You have changed something.']);
      seen.length = 0;
      // Both at the same moment: each is told, and what the bot says to each is sent.
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.adapter.consent.change({ to: thandi, source: 'desk', topics: { offers: true, tickets: true } });
      await channel.settled();
      expect(seen.map(([, { changes }]) => changes)).to.deep.equal([
        [{ at, source: 'a test', change: 'signed-up', topic: 'tickets' }],
        [{ at, source: 'desk', change: 'signed-up', topic: 'offers' }],
      ]);
      expect(channel.heard().slice(3)).to.deep.equal(['You have changed something.', 'You have changed something.']);
      expect(channel.events.filter(({ kind }) => kind === 'consent')).to.have.length(4);
    });

    it('by a program: nothing is confirmed, and it holds once it is stored', async () => {
      await start();
      await channel.say('Hello');
      later();
      const report = await channel.adapter.consent.change({ to: thandi, source: 'call centre', stopped: true });
      expect(report).to.deep.include({ stopped: { at: channel.clock.now(), source: 'call centre' } });
      expect(await channel.report(await channel.notify({ text: 'Fixed.' }))).to.include({
        state: 'refused',
        reason: 'The person has opted out of our messages (2026-05-01, call centre).',
      });
      later();
      await channel.adapter.consent.change({ to: thandi, source: 'call centre', stopped: false });
      expect(await channel.report(await channel.notify({ text: 'Fixed.' }))).to.include({ state: 'read' });
      expect(channel.heard()).to.deep.equal(['You said: Hello', 'Fixed.']);
      // Everything but this.
      later();
      await channel.adapter.consent.change({ to: thandi, source: 'web', stopped: true, topics: { tickets: true } });
      later();
      expect(await channel.report(await channel.notify({ text: 'Fixed.' }))).to.include({ state: 'refused' });
      expect(await channel.report(await channel.notify({ text: 'Yours.', topic: 'tickets' }))).to.include({
        state: 'read',
      });
    });

    it('is not undone by an import of what is older, and is by what is newer', async () => {
      await start();
      await channel.say('stop');
      const at = channel.clock.now();
      later(minute);
      const one = { to: thandi, source: 'import', topics: { tickets: true } };
      await channel.adapter.consent.import([{ ...one, at: at - hour }]);
      const older = await channel.notify({ text: 'Yours.', topic: 'tickets' });
      expect(await channel.report(older)).to.include({ state: 'refused', reason: hasStopped });
      await channel.adapter.consent.import([
        { ...one, at: at + second },
        { to: thandi, source: 'import', topics: { offers: true }, at: at - hour },
        { to: thandi, source: 'import', topics: { offers: false }, at: at - 2 * hour },
      ]);
      const newer = await channel.notify({ text: 'Yours.', topic: 'tickets' });
      expect(await channel.report(newer)).to.include({ state: 'read' });
      expect((await of()).topics).to.have.length(2);
    });

    it('is of one of our numbers, and another one still sends', async () => {
      const clock = new MovableClock({ now: () => noon });
      const emulator = await createEmulator({ clock });
      const clientOf = (number: string) => {
        const { apiKey } = emulator.integrate({ number });
        return new ClickatellClient({ apiKey, number, baseUrl: emulator.url });
      };
      const clients = [clientOf(business), clientOf(other)] as const;
      store = await openFresh();
      channel = await startConsent({ store, clock, emulator, adapter: { client: clients } });
      emulator.integrate({ number: other, callbackUrl: channel.url, templates });
      try {
        await emulator.say({ from: thandi, to: other, text: 'Hello' });
        await channel.say('stop');
        expect(await channel.report(await channel.notify({ text: 'One.' }))).to.include({ state: 'refused' });
        expect(await channel.report(await channel.notify({ text: 'Two.', from: other }))).to.include({ state: 'read' });
        const all = await channel.adapter.consent.all(thandi);
        expect(all.map(({ from, stopped: stop }) => [from, stop !== undefined])).to.deep.equal([
          [business, true],
          [other, false],
        ]);
      } finally {
        await Promise.all(clients.map((client) => client.close()));
        await emulator.close();
      }
    });

    it('is a StoreError’s turn again, and is confirmed once', async () => {
      let failures = 2;
      await start({
        register: (adapter) =>
          void adapter.use(async (_, next) => {
            await next();
            failures -= 1;
            if (failures >= 0) throw new StoreError('The store is away.');
          }),
      });
      await channel.say('stop');
      await until(() => failures < 0);
      await channel.settled();
      expect(channel.heard()).to.deep.equal([stopped]);
    });

    it('is recorded when its callback is answered, before its turn', async () => {
      const { opened, open } = gate();
      await start({
        logic: async (context) => {
          if (context.activity.text !== 'Work') return echo(context);
          await opened;
          await context.sendActivity('Done.');
        },
      });
      await signUp(channel.adapter, thandi, 'tickets');
      later();
      await channel.emulator.say({ from: thandi, text: 'Work' });
      const waiting = await channel.adapter.notify({ to: thandi, text: 'Fixed.' });
      later();
      await channel.emulator.say({ from: thandi, text: 'stop' });
      expect((await of()).stopped).to.deep.include({ source: 'chat' });
      const behind = await channel.adapter.notify({ to: thandi, text: 'Yours.', topic: 'tickets' });
      open();
      for (const { id } of [waiting, behind]) expect(await channel.report(id)).to.include({ state: 'refused' });
      expect(channel.heard()).to.deep.equal(['Done.', stopped]);
    });

    // A store in memory ends with its process.
    for (const [when, isInTurn] of openAgain ? endings : []) {
      it(`is confirmed once by the next process, if one ends ${when}`, async () => {
        const { opened, open } = gate();
        await start({
          logic: async ({ activity }) => {
            if (activity.text === 'Work') await opened;
          },
          register: (adapter) => {
            adapter.onConsent(async ({ activity }) => {
              const { changes }: ConsentChanged = activity.value;
              if (changes.some(({ change }) => change === 'stopped')) await opened;
            });
          },
        });
        const { emulator, clock } = channel;
        await signUp(channel.adapter, thandi, 'tickets');
        await channel.settled();
        if (!isInTurn) await emulator.say({ from: thandi, text: 'Work' });
        clock.advance(second);
        await emulator.say({ from: thandi, text: 'stop' });
        if (isInTurn) await until(() => channel.heard().length === 1);
        const { id } = await channel.adapter.notify({ to: thandi, text: 'Yours.', topic: 'tickets' });
        // It ends without the turns that are under way.
        await channel.adapter.stop(0);
        await store.close();
        const before = channel;
        store = (await openAgain?.()) ?? store;
        channel = await startConsent({ store, emulator, clock });
        open();
        await until(async () => (await channel.adapter.notification(id))?.state !== 'accepted');
        expect(await channel.report(id)).to.include({ state: 'refused', reason: hasStopped });
        expect(channel.heard().filter((text) => text === stopped)).to.have.length(1);
        await before.close();
      });
    }

    describe('and what a bot does of itself', () => {
      it('continueConversation and createConversation are refused, outside of an answer', async () => {
        await start();
        await channel.say('stop');
        later();
        const errors: unknown[] = [];
        const tell: Logic = async (context) => void errors.push(await errorOf(context.sendActivity('News.')));
        await channel.adapter.continueConversation(channel.adapter.reference(thandi), tell);
        await channel.adapter.createConversationAsync(
          '',
          'whatsapp',
          '',
          '',
          { members: [{ id: thandi, name: '' }] } as never,
          tell,
        );
        for (const error of errors) expect(error).to.be.instanceOf(OptedOutError);
        expect(errors).to.have.length(2);
        expect(channel.heard()).to.deep.equal([stopped]);
      });

      it('continueConversation inside the answer is part of it, and to somebody else it is not', async () => {
        const errors: unknown[] = [];
        await start({
          logic: async (context) => {
            if (context.activity.type !== 'message') return;
            const { adapter } = channel;
            const tell = (who: string) =>
              adapter.continueConversation(adapter.reference(who), async (inner) => {
                errors.push(await errorOf(inner.sendActivity(`For ${who}.`)));
              });
            await tell(thandi);
            await tell('27820000002');
            const { conversation } = adapter.reference('27820000003');
            const elsewhere = { type: 'message', text: 'Here.', conversation };
            errors.push(await errorOf(adapter.sendActivities(context, [elsewhere as Partial<Activity>])));
          },
        });
        for (const from of ['27820000002', '27820000003', thandi]) await channel.say('stop', from);
        later();
        await channel.say('Tell all');
        expect(errors[0]).to.equal(undefined);
        expect(errors.slice(1).map((error) => (error as Error)?.name)).to.deep.equal([
          'OptedOutError',
          'OptedOutError',
        ]);
        expect(channel.heard()).to.deep.equal([stopped, `For ${thandi}.`]);
        for (const from of ['27820000002', '27820000003']) expect(channel.heard(from)).to.deep.equal([stopped]);
      });

      it('handlers of statuses and of the window’s end are refused', async () => {
        const errors: unknown[] = [];
        const tell: Logic = async (context) => void errors.push(await errorOf(context.sendActivity('News.')));
        await start({
          register: (adapter) => {
            adapter.onStatus(tell);
            adapter.onWindowClosing(30, tell, { only: () => true });
          },
        });
        await channel.say('stop');
        await channel.settled();
        const ofStatuses = errors.length;
        expect(ofStatuses).to.be.greaterThan(0);
        later(23.6 * hour);
        await until(() => errors.length > ofStatuses);
        for (const error of errors) expect(error).to.be.instanceOf(OptedOutError);
        await channel.settled();
        expect(channel.heard()).to.deep.equal([stopped]);
      });

      it('what is sent outside of any turn is refused', async () => {
        await start();
        await channel.say('stop');
        later();
        const { conversation } = channel.adapter.reference(thandi);
        const activity = { type: 'message', text: 'News.', conversation } as Partial<Activity>;
        const context = new TurnContext(channel.adapter, activity);
        await rejection(channel.adapter.sendActivities(context, [activity]), OptedOutError);
        expect(channel.heard()).to.deep.equal([stopped]);
      });

      it('an alert needs a sign-up, also where nothing is stopped', async () => {
        await start();
        await channel.say('Hello');
        const errors: unknown[] = [];
        for (const topic of ['tickets', 'flight:SA204', 'weather', 'flight', 'tickets:1']) {
          await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
            const activity = { type: 'message', text: 'News.', channelData: { clickatell: { topic } } };
            errors.push(await errorOf(context.sendActivity(activity)));
          });
          const { state, reason } = await channel.report(await channel.notify({ text: 'News.', topic }));
          expect(state).to.equal('refused');
          expect(reason).to.match(/^The person has not signed up for “/);
          expect(reason.includes('none of the topics')).to.equal(!['tickets', 'flight:SA204'].includes(topic));
        }
        for (const error of errors) expect(error).to.be.instanceOf(NotSignedUpError);
        expect(channel.heard()).to.deep.equal(['You said: Hello']);
      });
    });

    it('passes to the bot where consent is switched off', async () => {
      await start({ adapter: { consent: 'none', templates: TemplateCatalog.parse({ templates: [] }) } });
      await channel.say('stop');
      expect(channel.heard()).to.deep.equal(['You said: stop']);
      expect(await channel.report(await channel.notify({ text: 'News.', topic: 'anything' }))).to.include({
        state: 'read',
      });
      await rejection(channel.adapter.consent.of({ to: thandi }), NotSupportedError);
    });
  });
}
