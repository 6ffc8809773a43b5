import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { supportAgent } from '../../../bots/examples/agents/agent.js';
import { deskApi } from '../../../bots/examples/agents/api.js';
import templatesJson from '../../../bots/examples/agents/templates.json' with { type: 'json' };
import { Tickets } from '../../../bots/examples/agents/tickets.js';
import {
  ClickatellAgentsAdapter,
  ClickatellClient,
  createEmulator,
  type Emulator,
  KeyvStorage,
  MovableClock,
  openStore,
  TemplateCatalog,
} from '../../../src/agents.js';
import { business, noon, thandi, until } from '../../support/channel.js';

const token = 'a-token';

describe('The example of a support desk as an agent', () => {
  let emulator: Emulator;
  let adapter: ClickatellAgentsAdapter;
  let url: string;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const clock = new MovableClock({ now: () => noon });
    emulator = await createEmulator({ clock });
    const store = await openStore('memory:');
    const templates = TemplateCatalog.parse(templatesJson);
    const { apiKey } = emulator.integrate({ number: business });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
    adapter = new ClickatellAgentsAdapter({
      ...{ client, store, templates, clock, webhookSecret: 'none', firstContact: 'message' },
    });
    const tickets = new Tickets(store.keyv('tickets'));
    await adapter.start(supportAgent({ adapter, storage: new KeyvStorage(store.keyv('agent-state')), tickets }));
    const app = express();
    app.post('/', (req, res) => adapter.process(req, res));
    app.use('/api', deskApi(adapter, tickets, token));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    emulator.integrate({ number: business, callbackUrl: `${url}/`, templates });
    close = async () => {
      await adapter.stop();
      server.close();
      server.closeAllConnections();
      await client.close();
      await emulator.close();
      await store.close();
    };
  });

  afterEach(() => close());

  async function settled(): Promise<void> {
    do {
      await until(() => adapter.depth === 0);
      await emulator.settled();
    } while (adapter.depth > 0);
  }

  /** The bot's answers to what a person says. */
  async function answers(text: string): Promise<string[]> {
    const before = heard().length;
    await emulator.say({ from: thandi, text });
    await settled();
    return heard().slice(before);
  }

  const heard = () =>
    emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  function ask(path: string, body: object, bearer = token): Promise<Response> {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    return fetch(`${url}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function openTicket(): Promise<void> {
    for (const text of ['new ticket', 'The lamp is broken', 'yes', '1']) await answers(text);
  }

  it('opens a ticket over several turns, and lists it', async () => {
    expect(await answers('Good morning!')).to.deep.equal(['Hi, this is the support desk. What can we do?']);
    expect(await answers('New ticket')).to.deep.equal(['What is wrong? Tell us in a sentence or two.']);
    expect(await answers('The lamp is broken')).to.deep.equal(['Is it urgent?']);
    expect(await answers('Yes')).to.deep.equal(['Urgent: “The lamp is broken”. Shall we open the ticket?']);
    expect(await answers('maybe')).to.deep.equal(['Please answer yes or no, or “cancel”.']);
    expect(await answers('Yes')).to.deep.equal(['T-1 is open. We write to you here when there is news.']);
    expect(await answers('my tickets')).to.deep.equal(['T-1, open: The lamp is broken']);
  });

  it('takes a sentence for the problem of a ticket, and “cancel” at any question', async () => {
    expect(await answers('My lamp is broken')).to.deep.equal(['Shall we open a ticket for “My lamp is broken”?']);
    expect(await answers('cancel')).to.deep.equal(['What can we do?']);
    expect(await answers('yes')).to.deep.equal(['I did not understand that. What can we do?']);
    expect(await answers('my tickets')).to.deep.equal(['You have no tickets.']);
  });

  it('tells that a ticket is resolved, after 25 hours by its template, and opens it again', async () => {
    await openTicket();
    emulator.clock.advance(25 * 60 * 60 * 1000);
    expect((await ask('tickets/T-1/resolve', { resolution: 'a new bulb' })).status).to.equal(202);
    await settled();
    expect(heard().at(-1)).to.include('your ticket T-1 is resolved: a new bulb');
    expect(await answers('Not solved')).to.deep.equal(['T-1 is open again. We look at it.']);
    expect((await ask('tickets/T-1/resolve', { resolution: 'another bulb' })).status).to.equal(202);
    await settled();
    expect(heard().at(-1)).to.equal('T-1 is resolved: another bulb. Is it solved?');
    expect(await answers('Solved')).to.deep.equal(['Good. T-1 is closed.']);
  });

  it('leaves a conversation to a human until they close it', async () => {
    await answers('human');
    expect(await answers('Is anybody there?')).to.deep.equal([]);
    const headers = { authorization: `Bearer ${token}` };
    const listed: unknown = await (await fetch(`${url}/api/conversations`, { headers })).json();
    expect(listed).to.have.nested.property('[0].id');
    const [conversation] = await adapter.desk.conversations();
    const path = `conversations/${encodeURIComponent(conversation?.id ?? '')}`;
    expect((await ask(`${path}/reply`, { text: 'Ben here.' })).status).to.equal(202);
    await settled();
    expect(heard().at(-1)).to.equal('Ben here.');
    expect((await ask(`${path}/close`, {})).status).to.equal(204);
    await settled();
    expect(await answers('my tickets')).to.deep.equal(['You have no tickets.']);
  });

  it('says what is wrong with a request', async () => {
    expect((await ask('tickets/T-1/resolve', { resolution: 'x' }, 'wrong')).status).to.equal(401);
    expect((await ask('tickets/T-1/resolve', { resolution: 'x' })).status).to.equal(404);
    const wrong = await ask('tickets/T-1/resolve', {});
    expect([wrong.status, await wrong.json()]).to.deep.equal([400, { error: 'resolution: must be a text' }]);
    expect((await ask('conversations/nobody/reply', { text: 'Hi' })).status).to.equal(400);
  });
});
