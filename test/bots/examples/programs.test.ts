import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import sales from '../../../bots/examples/numbers/sales.templates.json' with { type: 'json' };
import templates from '../../../bots/examples/templates.json' with { type: 'json' };
import { createEmulator, type Emulator, TemplateCatalog } from '../../../src/index.js';
import { thandi, until } from '../../support/channel.js';
import { freePort } from '../../support/freePort.js';

const names = ['echo', 'dialogs', 'proactive', 'express', 'numbers'] as const;
type Name = (typeof names)[number];

/** Each example has a number of its own; `salesNumber` is the second one of `numbers`. */
const numberOf = (name: Name): string => `2711000001${names.indexOf(name)}`;
const salesNumber = '27110000020';
const secret = 's3cret';
const token = 'a-token';

describe('The examples', () => {
  const ports = new Map<Name, number>();
  let emulator: Emulator;
  let child: ChildProcess;

  before(async function () {
    this.timeout(120_000);
    emulator = await createEmulator();
    child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    const own = TemplateCatalog.parse(templates);
    for (const name of names) {
      const port = await freePort();
      ports.set(name, port);
      const callbackUrl = `http://127.0.0.1:${port}/api/messages?key=${secret}`;
      const { apiKey } = emulator.integrate({ number: numberOf(name), callbackUrl, templates: own });
      const second = emulator.integrate({ number: salesNumber, callbackUrl, templates: TemplateCatalog.parse(sales) });
      const env = {
        ...{ PORT: String(port), STORE_URL: 'memory:', WEBHOOK_SECRET: secret, API_TOKEN: token },
        ...{ CLICKATELL_API_KEY: apiKey, CLICKATELL_BASE_URL: emulator.url, WHATSAPP_NUMBER: numberOf(name) },
        ...{ CLICKATELL_API_KEY_2: second.apiKey, WHATSAPP_NUMBER_2: salesNumber },
      };
      child.send({ name, env });
      expect(await once(child, 'message')).to.deep.include(name);
    }
  });

  after(async () => {
    child.kill();
    await once(child, 'close');
    const violations = [...emulator.violations];
    await emulator.close();
    expect(violations).to.deep.equal([]);
  });

  /** What a phone shows of us. */
  const told = (business: string, person = thandi) =>
    emulator
      .chat(person, business)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  /** A person writes, and the next answer is the one that is meant. */
  async function ask(business: string, text: string, answer: string, person = thandi): Promise<void> {
    const before = told(business, person).length;
    await emulator.say({ from: person, to: business, text });
    await until(() => told(business, person).length > before);
    expect(told(business, person).at(before)).to.include(answer);
  }

  it('echo: welcomes a person, and says what they say', async () => {
    const business = numberOf('echo');
    await ask(business, 'Good morning', 'Hello. I say what you say.');
    await until(() => told(business).includes('You said: Good morning'));
    await ask(business, 'Again', 'You said: Again');
  });

  it('dialogs: books a table over several turns, with a question again where the answer will not do', async () => {
    const business = numberOf('dialogs');
    await ask(business, 'A table, please', 'What is your name?');
    await ask(business, 'Thandi', 'Which day?');
    await ask(business, 'Saturday', 'For how many?');
    await ask(business, 'forty', 'We have tables for 1 to 12.');
    await ask(business, '4', 'Saturday, for 4, in the name of Thandi. Shall we book it?');
    await ask(business, 'Yes', 'Booked. See you on Saturday, Thandi.');
  });

  it('dialogs: knows the name the next time, until it is forgotten, and can be left at any question', async () => {
    const business = numberOf('dialogs');
    await ask(business, 'Another table', 'Which day?');
    await ask(business, 'cancel', 'Nothing is booked.');
    await ask(business, 'forget me', 'Your name is forgotten.');
    await ask(business, 'A table', 'What is your name?');
  });

  it('proactive: tells of a resolved ticket once, by its template where the person has never written', async () => {
    const business = numberOf('proactive');
    const body = { to: thandi, name: 'Thandi', summary: 'new bulb' };
    for (let time = 0; time < 2; time += 1) {
      const accepted = await api('tickets/T-42/resolved', body);
      expect([accepted.status, await accepted.json()]).to.deep.equal([202, { id: 'ticket-T-42-resolved' }]);
    }
    await until(() => told(business).length > 0);
    expect(told(business)).to.have.length(1);
    expect(told(business)[0]).to.include('Hi Thandi, your ticket T-42 is resolved: new bulb.');
    expect(await (await api('notifications/ticket-T-42-resolved')).json()).to.include({ sentAs: 'template' });
    expect((await api('tickets/T-42/resolved', { ...body, summary: 'another' })).status).to.equal(409);
    await ask(business, 'Solved', 'Good to hear.');
    await api('tickets/T-43/resolved', body);
    await until(() => told(business).includes('T-43 is resolved: new bulb. Is it solved?'));
  });

  it('proactive: holds a note until the person writes, and only the newest of a ticket', async () => {
    const business = numberOf('proactive');
    const sipho = '27820000002';
    for (const [note, text] of Object.entries({ 1: 'A colleague is on the way.', 2: 'They are at your door.' })) {
      expect((await api(`tickets/T-50/notes/${note}`, { to: sipho, text })).status).to.equal(202);
    }
    await until(() => told(business, sipho).length > 0);
    expect(told(business, sipho)[0]).to.include('we have news for you');
    await ask(business, 'Show me', 'They are at your door.', sipho);
    expect(told(business, sipho)).to.have.length(2);
  });

  it('proactive: refuses who has no token, and says what is wrong', async () => {
    expect((await api('tickets/T-1/resolved', {}, 'wrong')).status).to.equal(401);
    const wrong = await api('tickets/T-1/resolved', { to: 'nobody' });
    expect(wrong.status).to.equal(400);
    expect(await wrong.text()).to.include('to: must be an international number');
    expect((await api('notifications/unknown')).status).to.equal(404);
  });

  it('express: answers callbacks with pictures in them, and its own routes', async () => {
    const business = numberOf('express');
    await ask(business, 'Hello', 'You said: Hello');
    const address = `http://127.0.0.1:${ports.get('express')}`;
    expect(await (await fetch(`${address}/readyz`)).json()).to.deep.equal({ depth: 0, aside: 0 });
    const headers = { 'content-type': 'application/json' };
    const long = JSON.stringify({ event: { moMedia: [{ content: 'x'.repeat(200_000) }] } });
    const callback = await fetch(`${address}/api/messages?key=${secret}`, { method: 'POST', headers, body: long });
    expect(callback.status).to.equal(200);
    expect((await fetch(`${address}/api/messages`, { method: 'POST', headers, body: '{}' })).status).to.equal(401);
  });

  it('numbers: has a bot for each number, and one number can write for the other', async () => {
    await ask(numberOf('numbers'), 'Hello', 'This is support.');
    await ask(salesNumber, 'Hello', 'This is sales.');
    const sipho = '27820000002';
    await ask(numberOf('numbers'), 'A quote', 'Sales writes to you from their own number.', sipho);
    await until(() => told(salesNumber, sipho).length > 0);
    expect(told(salesNumber, sipho)[0]).to.include('Your quote Q-7 is ready: R1 200 in all.');
    await ask(salesNumber, 'Order', 'Ordered.', sipho);
  });

  function api(path: string, body?: object, bearer = token): Promise<Response> {
    return fetch(`http://127.0.0.1:${ports.get('proactive')}/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
});
