import { once } from 'node:events';
import { expect } from 'chai';
import type { Server } from 'restify';
import { createLog, logEvents } from '../../bots/log.js';
import { createMetrics } from '../../bots/metrics.js';
import { createServer } from '../../bots/server.js';
import { type Channel, noon, signUp, startChannel, thandi, until } from '../support/channel.js';
import { apiToken, type Call, record, request } from './program.js';

const topic = 'flight:SA204';
const parameters = { name: 'passenger', ticket: 'SA204', summary: 'gate B7' };
const news = { topic, text: 'Gate B7.', template: { name: 'ticket_resolved', parameters } };
const [stopped, other] = ['27820000002', '27820000003'];

describe('POST /api/publications', () => {
  let channel: Channel;
  let server: Server;
  const lines: string[] = [];
  const call = (path: string, options: Call = {}) =>
    request(`http://127.0.0.1:${server.address().port}${path}`, options);
  const api = (path: string, body?: unknown) =>
    call(path, { headers: { authorization: `Bearer ${apiToken}` }, ...(body !== undefined && { body }) });

  before(async () => {
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    channel = await startChannel({ adapter: { observe: logEvents(log) } });
    const { adapter, clock, store } = channel;
    const metrics = createMetrics(() => adapter, clock);
    server = createServer({ adapter, store, metrics, log, apiToken, routes: [] });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    await Promise.all([thandi, stopped, other].map((person) => signUp(adapter, person, topic)));
    await channel.say('Hi');
    await adapter.consent.change({ to: stopped, source: 'call centre', stopped: true });
  });
  after(async () => {
    server.server.close();
    server.server.closeAllConnections();
    await channel.close();
  });

  it('tells all who have signed up, and what became of it', async () => {
    const accepted = await api('/api/publications', { ...news, id: 'gate-B7' });
    expect([accepted.status, accepted.json]).to.deep.equal([202, { id: 'gate-B7', subscribers: 3 }]);
    await until(async () => (await api('/api/publications/gate-B7')).json.doneAt !== undefined);
    await channel.settled();
    const { status, json } = await api('/api/publications/gate-B7');
    expect(status).to.equal(200);
    expect(json).to.deep.equal({
      ...{ id: 'gate-B7', topic, from: '27110000001', at: noon, subscribers: 3, done: 3, doneAt: noon },
    });
    const all = await api('/api/publications/gate-B7/notifications');
    expect(all.headers.get('content-type')).to.equal('application/x-ndjson; charset=utf-8');
    const told = all.text.trimEnd().split('\n');
    expect(told.map((line) => record(JSON.parse(line))).map(({ to, state }) => [to, state])).to.have.deep.members([
      [thandi, 'read'],
      [stopped, 'refused'],
      [other, 'read'],
    ]);
    const refused = await api('/api/publications/gate-B7/notifications?state=refused');
    expect(record(JSON.parse(refused.text))).to.include({ to: stopped, state: 'refused' });
    expect(record(JSON.parse(refused.text)).reason).to.match(/opted out/);
    expect((await api('/api/publications/gate-B7/notifications?state=failed')).text).to.equal('');
  });

  it('is the same publication under its id, and refuses the id to another', async () => {
    const again = await api('/api/publications', { ...news, id: 'gate-B7' });
    expect([again.status, again.json]).to.deep.equal([202, { id: 'gate-B7', subscribers: 3 }]);
    const reused = await api('/api/publications', { ...news, text: 'Gate B8.', id: 'gate-B7' });
    expect([reused.status, reused.json.field]).to.deep.equal([409, 'id']);
  });

  it('names the field that is wrong', async () => {
    for (const [field, body] of [
      ['topic', { ...news, topic: 'boat' }],
      ['topic', { text: 'Gate B7.' }],
      ['to', { ...news, to: thandi }],
      ['from', { ...news, from: '27110000009' }],
      ['template.parameters.name', { ...news, template: { name: 'ticket_resolved' } }],
    ] as const) {
      const answer = await api('/api/publications', body);
      expect([answer.status, answer.json.field]).to.deep.equal([400, field]);
    }
    for (const [field, query] of [
      ['state', 'state=lost'],
      ['states', 'states=read'],
    ]) {
      const answer = await api(`/api/publications/gate-B7/notifications?${query}`);
      expect([answer.status, answer.json.field]).to.deep.equal([400, field]);
    }
  });

  it('knows nothing of an id that was never accepted', async () => {
    for (const path of ['/api/publications/x', '/api/publications/x/notifications']) {
      const answer = await api(path);
      expect([answer.status, answer.json.error]).to.deep.equal([404, 'There is no publication with this id.']);
    }
  });

  it('needs the token', async () => {
    for (const path of ['/api/publications/gate-B7', '/api/publications/gate-B7/notifications']) {
      expect((await call(path)).status).to.equal(401);
    }
    expect((await call('/api/publications', { body: news })).status).to.equal(401);
  });

  it('leaves no number of a person in the log', () => {
    expect(lines).not.to.deep.equal([]);
    expect(lines.filter((line) => /2782000000\d/.test(line))).to.deep.equal([]);
  });
});
