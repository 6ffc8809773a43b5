import { once } from 'node:events';
import { expect } from 'chai';
import restify from 'restify';
import { type Notify, ticketRoutes } from '../../../bots/support/api.js';
import { Tickets } from '../../../bots/support/tickets.js';
import { RecordingFollowUps } from '../reminders/recordingFollowUps.js';
import { memoryStore, startOfTime } from './desk.js';

type Notification = Parameters<Notify>[0];

describe('the ticket routes', () => {
  let server: restify.Server;
  let base: string;
  let tickets: Tickets;
  let notified: Notification[];
  let notifyFails: boolean;
  let followUps: RecordingFollowUps;

  beforeEach(async () => {
    tickets = new Tickets(memoryStore(), { now: () => startOfTime });
    notified = [];
    notifyFails = false;
    followUps = new RecordingFollowUps();
    server = restify.createServer();
    server.use(restify.plugins.bodyParser());
    const notify: Notify = async (notification) => {
      if (notifyFails) throw new Error('the store is away');
      // As the adapter does: the same id is one notification.
      if (!notified.some(({ id }) => id === notification.id)) notified.push(notification);
      return { id: notification.id };
    };
    ticketRoutes(server, { tickets, notify, followUps });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    base = `http://127.0.0.1:${server.address().port}`;
    await open('a', 'Thandi');
  });

  afterEach(async () => {
    server.close();
    await once(server.server, 'close');
  });

  const open = (key: string, name?: string, person = '27820000001') =>
    tickets.open({ person, business: '27110000001', name, subject: 'No internet', description: 'Off', key });

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json', connection: 'close' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  }

  const resolve = (body: unknown, id = 'T-1') => call('POST', `/api/tickets/${id}/resolve`, body);
  const summary = 'we replaced the cable';

  it('GET /api/tickets lists by state and person', async () => {
    await open('b', 'Sipho', '27820000002');
    await tickets.resolve('T-2', 'fixed');
    const ids = async (query: string) => {
      const { status, answer } = await call('GET', `/api/tickets${query}`);
      expect(status).to.equal(200);
      return JSON.stringify(answer).match(/T-\d+/g) ?? [];
    };
    expect(await ids('')).to.deep.equal(['T-2', 'T-1']);
    expect(await ids('?state=resolved')).to.deep.equal(['T-2']);
    expect(await ids('?person=27820000001')).to.deep.equal(['T-1']);
    expect(await ids(`?person=${encodeURIComponent('+27 82 000 0001')}`)).to.deep.equal(['T-1']);
    // A plus that was not encoded is a blank.
    expect(await ids('?person=+27820000001')).to.deep.equal(['T-1']);
    expect(await ids('?person=27820000001&state=resolved')).to.deep.equal([]);
    expect(await call('GET', '/api/tickets?state=lost')).to.deep.include({ status: 400 });
  });

  it('GET /api/tickets/:id gives the ticket, or 404', async () => {
    expect((await call('GET', '/api/tickets/T-1')).answer).to.include({ id: 'T-1', name: 'Thandi' });
    expect(await call('GET', '/api/tickets/T-9')).to.deep.equal({
      status: 404,
      answer: { error: 'There is no such ticket.' },
    });
    expect((await call('GET', '/api/tickets/last')).status).to.equal(404);
  });

  it('resolve marks the ticket and sends the follow-up', async () => {
    const { status, answer } = await resolve({ summary });
    expect(status).to.equal(202);
    expect(answer).to.have.property('notification', 'T-1-resolved-1');
    expect(answer).to.have.nested.property('ticket.state', 'resolved');
    const [sent] = notified;
    expect(sent).to.include({
      to: '27820000001',
      from: '27110000001',
      text: 'Hi Thandi, your ticket T-1 is resolved: we replaced the cable. Tell us if it is not.',
    });
    expect(sent?.template.channelData.clickatell.template).to.deep.equal({
      name: 'ticket_resolved',
      parameters: { name: 'Thandi', ticket: 'T-1', summary },
    });
  });

  it('resolve, repeated, is the same notification', async () => {
    const answers = await Promise.all([
      resolve({ summary }),
      resolve({ summary }),
      resolve({ summary: `${summary} ` }),
    ]);
    expect(answers[1]).to.deep.equal(answers[0]);
    expect(answers[2]).to.deep.equal(answers[0]);
    expect(notified).to.have.length(1);
    expect((await resolve({ summary: 'other words' })).status).to.equal(409);
  });

  it('resolve, repeated after breaking off before the follow-up, sends it', async () => {
    notifyFails = true;
    expect((await resolve({ summary })).status).to.equal(500);
    expect(await tickets.get('T-1')).to.include({ state: 'resolved' });
    notifyFails = false;
    expect((await resolve({ summary })).status).to.equal(202);
    expect(notified.map(({ id }) => id)).to.deep.equal(['T-1-resolved-1']);
  });

  it('resolve, after the customer said no, is a new notification', async () => {
    await resolve({ summary });
    await tickets.reopen('T-1', 'turn');
    await resolve({ summary });
    expect(notified.map(({ id }) => id)).to.deep.equal(['T-1-resolved-1', 'T-1-resolved-2']);
  });

  it('resolve asks a day later whether all is well, once a resolution', async () => {
    await resolve({ summary });
    await resolve({ summary });
    const [asked, ...rest] = followUps.waiting;
    expect(rest).to.deep.equal([]);
    expect(asked).to.include({
      key: 'T-1/all-well',
      id: 'T-1-all-well-1',
      at: startOfTime + 24 * 3_600_000,
      to: '27820000001',
      from: '27110000001',
      text: 'Hi Thandi, a day ago we resolved your ticket T-1 (No internet). Is all well now? Tell me "solved" or "not solved".',
    });
    expect(asked?.template?.channelData.clickatell.template).to.deep.equal({
      name: 'ticket_all_well',
      parameters: { name: 'Thandi', ticket: 'T-1', subject: 'No internet' },
    });
  });

  it('resolve, after the ticket was re-opened, asks in the place of the earlier question', async () => {
    await resolve({ summary });
    await tickets.reopen('T-1', 'turn');
    await resolve({ summary });
    expect(followUps.waiting.map(({ id }) => id)).to.deep.equal(['T-1-all-well-2']);
  });

  it('resolve asks nothing when the customer has answered in the meantime', async () => {
    const schedule = followUps.schedule.bind(followUps);
    followUps.schedule = async (followUp) => {
      await tickets.close('T-1', 'turn');
      return schedule(followUp);
    };
    expect((await resolve({ summary })).status).to.equal(202);
    expect(followUps.waiting).to.deep.equal([]);
  });

  it('a resolve that is refused asks nothing', async () => {
    await tickets.close('T-1', 'turn');
    await resolve({ summary });
    await resolve({}, 'T-1');
    expect(followUps.waiting).to.deep.equal([]);
  });

  const wrong: [title: string, body: unknown, field: string | undefined][] = [
    ['no summary', {}, 'summary'],
    ['an empty one', { summary: ' ' }, 'summary'],
    ['a number', { summary: 7 }, 'summary'],
    ['null', { summary: null }, 'summary'],
    ['one that is too long', { summary: 'x'.repeat(4097) }, 'summary'],
    ['an array', [], undefined],
    ['a string', '"summary"', undefined],
    ['no body', undefined, undefined],
  ];
  for (const [title, body, field] of wrong) {
    it(`resolve with ${title} is 400`, async () => {
      const { status, answer } = await resolve(body);
      expect(status).to.equal(400);
      expect(answer).to.have.property('error').that.is.a('string');
      if (field) expect(answer).to.include({ field });
      else expect(answer).not.to.have.property('field');
      expect(await tickets.get('T-1')).to.include({ state: 'open' });
    });
  }

  it('resolve of what is not JSON is 400', async () => {
    expect((await resolve('{"summary":')).status).to.equal(400);
    const response = await fetch(`${base}/api/tickets/T-1/resolve`, { method: 'POST', body: 'summary' });
    expect(response.status).to.equal(400);
    expect(await response.json()).to.deep.equal({ error: 'Send a JSON object.' });
  });

  it('resolve of an unknown ticket is 404, of a closed one 409', async () => {
    expect((await resolve({ summary }, 'T-9')).status).to.equal(404);
    await tickets.close('T-1', 'turn');
    expect(await resolve({ summary })).to.deep.equal({ status: 409, answer: { error: 'T-1 is closed.' } });
    expect(notified).to.deep.equal([]);
  });

  it('a note is kept and told, once an id', async () => {
    const note = (body: unknown, id = 'T-1') => call('POST', `/api/tickets/${id}/notes`, body);
    expect((await note({ text: 'A part is on its way.', id: 'x' })).status).to.equal(202);
    expect((await note({ text: 'A part is on its way.', id: 'x' })).answer).to.have.property(
      'notification',
      'T-1-note-1',
    );
    expect((await note({ text: 'It is here' })).answer).to.have.property('notification', 'T-1-note-2');
    expect(notified.map(({ template }) => template.channelData.clickatell.template.parameters.update)).to.deep.equal([
      'A part is on its way',
      'It is here',
    ]);
    expect((await note({ text: '' })).answer).to.include({ field: 'text' });
    expect((await note({ text: 'x' }, 'T-9')).status).to.equal(404);
    await tickets.close('T-1', 'turn');
    expect((await note({ text: 'x' })).status).to.equal(409);
    expect(notified).to.have.length(2);
  });
});
