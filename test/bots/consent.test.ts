import { expect } from 'chai';
import { until } from '../support/channel.js';
import { bankingNumber, type Program, person, records, startProgram, supportNumber } from './program.js';

const alertsNumber = '27110000003';
const path = `/api/people/${person}/consent`;
const minute = 60_000;

describe('The routes of consent', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());
  const settled = () =>
    until(async () => {
      await program.emulator?.settled();
      return /^whatsapp_lane_depth 0$/m.test((await program.call('/metrics')).text);
    });
  const now = (offset = 0) => new Date((program.emulator?.clock.now() ?? 0) + offset).toISOString();
  const put = (body: unknown) => program.api(path, { method: 'PUT', body });
  const of = async (from: string) => {
    const { json } = await program.api(`${path}?from=${from}`);
    return records(json.consents)[0] ?? expect.fail(`Nothing is told of ${from}.`);
  };
  const notify = async (body: object) => {
    const { json } = await program.api('/api/notifications', { body: { to: person, from: alertsNumber, ...body } });
    await settled();
    return (await program.api(`/api/notifications/${json.id}`)).json;
  };

  it('tell, change and tell again, for one number and for all', async () => {
    const { status, json } = await program.api(path);
    expect(status).to.equal(200);
    expect(json.person).to.equal(person);
    const nothing = { stopped: null, marketingStopped: null, topics: [], history: [] };
    expect(json.consents).to.deep.equal(
      [supportNumber, bankingNumber, alertsNumber].map((from) => ({ from, ...nothing })),
    );
    const topics = { 'flight:SA204': true };
    const until_ = now(60 * minute);
    const changed = await put({ from: alertsNumber, source: 'web form', topics, until: until_, words: 'Yes, please' });
    expect(changed.status).to.equal(200);
    expect(changed.json).to.deep.include({ person, from: alertsNumber, stopped: null });
    const [topic] = records(changed.json.topics);
    expect(topic).to.include({
      ...{ topic: 'flight:SA204', title: 'Flight SA204', state: 'signed-up', source: 'web form' },
      ...{ words: 'Yes, please', until: until_ },
    });
    program.emulator?.clock.advance(minute);
    const stopped = (await put({ from: alertsNumber, source: 'desk', stopped: true })).json.stopped;
    expect(stopped).to.include({ source: 'desk' });
    await settled();
    const { history } = await of(alertsNumber);
    expect(records(history).map(({ change, source, topic: about }) => [change, source, about])).to.deep.equal([
      ['signed-up', 'web form', 'flight:SA204'],
      ['stopped', 'desk', undefined],
    ]);
    expect(JSON.stringify(history)).not.to.include('message');
    expect(await of(supportNumber)).to.deep.include(nothing);
    const { text } = await program.call('/metrics');
    expect(text).to.match(/whatsapp_consent_changes_total\{change="stopped",source="program"\} 1/);
  });

  it('decide what is sent, and the report says why it is not', async () => {
    const alert = { text: 'Gate 7.', topic: 'flight:SA204', template: undefined };
    await program.emulator?.say({ from: person, to: alertsNumber, text: 'Hello' });
    await settled();
    expect(await notify(alert)).to.include({
      state: 'refused',
      reason: 'The person has not signed up for “Flight SA204”.',
    });
    await put({ from: alertsNumber, source: 'web form', topics: { 'flight:SA204': true } });
    expect(await notify(alert)).to.include({ state: 'read', conversationType: 'customer-initiated' });
    program.emulator?.clock.advance(minute);
    await program.emulator?.say({ from: person, to: alertsNumber, text: 'stop' });
    await settled();
    const report = await notify(alert);
    expect(report.state).to.equal('refused');
    expect(report.reason).to.match(/^The person has answered STOP to “Flight SA204” \(\d{4}-\d\d-\d\d\)\.$/);
    const { text } = await program.call('/metrics');
    expect(text).to.match(/whatsapp_consent_changes_total\{change="signed-off",source="chat"\} 1/);
  });

  it('know a person by any spelling of their number', async () => {
    await put({ from: alertsNumber, source: 'web form', stopped: true });
    for (const spelling of [`%2B${person}`, '%2B27%2082%20000%200001', '0027820000001', '+27-82-000-0001']) {
      const { status, json } = await program.api(`/api/people/${spelling}/consent?from=%2B${alertsNumber}`);
      expect(status, spelling).to.equal(200);
      expect(json.person).to.equal(person);
      expect(records(json.consents)[0]?.stopped).to.include({ source: 'web form' });
    }
    expect((await program.api('/api/people/US.13491208655302741918/consent')).status).to.equal(200);
  });

  it('need the token', async () => {
    const calls = [
      [path, {}],
      [path, { method: 'PUT', body: { source: 'x', stopped: true } }],
      ['/api/consents', { body: { consents: [{ person, source: 'x', at: now(), stopped: true }] } }],
    ] as const;
    for (const [route, call] of calls) {
      expect((await program.call(route, call)).status).to.equal(401);
      const headers = { authorization: 'Bearer wrong' };
      expect((await program.call(route, { ...call, headers })).status).to.equal(401);
    }
    expect(await of(supportNumber)).to.deep.include({ stopped: null, history: [] });
  });

  it('name every wrong field, and change nothing', async () => {
    const good = { source: 'web form', stopped: true };
    const cases: [unknown, string, RegExp][] = [
      [{}, 'source', /must say how we know/],
      [{ stopped: true }, 'source', /must say how we know/],
      [{ ...good, source: ' ' }, 'source', /must say how we know/],
      [{ ...good, source: 'x'.repeat(129) }, 'source', /at most 128/],
      [{ source: 'x' }, 'topics', /nothing would change/],
      [{ source: 'x', topics: {} }, 'topics', /nothing would change/],
      [{ source: 'x', topics: ['flight:1'] }, 'topics', /./],
      [{ source: 'x', topics: { weather: true } }, 'topics.weather', /there is no such topic: there are flight/],
      [{ source: 'x', topics: { flight: true } }, 'topics.flight', /needs its flight number behind a colon/],
      [{ source: 'x', topics: { 'flight:1': 'yes' } }, 'topics.flight:1', /must be true or false/],
      [{ ...good, stopped: 'yes' }, 'stopped', /must be true or false/],
      [{ ...good, at: 'yesterday' }, 'at', /must be a time, as 2026/],
      [{ ...good, at: '2026-02-31T00:00:00Z' }, 'at', /must be a time/],
      [{ ...good, at: 5 }, 'at', /must be a time/],
      [{ ...good, at: now(minute) }, 'at', /is in the future/],
      [{ ...good, at: '1969-01-01' }, 'at', /./],
      [{ ...good, until: now(-minute) }, 'until', /must be later than the sign-up/],
      [{ ...good, until: '9999-01-01' }, 'until', /is too far away/],
      [{ ...good, until: null }, 'until', /must be a time/],
      [{ ...good, words: 7 }, 'words', /./],
      [{ ...good, words: 'x'.repeat(1025) }, 'words', /at most 1024/],
      [{ ...good, to: person }, 'to', /there is no such field/],
      [{ ...good, person }, 'person', /there is no such field/],
      [{ ...good, from: '27119999999' }, 'from', /./],
      [{ ...good, from: 7 }, 'from', /./],
      [{ ...good, colour: 'red' }, 'colour', /there is no such field/],
    ];
    for (const [body, field, problem] of cases) {
      const { status, json } = await put(body);
      expect(status, JSON.stringify(body)).to.equal(400);
      expect(json.field, JSON.stringify(body)).to.equal(field);
      expect(json.error).to.match(problem);
    }
    for (const body of ['[]', 'null', '7', '{', '']) expect((await put(body)).status, body).to.equal(400);
    expect((await program.api(`${path}?form=1`)).json.field).to.equal('form');
    expect((await program.api(`${path}?from=27119999999`)).status).to.equal(400);
    const nobody = '/api/people/nobody/consent';
    expect((await program.api(nobody)).json.field).to.equal('person');
    const unknown = await program.api(nobody, { method: 'PUT', body: { source: 'desk', stopped: true } });
    expect(unknown.json).to.include({ field: 'person' });
    expect(unknown.json.error).to.match(/^person: must be/);
    expect((await program.api(`/api/people/${supportNumber}/consent`)).status).to.equal(400);
    expect((await of(supportNumber)).history).to.deep.equal([]);
  });

  it('take in many at once, all or none, each with its time', async () => {
    const post = (consents: unknown) => program.api('/api/consents', { body: { consents } });
    const one = { person, from: alertsNumber, source: 'import', at: now(-minute), topics: { 'flight:SA204': true } };
    const cases: [unknown, string][] = [
      [undefined, 'consents'],
      [{}, 'consents'],
      [[], 'consents'],
      [Array(1001).fill(one), 'consents'],
      [[one, null], 'consents.1'],
      [[one, { ...one, person: undefined }], 'consents.1.person'],
      [[one, { ...one, person: 'nobody' }], 'consents.1.person'],
      [[one, { ...one, to: person }], 'consents.1.to'],
      [[one, { ...one, at: undefined }], 'consents.1.at'],
      [[one, { ...one, at: 'x' }], 'consents.1.at'],
      [[one, one, { ...one, topics: { weather: true } }], 'consents.2.topics.weather'],
      [[one, { ...one, colour: 'red' }], 'consents.1.colour'],
    ];
    for (const [consents, field] of cases) {
      const { status, json } = await post(consents);
      expect(status, field).to.equal(400);
      expect(json.field).to.equal(field);
    }
    expect((await of(alertsNumber)).history).to.deep.equal([]);
    const both = [one, { ...one, person: '+27 82 000 0002', topics: undefined, stopped: true }];
    const { status, json } = await post(both);
    expect(status).to.equal(200);
    expect(json).to.deep.equal({ imported: 2 });
    expect(records((await of(alertsNumber)).topics)).to.have.length(1);
    const other = await program.api(`/api/people/27820000002/consent?from=${alertsNumber}`);
    expect(records(other.json.consents)[0]?.stopped).to.deep.equal({ source: 'import', at: one.at });
  });

  it('stand in the log when they change, without words and without the number', async () => {
    await program.stop();
    program = await startProgram({ LOG_LEVEL: 'info' });
    await program.emulator?.say({ from: person, to: alertsNumber, text: 'STOP!!!' });
    await settled();
    await notify({ text: 'Gate 7.' });
    const lines = program.lines.filter((line) => line.includes('"consent"'));
    expect(lines).to.have.length(1);
    expect(JSON.parse(lines[0] ?? '')).to.include({ change: 'stopped', source: 'chat', person: '…0001', level: 30 });
    // It is refused because the person wants it so: nobody need be warned.
    expect(program.lines.join('')).not.to.match(/"level":(40|50)/);
    expect(program.lines.join('')).not.to.match(/27820000001|STOP!!!/);
  });
});
