import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { until } from '../support/channel.js';
import { type Program, person, record, records, startProgram, supportNumber } from './program.js';

const id = `${supportNumber}:${person}`;
const path = `/api/conversations/${encodeURIComponent(id)}`;
const secret = 'a secret that nobody guesses';

/** Reads until what is read passes. */
async function reading<T>(read: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  let value = await read();
  await until(async () => {
    if (passes(value)) return true;
    value = await read();
    return passes(value);
  });
  return value;
}

describe('The API of conversations that humans have', () => {
  let program: Program;
  let posts: { headers: http.IncomingHttpHeaders; body: string }[];
  let webhook: http.Server;
  before(async () => {
    posts = [];
    webhook = http.createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(Buffer.from(chunk));
      posts.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
      res.end();
    });
    webhook.listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    const { port } = webhook.address() as AddressInfo;
    program = await startProgram({ DESK_WEBHOOK_URL: `http://127.0.0.1:${port}/`, DESK_WEBHOOK_SECRET: secret });
  });
  after(async () => {
    await program.stop();
    webhook.close();
    webhook.closeAllConnections();
  });

  const say = async (text: string) => {
    await program.emulator?.say({ from: person, to: supportNumber, text });
    await program.emulator?.settled();
  };
  const listed = async (query = '?waiting') =>
    records((await program.api(`/api/conversations${query}`)).json.conversations);

  it('needs the token', async () => {
    expect((await program.call('/api/conversations')).status).to.equal(401);
  });

  it('lists who waits, tells what was said, answers, and gives the conversation back', async () => {
    await say('hello');
    expect(await program.api(path)).to.include({ status: 404 });
    const begun = await program.api(`${path}/handOff`, {
      body: { reason: 'an angry call', context: { order: 'A-17' } },
    });
    expect(begun.status).to.equal(202);
    await say('Is anybody there?');
    const [waiting, ...others] = await reading(
      () => listed(),
      ([each]) => each?.unanswered === 1,
    );
    expect(others).to.deep.equal([]);
    expect(waiting).to.deep.include({
      ...{ id, person, business: supportNumber, state: 'waiting', reason: 'an angry call', unanswered: 1 },
      context: { order: 'A-17' },
    });
    expect(record(waiting?.window).state).to.equal('open');
    expect(record(waiting?.last)).to.include({ from: 'person', text: 'Is anybody there?' });
    expect(Number.isNaN(Date.parse(String(waiting?.since)))).to.equal(false);

    const reply = await program.api(`${path}/reply`, { body: { text: 'Ben here.', agent: 'Ben', id: 'r1' } });
    expect(reply).to.deep.include({ status: 202, json: { id: 'r1' } });
    const messages = await reading(
      async () => records((await program.api(`${path}/messages`)).json.messages),
      (all) => all.at(-1)?.state === 'read',
    );
    const before = messages.findIndex(({ text }) => text === 'Is anybody there?');
    // What was said before, as it was kept.
    expect(messages.slice(0, before).map(({ from }) => from)).to.deep.equal(['person', 'bot', 'bot']);
    expect(messages.slice(before).map(({ from, text, sentAs, agent }) => [from, text, sentAs, agent])).to.deep.equal([
      ['person', 'Is anybody there?', undefined, undefined],
      ['agent', 'Ben here.', 'text', 'Ben'],
    ]);
    expect(await listed()).to.deep.equal([]);
    expect((await listed('')).map(({ state, agent }) => [state, agent])).to.deep.equal([['open', 'Ben']]);
    const closed = await program.api(`${path}/close`, { body: { message: 'done' } });
    expect(closed).to.deep.include({ status: 200, json: { state: 'closed' } });
    expect((await program.api(`${path}/close`, { body: {} })).status).to.equal(200);
    expect((await program.api(`${path}/reply`, { body: { text: 'late' } })).status).to.equal(409);
    expect((await listed('?all')).map(({ state }) => state)).to.deep.equal(['closed']);
  });

  it('tells the webhook of it, signed', async () => {
    const told = await reading(
      async () => posts.map(({ body }) => record(JSON.parse(body))),
      (all) => all.some(({ type }) => type === 'handoff.closed'),
    );
    expect(told.map(({ type }) => type)).to.include.members(['handoff.opened', 'message', 'status', 'handoff.closed']);
    const sequence = told.map(({ data }) => Number(record(data).sequence));
    expect(sequence).to.deep.equal(sequence.map((_, at) => at + 1));
    for (const { headers } of posts) expect(headers['webhook-signature']).to.match(/^v1,/);
  });

  it('names what is wrong', async () => {
    await program.api(`${path}/handOff`, { body: { reason: 'again' } });
    const wrong: [string, string, object][] = [
      ['reply', 'text', {}],
      ['reply', 'to', { text: 'x', to: '27820000002' }],
      ['reply', 'attachments.0.contentUrl', { attachments: [{ contentType: 'image/png' }] }],
      ['reply', 'template.name', { template: { name: 'nothing' } }],
      ['close', 'state', { state: 'over' }],
      ['close', 'why', { why: 'x' }],
      ['handOff', 'reason', { reason: '' }],
      ['open', 'agent', { agent: 1 }],
    ];
    for (const [what, field, body] of wrong) {
      const answer = await program.api(`${path}/${what}`, { body });
      expect([answer.status, answer.json.field], `${what} ${field}`).to.deep.equal([400, field]);
    }
    expect((await program.api('/api/conversations?wating')).json).to.include({ field: 'wating' });
    expect((await program.api('/api/conversations/nobody/messages')).json).to.include({ field: 'id' });
    for (const nobody of [`${supportNumber}:nobody`, `${supportNumber}:${supportNumber}`, '27990000001:27820000001']) {
      const body = { reason: 'x' };
      expect((await program.api(`/api/conversations/${nobody}/handOff`, { body })).json).to.include({ field: 'id' });
    }
    expect((await program.api('/api/conversations/%ZZ/messages')).status).to.be.within(400, 404);
    expect((await program.api(`/api/conversations/${supportNumber}:27820000009/messages`)).status).to.equal(404);
    expect((await program.api(`${path}/open`, { body: { agent: 'Ben' } })).json).to.deep.equal({ state: 'open' });
  });

  it('is measured', async () => {
    const { text } = await program.call('/metrics');
    expect(text)
      .to.match(/^whatsapp_handoffs_open 1$/m)
      .and.match(/^whatsapp_handoffs_waiting 0$/m);
    expect(text)
      .to.match(/^whatsapp_desk_events_waiting 0$/m)
      .and.match(/^whatsapp_handoff_changes_total\{change="initiated"\} 2$/m);
  });
});
