import { expect } from 'chai';
import { type ConsentChanged, openStore, type Store, TemplateCatalog, template } from '../../src/index.js';
import { type ChannelOptions, echo, signUp, thandi } from '../support/channel.js';
import { type ConsentChannel, hour, second, startConsent, started, stopped } from '../support/consent.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

const sale = template('sale');
const reason = 'The person has opted out of our messages (2026-05-01, provider).';
const ofMarketing = 'The person has stopped marketing messages in WhatsApp (2026-05-01).';

describe('What the provider tells of a person’s consent', () => {
  after(removeFolders);
  describeProvider('in memory', () => openStore('memory:'));
  describeProvider('on LMDB', async () => openStore(`lmdb:${await temporaryFolder()}`));
  describeWithRedis('on Redis', (freshUrl) => describeProvider('in one process', () => openStore(freshUrl())));
});

function describeProvider(title: string, openFresh: () => Promise<Store>): void {
  describe(title, () => {
    let store: Store;
    let channel: ConsentChannel;
    let changes: ConsentChanged['changes'][number][];
    const start = async (options: ChannelOptions = {}) => {
      store = await openFresh();
      changes = [];
      channel = await startConsent({
        ...{ ...options, store },
        register: (adapter) =>
          void adapter.onConsent(async ({ activity }) => void changes.push(...activity.value.changes)),
      });
    };
    const of = () => channel.adapter.consent.of({ to: thandi });
    const later = (ms = second) => channel.clock.advance(ms);
    const apiIdOf = async (id: string) => (await channel.report(id)).messages[0]?.apiMessageId;
    afterEach(async () => {
      await channel.close();
      await store.close();
    });

    it('error 26: nothing more leaves, and the bot hears of it', async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('optedOut', 1);
      const failed = await channel.notify({ text: 'One.' });
      expect(await channel.report(failed)).to.include({ state: 'failed' });
      expect(await of()).to.deep.include({ stopped: { at: channel.clock.now(), source: 'provider' } });
      expect(await channel.report(await channel.notify({ text: 'Two.' }))).to.include({ state: 'refused', reason });
      expect(changes).to.deep.equal([{ at: channel.clock.now(), change: 'stopped', source: 'provider' }]);
      // Answers are tried all the same.
      later();
      await channel.say('Hello?');
      expect(channel.heard()).to.deep.equal(['You said: Hello', 'You said: Hello?']);
    });

    it('error 26 to many at once, with others held and scheduled: told once, and all of it is dropped', async () => {
      await start();
      await channel.say('Hello');
      later(25 * hour);
      const held = await channel.notify({ text: 'Held.', whenClosed: 'hold' });
      const { id } = await channel.adapter.schedule({ key: 'k', to: thandi, text: 'Well?', in: hour });
      channel.emulator.fault('optedOut', 5);
      await Promise.all([1, 2, 3].map(() => channel.adapter.notify({ to: thandi, template: template('flight_news') })));
      for (const each of [held, id]) expect(await channel.report(each)).to.include({ state: 'refused' });
      expect(changes.map(({ change }) => change)).to.deep.equal(['stopped']);
    });

    for (const status of [
      { status: 'STOPPED_BY_USER', statusCode: 21 },
      { status: 'FAILED', statusCode: 21 },
    ]) {
      it(`${status.status} (${status.statusCode}): the same, and START takes it back, whatever comes again`, async () => {
        await start();
        await channel.say('Hello');
        channel.emulator.person(thandi, { on: false });
        const [one, two] = [await channel.notify({ text: 'One.' }), await channel.notify({ text: 'Two.' })];
        const [first, second_] = [await apiIdOf(one), await apiIdOf(two)];
        const at = channel.clock.now();
        const told = { ...status, timestamp: at };
        await channel.tell({ ...told, messageId: first });
        expect(await of()).to.deep.include({ stopped: { at, source: 'provider' } });
        expect(await channel.report(await channel.notify({ text: 'Three.' }))).to.include({ state: 'refused', reason });
        later();
        await channel.post('m1', 'start', channel.clock.now());
        expect((await of()).stopped).to.equal(undefined);
        // The first comes again, and the second, of before, comes only now.
        later();
        await channel.tell({ ...told, messageId: first }, { ...told, messageId: second_ });
        expect((await of()).stopped).to.equal(undefined);
        expect(changes.map(({ change }) => change)).to.deep.equal(['stopped', 'started']);
      });
    }

    for (const status of [{ status: 'STOP_MARKETING_MESSAGES' }, { status: 'FAILED', statusCode: 131050 }]) {
      it(`${status.status}, ${status.statusCode ?? 'without a number'}: no marketing more, and everything else`, async () => {
        await start();
        await signUp(channel.adapter, thandi, 'tickets', 'offers');
        await channel.say('Hello');
        channel.emulator.person(thandi, { on: false });
        const id = await channel.notify({ template: sale });
        await channel.tell({ ...status, timestamp: channel.clock.now(), messageId: await apiIdOf(id) });
        expect(await channel.report(id)).to.include({ state: 'failed' });
        channel.emulator.person(thandi, { on: true });
        const marketing = [
          await channel.notify({ template: sale }),
          // A topic of marketing is marketing, in whatever form it leaves.
          await channel.notify({ text: 'Half price!', topic: 'offers' }),
          await channel.notify({ template: sale, topic: 'tickets' }),
        ];
        for (const each of marketing) {
          expect(await channel.report(each)).to.include({ state: 'refused', reason: ofMarketing });
        }
        expect(await channel.report(await channel.notify({ text: 'Fixed.' }))).to.include({ state: 'read' });
        const tickets = await channel.notify({ text: 'Yours.', topic: 'tickets' });
        expect(await channel.report(tickets)).to.include({ state: 'read' });
        expect((await of()).stopped).to.equal(undefined);
        later();
        await channel.say('start');
        expect(channel.heard().at(-1)).to.equal(started);
        expect(await channel.report(await channel.notify({ template: sale }))).to.include({ state: 'read' });
      });
    }

    it('is not confirmed to the person, who hears of their own STOP', async () => {
      await start();
      await channel.say('Hello');
      channel.emulator.fault('optedOut', 1);
      await channel.notify({ text: 'One.' });
      later();
      await channel.say('start');
      later();
      await channel.say('stop');
      expect(channel.heard()).to.deep.equal(['You said: Hello', started, stopped]);
    });

    it('a confirmation that the provider does not take is nothing that the bot apologises for', async () => {
      await start({ logic: echo });
      const apologies: string[] = [];
      channel.adapter.onTurnError = async (_, { name }) => void apologies.push(name);
      channel.emulator.fault('optedOut', 1);
      await channel.say('stop');
      expect(apologies).to.deep.equal([]);
      expect((await of()).stopped).to.deep.include({ source: 'chat' });
      expect(await channel.adapter.deadLetters()).to.deep.equal([]);
    });

    it('tells nothing where consent is switched off', async () => {
      store = await openFresh();
      channel = await startConsent({
        store,
        adapter: { consent: 'none', templates: TemplateCatalog.parse({ templates: [] }) },
      });
      await channel.say('Hello');
      channel.emulator.fault('optedOut', 1);
      await channel.notify({ text: 'One.' });
      expect(await channel.report(await channel.notify({ text: 'Two.' }))).to.include({ state: 'read' });
    });
  });
}
