import { expect } from 'chai';
import { openStore, type PersonExport, type Store, template } from '../../src/index.js';
import { business, type Channel, signUp, startChannel, thandi } from '../support/channel.js';
import { hour, templates } from '../support/consent.js';

const neighbour = '278200000012';

describe('The export of a person', () => {
  let store: Store;
  let channel: Channel;

  beforeEach(async () => {
    store = await openStore('memory:');
    channel = await startChannel({ store, adapter: { templates, notPersonal: ['elsewhere'] } });
  });
  afterEach(async () => {
    await channel.close();
    await store.close();
  });

  const entriesOf = ({ records }: PersonExport, kind: string) => records.find((each) => each.kind === kind)?.entries;

  it('has everything that is kept of them, by kind and in words, with times', async () => {
    await channel.say('Hello');
    await signUp(channel.adapter, thandi, 'tickets');
    await channel.adapter.notify({ to: thandi, text: 'Your parcel is here.', id: 'n-1' });
    await channel.adapter.schedule({ key: 'f-1', in: 30 * hour, to: thandi, text: 'All well?', id: 'f-1' });
    await channel.settled();
    await store.keyv('tickets').set('T-1', { person: thandi, openedAt: channel.clock.now(), subject: 'A leak' });
    await store.keyv('elsewhere').set('x', { person: thandi });
    const found = await channel.adapter.exportPerson(`+${thandi}`);
    expect(JSON.parse(JSON.stringify(found))).to.deep.equal(found);
    expect(found).to.deep.include({ person: thandi, ids: [thandi], at: '2026-05-01T12:00:00.000Z' });
    expect(entriesOf(found, 'windows')).to.have.length(1);
    expect(entriesOf(found, 'windows')?.[0]).to.deep.include({ key: `${business}:${thandi}` });
    expect(entriesOf(found, 'tickets')).to.deep.equal([
      { key: 'T-1', value: { person: thandi, openedAt: '2026-05-01T12:00:00.000Z', subject: 'A leak' } },
    ]);
    const kinds = found.records.map(({ kind }) => kind);
    expect(kinds).to.include.members(['consent', 'follow-up-lanes', 'notifications', 'parts']);
    expect(kinds).not.to.include.members(['elsewhere', 'decisions']);
    expect(found.records.find(({ kind }) => kind === 'windows')?.title).to.match(/^When the person last wrote/);
    expect(found.records.find(({ kind }) => kind === 'tickets')?.title).to.include('“tickets”');
    expect(JSON.stringify(found.decisions))
      .to.include('less than 24 hours ago')
      .and.include('2026-05-01T12:00:00.000Z');
    expect(found.scheduled.map(({ dueAt }) => dueAt)).to.include('2026-05-02T18:00:00.000Z');
    expect(JSON.stringify(found.scheduled)).to.include('All well?');
    expect(found.waiting).to.deep.equal([]);
  });

  it('has nothing of others, and says how often they name the person', async () => {
    await channel.say(`My friend is ${thandi}.`, neighbour);
    await store.keyv('tickets').set('T-2', { person: neighbour, notes: [`Call ${thandi}`] });
    await store.keyv('tickets').set('list', [thandi, neighbour]);
    const found = await channel.adapter.exportPerson(thandi);
    expect(found).to.deep.include({ records: [], decisions: [], waiting: [], scheduled: [], deadLetters: [] });
    expect(found.mentions).to.be.greaterThan(1);
    expect(JSON.stringify(found)).not.to.include(neighbour);
  });

  it('after an erasure has what was said since, also in the same hour', async () => {
    const say = async (texts: readonly string[]) => {
      for (const text of texts) await channel.say(text);
    };
    await say(Array.from({ length: 12 }, (_, index) => `before ${index}`));
    await channel.adapter.erasePerson(thandi);
    channel.clock.advance(1000);
    await say(['after 1', 'after 2']);
    const { decisions } = await channel.adapter.exportPerson(thandi);
    expect(decisions).to.have.length(2);
  });

  it('of somebody who is not known is empty', async () => {
    await channel.adapter.notify({ to: neighbour, template: template('flight_status', { flight: 'A', news: 'B' }) });
    await channel.settled();
    const found = await channel.adapter.exportPerson(thandi);
    expect(found).to.deep.include({ records: [], decisions: [], mentions: 0 });
  });
});
