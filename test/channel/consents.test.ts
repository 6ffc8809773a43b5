import { expect } from 'chai';
import {
  ClickatellAdapter,
  type ClickatellAdapterOptions,
  ClickatellClient,
  ConfigurationError,
  type ConsentInput,
  InvalidInputError,
  openStore,
  type Store,
  TemplateCatalog,
  TopicCatalog,
} from '../../src/index.js';
import { business, signUp, thandi } from '../support/channel.js';
import { type ConsentChannel, hour, second, startConsent, templates } from '../support/consent.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { rejection } from '../support/rejection.js';

describe('adapter.consent', () => {
  after(removeFolders);
  describeConsents('in memory', () => openStore('memory:'));
  describeConsents('on LMDB', async () => openStore(`lmdb:${await temporaryFolder()}`));
  describeWithRedis('on Redis', (freshUrl) => describeConsents('in one process', () => openStore(freshUrl())));
});

function describeConsents(title: string, openFresh: () => Promise<Store>): void {
  describe(title, () => {
    let store: Store;
    let channel: ConsentChannel;
    beforeEach(async () => {
      store = await openFresh();
      channel = await startConsent({ store });
    });
    afterEach(async () => {
      await channel.close();
      await store.close();
    });
    const of = (to = thandi) => channel.adapter.consent.of({ to });

    it('imports thousands at once, each as of its time, all or none', async () => {
      const at = channel.clock.now();
      const all: ConsentInput[] = Array.from({ length: 3000 }, (_, n) => ({
        ...{ to: `2782${String(n).padStart(7, '0')}`, source: 'import', at: at - hour },
        ...(n % 10 === 0 ? { stopped: true } : { topics: { 'flight:SA204': true } }),
      }));
      const wrong = [...all, { to: thandi, source: 'import', at, topics: { weather: true } }];
      const { field } = await rejection(channel.adapter.consent.import(wrong), InvalidInputError);
      expect(field).to.equal('3000.topics.weather');
      expect((await of(all[1]?.to)).topics).to.deep.equal([]);
      expect(await channel.adapter.consent.import(all)).to.deep.equal({ imported: 3000 });
      await channel.settled();
      expect((await of(all[2990]?.to)).stopped).to.deep.equal({ at: at - hour, source: 'import' });
      expect((await of(all[2999]?.to)).topics).to.have.length(1);
    });

    it('lets others run while it checks a long list', async () => {
      const at = channel.clock.now();
      const one: ConsentInput = { to: thandi, source: 'import', at, stopped: true };
      let rounds = 0;
      const count = () => {
        rounds += 1;
        immediate = setImmediate(count);
      };
      let immediate = setImmediate(count);
      await rejection(channel.adapter.consent.import([...Array(5000).fill(one), { ...one, at: 7 }]), InvalidInputError);
      clearImmediate(immediate);
      expect(rounds).to.be.at.least(50);
    });

    it('names the wrong one of many, and what is wrong with it', async () => {
      const at = channel.clock.now();
      const good = { to: thandi, source: 'import', at, stopped: true };
      const given: [unknown, string][] = [
        [null, 'consents'],
        [[good, { ...good, at: undefined }], '1.at'],
        [[good, { ...good, at: at + second }], '1.at'],
        [[{ ...good, at: 7 }], '0.at'],
        [[good, undefined], '1.consent'],
        [[good, { ...good, to: business }], '1.to'],
        [[{ ...good, to: 'nobody' }], '0.to'],
        [[{ ...good, source: undefined }], '0.source'],
      ];
      for (const [all, field] of given) {
        const error = await rejection(channel.adapter.consent.import(all as never), InvalidInputError);
        expect(error.field).to.equal(field);
        expect(error.message).to.match(new RegExp(`^${field}`));
      }
      expect((await of()).history).to.deep.equal([]);
    });

    it('signs a person up for at most 500, and renews what they have', async () => {
      const names = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `flight:F${from + n}`);
      await signUp(channel.adapter, thandi, ...names(500));
      expect((await rejection(signUp(channel.adapter, thandi, 'tickets'), InvalidInputError)).field).to.equal('topics');
      channel.clock.advance(second);
      await signUp(channel.adapter, thandi, ...names(500));
      await channel.adapter.consent.change({ to: thandi, source: 'desk', topics: { 'flight:F0': false } });
      await signUp(channel.adapter, thandi, 'tickets');
      const error = await rejection(signUp(channel.adapter, '27820000002', ...names(501)), InvalidInputError);
      expect(error.message).to.match(/signed up for too many/);
      const { topics, history } = await of();
      expect(topics.filter(({ state }) => state === 'signed-up')).to.have.length(500);
      expect(history.length).to.be.at.most(200);
    });

    it('tells the history in the order in which things happened, whenever they were taken in', async () => {
      const at = channel.clock.now();
      await signUp(channel.adapter, thandi, 'tickets');
      await channel.adapter.consent.import([
        { to: thandi, source: 'import', at: at - hour, topics: { 'flight:A': true, 'flight:B': true } },
        { to: thandi, source: 'import', at: at - 2 * hour, stopped: true },
      ]);
      const { history } = await of();
      expect(history.map(({ change, topic }) => topic ?? change)).to.deep.equal([
        ...['stopped', 'flight:A', 'flight:B', 'tickets'],
      ]);
    });

    it('ends a sign-up at its time by itself', async () => {
      await channel.say('Hello');
      const until = channel.clock.now() + hour;
      await channel.adapter.consent.change({ to: thandi, source: 'web', topics: { tickets: true }, until });
      const alert = { text: 'Yours.', topic: 'tickets' };
      expect(await channel.report(await channel.notify(alert))).to.include({ state: 'read' });
      channel.clock.advance(hour);
      expect(await channel.report(await channel.notify(alert))).to.include({
        state: 'refused',
        reason: 'The person has not signed up for “your tickets”.',
      });
    });

    it('keeps both of two changes at the same time', async () => {
      const { consent } = channel.adapter;
      const names = ['tickets', 'offers', 'flight:A', 'flight:B', 'flight:C'];
      await Promise.all(names.map((name) => signUp(channel.adapter, thandi, name)));
      expect((await of()).topics.map(({ topic }) => topic)).to.have.members(names);
      await Promise.all([
        consent.change({ to: thandi, source: 'one', stopped: true }),
        consent.change({ to: thandi, source: 'two', topics: { tickets: false } }),
      ]);
      expect((await of()).stopped).to.include({ source: 'one' });
      expect((await of()).topics.find(({ topic }) => topic === 'tickets')).to.include({ state: 'signed-off' });
    });
  });
}

describe('The options of consent', () => {
  const promising = TemplateCatalog.parse({
    templates: [
      { name: 'a', language: 'en', category: 'utility', body: 'Hello.', footer: 'Reply STOP to opt out' },
      { name: 'b', language: 'en', category: 'utility', body: 'Hello.', footer: 'Your bank' },
      { name: 'a', portalName: 'a_nl', language: 'nl', category: 'utility', body: 'Hallo.', footer: 'Stuur AFMELDEN' },
    ],
  });
  const faultsOf = async (options: object): Promise<readonly string[]> => {
    const client = new ClickatellClient({ apiKey: 'k', number: business, baseUrl: 'http://127.0.0.1:9' });
    const store = await openStore('memory:');
    const given: ClickatellAdapterOptions = { client, store, templates, webhookSecret: 'none', ...options };
    try {
      new ClickatellAdapter(given);
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return error.faults;
      throw error;
    } finally {
      await store.close();
      await client.close();
    }
  };

  it('without consent, each footer that promises STOP is a fault', async () => {
    expect(await faultsOf({ consent: 'none', templates: promising })).to.deep.equal([
      'consent: "none", but the footer of template "a" (en) promises that people can stop: "Reply STOP to opt out".',
      'consent: "none", but the footer of template "a" (nl) promises that people can stop: "Stuur AFMELDEN".',
    ]);
    expect(await faultsOf({ templates: promising })).to.deep.equal([]);
    expect(await faultsOf({ consent: 'none', templates: TemplateCatalog.empty() })).to.deep.equal([]);
  });

  it('what is no consent, no catalogue of topics, or a topic without its template is named', async () => {
    for (const consent of ['off', '', false, null]) {
      expect(await faultsOf({ consent })).to.deep.equal(['consent: must be "none", or not set.']);
    }
    for (const topics of [{ topics: [] }, 'topics.json', null]) {
      expect(await faultsOf({ topics })).to.deep.equal([
        'topics: must be a topic catalogue, made with TopicCatalog.load(path) or TopicCatalog.parse(json).',
      ]);
    }
    const topics = TopicCatalog.parse({
      topics: [{ id: 'a', category: 'utility', template: 'missing', title: { en: 'A' } }],
    });
    expect(await faultsOf({ topics })).to.deep.equal([
      'topics: "a" names the template "missing", which is not in the catalogue.',
    ]);
  });
});
