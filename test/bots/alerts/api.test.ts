import { once } from 'node:events';
import { expect } from 'chai';
import restify from 'restify';
import { statusRoutes } from '../../../bots/alerts/api.js';
import { Board } from '../../../bots/alerts/board.js';
import { flights } from '../../../bots/alerts/flight.js';
import { parcels } from '../../../bots/alerts/parcel.js';
import {
  type ClickatellAdapter,
  type Consents,
  MovableClock,
  openStore,
  type Publication,
  type Store,
} from '../../../src/index.js';
import { type Answer, record, records, request } from '../program.js';

const now = Date.parse('2026-12-01T06:00:00Z');

describe('statusRoutes', () => {
  let store: Store;
  let server: restify.Server;
  let url = '';
  let published: Publication[];
  let ends: (readonly [topic: string, until: number | undefined])[];
  let fails = false;

  beforeEach(async () => {
    store = await openStore('memory:');
    published = [];
    ends = [];
    fails = false;
    const publisher: Pick<ClickatellAdapter, 'publish'> = {
      async publish(alert) {
        if (fails) throw new Error('The channel is away.');
        published.push(alert);
        return { id: alert.id ?? '', subscribers: 2 };
      },
    };
    const options = {
      store: store.keyv<unknown>('alerts'),
      clock: new MovableClock({ now: () => now }),
      hasSamples: true,
    };
    server = restify.createServer();
    server.use(restify.plugins.bodyParser());
    const consent = {
      endAll: async ({ topic, until }: Parameters<Consents['endAll']>[0]) => void ends.push([topic, until]),
    };
    const shared = { from: '27110000003', publisher, consent, clock: { now: () => now } };
    statusRoutes(server, { ...shared, board: new Board(flights, options) });
    statusRoutes(server, { ...shared, board: new Board(parcels, options) });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    url = `http://127.0.0.1:${server.address().port}/api`;
  });
  afterEach(async () => {
    await new Promise<void>((done) => server.close(() => done()));
    await store.close();
  });

  const get = (path: string) => request(`${url}/${path}`);
  const post = (path: string, body: unknown): Promise<Answer> =>
    request(`${url}/${path}/status`, { body, headers: { 'content-type': 'application/json' } });

  it('has some flights and parcels from the beginning, where it is asked to', async () => {
    const { json } = await get('flights');
    expect(records(json.flights).map(({ id }) => id)).to.deep.equal(['4Z702', 'FA117', 'SA204', 'SA301']);
    expect((await get('flights/sa%20204')).json).to.have.nested.property('flight.gate', 'B12');
    expect((await get('parcels/ZA123456789')).json).to.have.nested.property('parcel.place', 'Bloemfontein');
    expect((await get('parcels')).status).to.equal(404);
  });

  it('publishes a change to those who signed up, as text and as template, from its number', async () => {
    const answer = await post('flights/sa%20204', { state: 'Boarding', gate: 'b14' });
    expect(answer.status).to.equal(202);
    expect(answer.json).to.deep.include({ changed: true });
    expect(record(answer.json.flight)).to.include({
      id: 'SA204',
      state: 'boarding',
      gate: 'B14',
      destination: 'Cape Town',
    });
    const [alert] = published;
    expect(answer.json.alert).to.deep.equal({ id: alert?.id, subscribers: 2 });
    expect(alert).to.include({ topic: 'flight:SA204', from: '27110000003' });
    expect(alert?.text).to.equal(
      'Flight SA204 (Johannesburg to Cape Town): it is boarding, and its gate is now B14 and not B12. To hear no more of it, say "stop SA204".',
    );
    expect(alert?.template?.channelData.clickatell.template).to.deep.include({
      name: 'flight_status',
      parameters: { flight: 'SA204', news: 'it is boarding, and its gate is now B14 and not B12' },
    });
  });

  it('tells nobody where nothing has changed', async () => {
    await post('flights/SA204', { gate: 'B14' });
    const again = await post('flights/SA204', { gate: 'B14', state: 'scheduled' });
    expect([again.status, again.json.changed, again.json.alert]).to.deep.equal([200, false, null]);
    const route = await post('flights/SA204', { origin: 'Lanseria' });
    expect([route.status, route.json.changed, route.json.alert]).to.deep.equal([202, true, null]);
    expect(published).to.have.length(1);
  });

  it('makes a flight known that was not, if its state is told', async () => {
    expect((await get('flights/BA57')).status).to.equal(404);
    const nothing = await post('flights/BA57', { gate: 'A1' });
    expect([nothing.status, nothing.json.field]).to.deep.equal([400, 'state']);
    await post('flights/BA57', { state: 'scheduled', gate: 'A1', destination: 'London' });
    expect(records((await get('flights')).json.flights).map(({ id }) => id)).to.include('BA57');
    expect(published.at(-1)?.text).to.match(/^Flight BA57 \(to London\): it is on time\./);
  });

  it('takes the same call with the same id once, and refuses another under it', async () => {
    const call = { gate: 'B20', id: 'gates:17' };
    const first = await post('flights/SA204', call);
    await post('flights/SA204', { gate: 'B21' });
    const again = await post('flights/SA204', call);
    expect(again.json.alert).to.deep.equal(first.json.alert);
    expect((await get('flights/SA204')).json).to.have.nested.property('flight.gate', 'B21');
    const other = await post('flights/SA204', { gate: 'B22', id: 'gates:17' });
    expect([other.status, other.json.field]).to.deep.equal([409, 'id']);
    expect(published.map(({ id }) => id)).to.deep.equal([published[0]?.id, published[1]?.id, published[0]?.id]);
    // The older alert that came again is not what people know last.
    await post('flights/SA204', { gate: 'B23' });
    expect(published.at(-1)?.text).to.include('B23 and not B21');
  });

  it('tells a change after all that was stored and not told, with an id or without', async () => {
    for (const extra of [{}, { id: 'call-1' }]) {
      const gate = `C${published.length + 1}`;
      fails = true;
      expect((await post('flights/SA204', { gate, ...extra })).status).to.equal(500);
      fails = false;
      const again = await post('flights/SA204', { gate, ...extra });
      expect(again.status).to.equal(202);
      expect(published.at(-1)?.text).to.include(gate);
    }
    fails = true;
    await post('flights/SA204', { gate: 'D1' });
    fails = false;
    await post('flights/SA204', { state: 'boarding' });
    expect(published.at(-1)?.text).to.include('it is boarding, and its gate is now D1');
    expect(published).to.have.length(3);
  });

  it('tells two changes that come at once in their order', async () => {
    await Promise.all(['E1', 'E2', 'E3', 'E4'].map((gate) => post('flights/SA204', { gate })));
    const { gate } = record((await get('flights/SA204')).json.flight);
    expect(published).to.have.length(4);
    expect(published.at(-1)?.text).to.include(`its gate is now ${gate} and`);
    expect(new Set(published.map(({ id }) => id)).size).to.equal(4);
  });

  it('ends the alerts some days after the flight, and at once where the next one begins', async () => {
    await post('flights/SA204', { gate: 'B14' });
    await post('flights/SA204', { state: 'landed' });
    await post('flights/SA204', { state: 'scheduled' });
    await post('flights/FA117', { state: 'cancelled' });
    await post('flights/FA117', { state: 'scheduled' });
    const inTwoDays = now + 2 * 24 * 60 * 60 * 1000;
    expect(ends).to.deep.equal([
      ['flight:SA204', inTwoDays],
      ['flight:SA204', now],
      ['flight:FA117', inTwoDays],
      ['flight:FA117', undefined],
    ]);
  });

  it('tells of parcels in the same way', async () => {
    const answer = await post('parcels/za%20123%20456%20789', { state: 'out for delivery', place: 'Rosebank' });
    expect(answer.status).to.equal(202);
    expect(published[0]).to.include({ topic: 'parcel:ZA123456789' });
    expect(published[0]?.text).to.match(/^Parcel ZA123456789: it is out for delivery today, and it is in Rosebank\./);
  });

  const wrong: readonly (readonly [path: string, body: unknown, field: string])[] = [
    ['flights/SA204', { state: 'flying' }, 'state'],
    ['flights/SA204', { state: 3 }, 'state'],
    ['flights/SA204', { gate: 12 }, 'gate'],
    ['flights/SA204', { gate: '' }, 'gate'],
    ['flights/SA204', { gate: 'B\n12' }, 'gate'],
    ['flights/SA204', { departs: '2026-12-01 10:40' }, 'departs'],
    ['flights/SA204', { departs: '2026-13-01T10:40+02:00' }, 'departs'],
    ['flights/SA204', { departs: 1 }, 'departs'],
    ['flights/SA204', { gates: 'B12' }, 'gates'],
    ['flights/SA204', { state: 'boarding', id: 'a b' }, 'id'],
    ['flights/SA204', { state: 'boarding', id: 5 }, 'id'],
    ['flights/SA204', {}, 'state'],
    ['flights/SA204', [], 'body'],
    ['flights/tomorrow', { state: 'boarding' }, 'id'],
    ['parcels/SA204', { state: 'delivered' }, 'id'],
    ['parcels/ZA123456789', { expected: 'soon' }, 'expected'],
    ['parcels/ZA123456789', { gate: 'B12' }, 'gate'],
  ];
  for (const [path, body, field] of wrong) {
    it(`answers ${path} ${JSON.stringify(body)} with a 400 that names ${field}`, async () => {
      const { status, json } = await post(path, body);
      expect([status, json.field], JSON.stringify(json)).to.deep.equal([400, field]);
      expect(json.error)
        .to.be.a('string')
        .and.match(new RegExp(`^${field}: `));
      expect(published).to.deep.equal([]);
    });
  }
});
