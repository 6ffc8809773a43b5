import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import type { Server } from 'restify';
import { createLog, logEvents } from '../../bots/log.js';
import { createMetrics } from '../../bots/metrics.js';
import { createServer } from '../../bots/server.js';
import {
  ClickatellAdapter,
  ClickatellClient,
  createEmulator,
  type Emulator,
  lastFour,
  MovableClock,
  template as message,
  openStore,
  type Store,
  systemClock,
  TemplateCatalog,
} from '../../src/index.js';
import { catalogue } from '../support/channel.js';
import { eventually } from '../support/eventually.js';
import {
  apiToken,
  type Call,
  type Program,
  person,
  record,
  records,
  request,
  startProgram,
  supportNumber,
} from './program.js';

const template = { name: 'ticket_resolved', parameters: { name: 'Thandi', ticket: 'T-42', summary: 'new bulb' } };
const reply = (fields: object = {}) => ({
  event: {
    moText: [{ channel: 'whatsapp', messageId: 'm1', from: person, to: supportNumber, content: 'Hi', ...fields }],
  },
});

describe('The program’s server', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  describe('the token', () => {
    const protectedRoutes: readonly (readonly [method: string, path: string])[] = [
      ['POST', '/api/notifications'],
      ['GET', '/api/notifications/x'],
      ['GET', '/api/tickets'],
      ['POST', '/api/tickets/T-1/resolve'],
      ['GET', '/api/tickets/'],
      // The router decodes the path: whoever judges by the path as it was written lets this one in.
      ['GET', '/%61pi/tickets'],
      ['POST', '/%61pi/notifications'],
    ];
    for (const [method, path] of protectedRoutes) {
      it(`is asked for by ${method} ${path}`, async () => {
        const body = method === 'POST' ? { to: person, template } : undefined;
        for (const authorization of [undefined, '', 'Bearer', 'Bearer wrong', `Basic ${apiToken}`, apiToken]) {
          const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
          const answer = await program.call(path, { method, body, headers });
          expect(answer.status, authorization).to.equal(401);
          expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
          expect(answer.json.error).to.match(/token/);
        }
      });
    }

    it('lets in, whatever the case of its scheme', async () => {
      const headers = { authorization: `bearer ${apiToken}` };
      expect((await program.call('/api/tickets', { headers })).status).to.equal(200);
      expect((await program.api('/%61pi/tickets')).status).to.equal(200);
    });

    it('is not read from the URL, where logs would show it', async () => {
      expect((await program.call(`/api/tickets?token=${apiToken}&access_token=${apiToken}`)).status).to.equal(401);
    });
  });

  describe('errors', () => {
    it('are a sentence as JSON for what does not exist', async () => {
      for (const path of ['/', '/nope', '/api', '/api/nope', '//healthz', '/%', '/api/notifications/%E0%A4%A']) {
        const answer = await program.api(path);
        expect([path, answer.status, Object.keys(answer.json)]).to.deep.equal([path, 404, ['error']]);
        expect(answer.headers.get('content-type')).to.match(/^application\/json/);
      }
    });

    it('are a sentence as JSON for the wrong method, and say which is right', async () => {
      const wrong = [
        ['GET', '/api/messages'],
        ['PUT', '/api/notifications'],
        ['DELETE', '/healthz'],
      ] as const;
      for (const [method, path] of wrong) {
        const answer = await program.api(path, { method });
        expect(answer.status, path).to.equal(405);
        expect(Object.keys(answer.json)).to.deep.equal(['error']);
        expect(answer.headers.get('allow'), path).to.be.a('string');
      }
    });

    it('tell what is wrong with a body', async () => {
      const wrong: readonly (readonly [body: string, status: number, error: RegExp])[] = [
        ['', 400, /empty/],
        ['{', 400, /not JSON/],
        ['[]', 400, /not a JSON object/],
        ['null', 400, /not a JSON object/],
        ['"text"', 400, /not a JSON object/],
        [`{"text":${'['.repeat(100)}${']'.repeat(100)}}`, 400, /nested/],
        [`{"text":"${'x'.repeat(6 * 1024 * 1024)}"}`, 413, /longer than/],
      ];
      for (const [body, status, error] of wrong) {
        const answer = await program.api('/api/notifications', { method: 'POST', body });
        expect(answer.status, body.slice(0, 20)).to.equal(status);
        expect(answer.json.error).to.match(error);
      }
    });

    it('come for a body without its length, too', async () => {
      const answer = await fetch(`${program.url}/api/notifications`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiToken}` },
        body: new Blob(['x'.repeat(6 * 1024 * 1024)]).stream(),
        duplex: 'half',
      } as RequestInit);
      expect(answer.status).to.equal(413);
    });
  });

  describe('notifications', () => {
    it('are taken as JSON whatever the content type', async () => {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'image/png']) {
        const answer = await program.api('/api/notifications', {
          headers: { 'content-type': type },
          body: { to: person, template },
        });
        expect(answer.status, type).to.equal(202);
        expect(Object.keys(answer.json)).to.deep.equal(['id']);
      }
    });

    it('are one where the id is the same, and told how they stand', async () => {
      const body = { to: '27820000009', template, id: 'once' };
      const answers = await Promise.all([1, 2, 3].map(() => program.api('/api/notifications', { body })));
      expect(answers.map(({ status, json }) => [status, json.id])).to.deep.equal(Array(3).fill([202, 'once']));
      await eventually(async () => {
        const { json } = await program.api('/api/notifications/once');
        expect(json).to.include({ id: 'once', sentAs: 'template', template: 'ticket_resolved' });
        expect(json).to.include({ state: 'read', conversationType: 're-engagement' });
        expect(json.messages).to.have.length(1);
      });
      expect(program.emulator?.chat('27820000009').messages).to.have.length(1);
    });

    it('are business-initiated with a topic, and refused where nothing may be sent', async () => {
      const to = '27820000008';
      await program.api('/api/notifications', { body: { to, template, topic: 'alerts', id: 'alert' } });
      await program.api('/api/notifications', { body: { to, text: 'x', whenClosed: 'refuse', id: 'no' } });
      await eventually(async () => {
        expect((await program.api('/api/notifications/alert')).json.conversationType).to.equal('business-initiated');
        const refused = await program.api('/api/notifications/no');
        expect(refused.json).to.include({ state: 'refused', sentAs: null });
        expect(refused.json.reason).to.match(/never written|not written|closed/i);
      });
    });

    it('that are wrong are 400 with the field', async () => {
      const wrong: readonly (readonly [body: object, field: string])[] = [
        [{}, 'to'],
        [{ to: 27820000001, text: 'x' }, 'to'],
        [{ to: '0820000001', text: 'x' }, 'to'],
        [{ to: person }, 'text'],
        [{ to: person, text: '' }, 'text'],
        [{ to: person, text: 5 }, 'text'],
        [{ to: person, text: 'x', colour: 'red' }, 'colour'],
        [{ to: person, template: { name: 'nope', parameters: {} } }, 'template.name'],
        [{ to: person, template: { name: 'ticket_resolved', parameters: {} } }, 'template.parameters.name'],
        [{ to: person, template: { name: 'ticket_resolved', parameters: [] } }, 'template.parameters'],
        [{ to: person, text: 'x', whenClosed: 'shout' }, 'whenClosed'],
        [{ to: person, text: 'x', id: 'a/b' }, 'id'],
        [{ to: person, text: 'x', from: '27119999999' }, 'from'],
        [{ notifications: {} }, 'notifications'],
        [{ notifications: [] }, 'notifications'],
        [{ notifications: Array(1001).fill({}) }, 'notifications'],
      ];
      for (const [body, field] of wrong) {
        const answer = await program.api('/api/notifications', { body });
        expect([field, answer.status, answer.json.field]).to.deep.equal([field, 400, field]);
        expect(answer.json.error).to.be.a('string').that.includes(`${field}: `);
      }
    });

    it('in a batch have a result each, in order', async () => {
      const good = { to: person, template };
      const bad = { to: 'nobody', template };
      const post = (...notifications: unknown[]) => program.api('/api/notifications', { body: { notifications } });
      const all = await post(good, good);
      expect([all.status, records(all.json.notifications).length]).to.deep.equal([202, 2]);
      const mixed = await post(good, bad, null, good);
      expect(mixed.status).to.equal(207);
      const keys = records(mixed.json.notifications).map((result) => Object.keys(result));
      expect(keys).to.deep.equal([['id'], ['error', 'field'], ['error', 'field'], ['id']]);
      expect((await post(bad, bad)).status).to.equal(400);
    });

    it('under an id that another one has are 409, and name it, alone and in a batch', async () => {
      const first = { to: '27820000010', template, id: 'order-1' };
      expect((await program.api('/api/notifications', { body: first })).status).to.equal(202);
      const others = [
        { ...first, to: '27820000011' },
        { ...first, text: 'Another text.' },
      ];
      for (const body of others) {
        const { status, json } = await program.api('/api/notifications', { body });
        expect([status, json.field]).to.deep.equal([409, 'id']);
        expect(json.error)
          .to.be.a('string')
          .that.matches(/^id: it was used before/);
      }
      const batch = async (...notifications: unknown[]) =>
        (await program.api('/api/notifications', { body: { notifications } })).status;
      expect(await batch(...others)).to.equal(409);
      expect(await batch(first, ...others)).to.equal(207);
      expect(await batch(first, first)).to.equal(202);
      expect(program.emulator?.chat('27820000011').messages).to.have.length(0);
    });

    it('to our own number are 400', async () => {
      const answer = await program.api('/api/notifications', { body: { to: '+27 11 000 0001', template } });
      expect([answer.status, answer.json.field]).to.deep.equal([400, 'to']);
    });

    it('that failed can be asked for again under their id', async () => {
      const to = '27820000012';
      const body = { to, template, id: 'again' };
      const state = async () => (await program.api('/api/notifications/again')).json.state;
      program.emulator?.person(to, { onWhatsApp: false });
      await program.api('/api/notifications', { body });
      await eventually(async () => expect(await state()).to.equal('failed'));
      program.emulator?.person(to, { onWhatsApp: true });
      expect((await program.api('/api/notifications', { body })).status).to.equal(202);
      await eventually(async () => expect(await state()).to.equal('read'));
    });

    it('that were never accepted are 404', async () => {
      const answer = await program.api('/api/notifications/never');
      expect([answer.status, Object.keys(answer.json)]).to.deep.equal([404, ['error']]);
    });
  });

  describe('operations', () => {
    it('are told that the program is up and ready', async () => {
      expect((await program.call('/healthz')).json).to.deep.equal({ status: 'up' });
      const ready = await program.call('/readyz');
      expect([ready.status, ready.json]).to.deep.equal([200, { status: 'ready' }]);
    });

    it('find the conversation in the metrics', async () => {
      await program.emulator?.say({ from: '27820000007', text: 'Hi' });
      const value = (text: string, name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
      await eventually(async () => {
        const { status, headers, text } = await program.call('/metrics');
        expect(status).to.equal(200);
        expect(headers.get('content-type')).to.match(/^text\/plain/);
        const present = [
          'whatsapp_turn_seconds_count{type="message",outcome="done"}',
          'whatsapp_turn_seconds_count{type="conversationUpdate",outcome="done"}',
          'whatsapp_sends_total{kind="text",outcome="accepted"}',
          'whatsapp_decisions_total{decision="free-form",conversation_type="customer-initiated"}',
          'whatsapp_statuses_total{status="DEVICE_ACK"}',
          'whatsapp_callbacks_total{status="200"}',
          'whatsapp_callback_entries_total{outcome="accepted"}',
          'whatsapp_provider_seconds_count{status="202"}',
        ];
        for (const name of present) {
          const escaped = name.replace(/[{}]/g, '\\$&');
          expect(value(text, escaped), name).to.be.greaterThan(0);
        }
        expect(value(text, 'whatsapp_lane_depth')).to.equal(0);
        expect(value(text, 'process_cpu_seconds_total')).to.be.greaterThan(0);
      });
    });

    it('get the same security headers with every answer', async () => {
      const answers = [
        await program.call('/healthz'),
        await program.call('/nope'),
        await program.call('/metrics'),
        await program.call('/api/tickets'),
        await program.call('/api/messages', { body: {} }),
        await program.api('/api/notifications', { body: {} }),
      ];
      for (const { headers } of answers) {
        expect(headers.get('cache-control')).to.equal('no-store');
        expect(headers.get('content-security-policy')).to.equal("default-src 'none'; frame-ancestors 'none'");
        expect(headers.get('x-content-type-options')).to.equal('nosniff');
        expect(headers.get('referrer-policy')).to.equal('no-referrer');
        expect(headers.get('access-control-allow-origin')).to.equal(null);
      }
    });
  });

  describe('bad input', () => {
    const bomb = JSON.stringify({ event: { moText: Array(200_000).fill({}) } });
    const deep = `{"event":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    const inputs: readonly (readonly [what: string, body: string | Uint8Array, statuses: readonly number[]])[] = [
      ['nothing', '', [400]],
      ['no JSON', 'not JSON', [400]],
      ['half of a JSON', '{"event":{"moText":[{', [400]],
      ['an array', '[]', [400]],
      ['null', 'null', [400]],
      ['a number', '42', [400]],
      ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), [400]],
      ['30 MB', `{"event":"${'x'.repeat(30 * 1024 * 1024)}"}`, [413]],
      ['an array bomb', bomb, [400]],
      ['deep nesting', deep, [400]],
      ['a deep array', `${'['.repeat(200_000)}`, [400]],
      ['an empty object', '{}', [200]],
      ['an event of another kind', '{"event":{"moHologram":[{}],"somethingNew":7}}', [200]],
      [
        'wrong types',
        JSON.stringify({ event: { moText: [{ from: 7, to: [], messageId: {}, content: null }] } }),
        [200],
      ],
      ['a prototype', '{"__proto__":{"event":1},"event":{"__proto__":[1],"constructor":[{}]}}', [200]],
      ['a message to somebody else', JSON.stringify(reply({ to: '27119999999' })), [200]],
      [
        'statuses of nothing',
        '{"event":{"messageStatusUpdate":[{},null,7,{"messageId":"x","statusCode":"y"}]}}',
        [200],
      ],
      ['a strange time', JSON.stringify(reply({ messageId: 'm2', timestamp: 1e300 })), [200]],
    ];
    for (const [what, body, statuses] of inputs) {
      it(`${what} is ${statuses.join()}, a sentence, and the program lives`, async () => {
        const response = await fetch(`${program.url}/api/messages`, { method: 'POST', body });
        expect(statuses).to.include(response.status);
        if (response.status !== 200) expect(record(await response.json()).error).to.match(/^The .+\.$/);
        expect((await program.call('/healthz')).status).to.equal(200);
        expect((await program.call('/readyz')).status).to.equal(200);
      });
    }

    it('leaves nothing half-done: a person who wrote nothing readable has no window and heard nothing', async () => {
      const odd = { event: { moText: [{ from: '27820000050', to: supportNumber, content: 'Hi' }] } };
      expect((await program.call('/api/messages', { body: odd })).status).to.equal(200);
      await program.emulator?.settled();
      expect(program.emulator?.chat('27820000050').messages).to.deep.equal([]);
      expect(program.emulator?.violations).to.deep.equal([]);
    });

    it('that stops in the middle of a request does no harm', async () => {
      const { port } = new URL(program.url);
      for (const text of [
        'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"eve',
        'GARBAGE\r\n\r\n',
      ]) {
        const socket = connect(Number(port), '127.0.0.1');
        await once(socket, 'connect');
        socket.end(text);
        await once(socket.resume(), 'close');
      }
      expect((await program.call('/healthz')).status).to.equal(200);
    });
  });

  it('ends within a moment, whatever connections are open', async () => {
    const other = await startProgram();
    const { port } = new URL(other.url);
    const unfinished = connect(Number(port), '127.0.0.1');
    await once(unfinished, 'connect');
    unfinished.write('GET /healthz HTTP/1.1\r\nHost:');
    expect((await other.call('/healthz')).status).to.equal(200);
    const begun = performance.now();
    await other.stop();
    expect(performance.now() - begun).to.be.lessThan(8000);
    unfinished.destroy();
  }).timeout(20_000);
});

describe('The program with a key', () => {
  const webhookSecret = 'a secret & more';
  let clickatell: Emulator;
  let apiKey: string;
  before(async () => {
    clickatell = await createEmulator();
    apiKey = clickatell.integrate({ number: supportNumber }).apiKey;
  });
  after(() => clickatell.close());
  afterEach(() => clickatell.reset());

  const start = (settings: Record<string, string> = {}) =>
    startProgram({
      CLICKATELL_API_KEY: apiKey,
      CLICKATELL_BASE_URL: clickatell.url,
      WHATSAPP_NUMBER: supportNumber,
      WEBHOOK_SECRET: webhookSecret,
      ...settings,
    });

  for (const [bot, answer] of [
    ['support', /support desk/],
    ['banking', /Protea Bank/],
  ] as const) {
    it(`runs the ${bot} bot against the provider’s API, and no emulator of its own`, async () => {
      const program = await start({ BOT: bot });
      const callbackUrl = `${program.url}/api/messages?key=${encodeURIComponent(webhookSecret)}`;
      const templates = await TemplateCatalog.load(`bots/${bot}/templates.json`);
      clickatell.integrate({ number: supportNumber, callbackUrl, templates });
      expect(program.emulator).to.equal(undefined);
      expect((await clickatell.say({ from: person, text: 'Hi' })).callback).to.equal(200);
      await eventually(() => expect(heard(clickatell)).to.match(answer));
      await program.stop();
      expect(clickatell.violations).to.deep.equal([]);
    });
  }

  it('tells callbacks with the secret from those without', async () => {
    const program = await start();
    const body = reply({ messageId: 'secret-test', from: '27820000031' });
    const basic = (password: string) => ({ authorization: `Basic ${btoa(`clickatell:${password}`)}` });
    const post = async (query: string, headers = {}) =>
      (await program.call(`/api/messages${query}`, { body, headers })).status;
    expect(await post('')).to.equal(401);
    expect(await post('?key=')).to.equal(401);
    expect(await post('?key=wrong')).to.equal(401);
    expect(await post('', basic('wrong'))).to.equal(401);
    expect(await post('', { authorization: `Bearer ${apiToken}` })).to.equal(401);
    expect((await program.call('/metrics')).text).not.to.include('whatsapp_turn_seconds_count{');
    expect(await post(`?key=${encodeURIComponent(webhookSecret)}`)).to.equal(200);
    expect(await post('', basic(webhookSecret))).to.equal(200);
    await eventually(async () => {
      expect((await program.call('/metrics')).text).to.include('whatsapp_turn_seconds_count{');
    });
    await program.stop();
  });

  it('takes the former secret and token, too, while they are changed', async () => {
    const former = { WEBHOOK_SECRET_PREVIOUS: 'a former secret', API_TOKEN_PREVIOUS: 'former-token' };
    const program = await start(former);
    const body = reply({ messageId: 'rotation-test', from: '27820000032' });
    const statuses = await Promise.all(
      [webhookSecret, 'a former secret', 'an older secret'].map(
        async (secret) =>
          (await program.call(`/api/messages?${new URLSearchParams({ key: secret })}`, { body })).status,
      ),
    );
    expect(statuses).to.deep.equal([200, 200, 401]);
    for (const [token, status] of [
      [apiToken, 200],
      ['former-token', 200],
      ['older-token', 401],
    ] as const) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await program.call('/api/tickets', { headers })).status, token).to.equal(status);
    }
    await program.stop();
  });

  it('warns of secrets that are short, without telling them', async () => {
    const program = await start({ WEBHOOK_SECRET: 'sh0rt-secret', API_TOKEN: 'l'.repeat(16), LOG_LEVEL: 'warn' });
    const warnings = program.lines.filter((line) => line.includes('openssl'));
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('"setting":"WEBHOOK_SECRET"').and.not.include('sh0rt');
    await program.stop();
  });

  it('keeps its API closed without an API_TOKEN', async () => {
    const program = await start({ API_TOKEN: '' });
    expect(program.apiToken).to.equal(undefined);
    for (const authorization of ['', 'Bearer ', 'Bearer undefined', `Bearer ${apiToken}`]) {
      const answer = await program.call('/api/notifications', {
        body: { to: person, template },
        headers: { authorization },
      });
      expect(answer.status).to.equal(403);
      expect(answer.json.error).to.match(/API_TOKEN/);
    }
    expect((await program.call('/healthz')).status).to.equal(200);
    await program.stop();
  });
});

describe('The log', () => {
  const webhookSecret = 'hush-webhook-secret';
  const words = 'the-words-of-a-person';
  const stranger = '27830000099';
  let clickatell: Emulator;
  let program: Program;
  let apiKey: string;
  before(async () => {
    clickatell = await createEmulator();
    apiKey = clickatell.integrate({ number: supportNumber }).apiKey;
    program = await startProgram({
      CLICKATELL_API_KEY: apiKey,
      CLICKATELL_BASE_URL: clickatell.url,
      WHATSAPP_NUMBER: supportNumber,
      WEBHOOK_SECRET: webhookSecret,
      LOG_LEVEL: 'trace',
    });
    const callbackUrl = `${program.url}/api/messages?key=${webhookSecret}`;
    const templates = await TemplateCatalog.load('bots/support/templates.json');
    clickatell.integrate({ number: supportNumber, callbackUrl, templates });
  });
  after(async () => {
    await program.stop();
    await clickatell.close();
  });

  it('at its loudest tells what happens, but no token, secret, key, words or whole number', async () => {
    const logged = (text: RegExp) => eventually(() => expect(program.lines.join('')).to.match(text));
    const say = (text: string) => clickatell.say({ from: person, name: `${words}-name`, text });
    for (const text of ['Hi', 'open a ticket', `${words} one`, `${words} two`, 'skip', 'yes', 'talk to a human']) {
      await say(text);
    }
    await logged(/asks for a human/);
    await eventually(async () => {
      const path = `/api/conversations/${supportNumber}:${person}/close`;
      expect((await program.api(path, { body: { message: words } })).status).to.equal(200);
    });

    clickatell.fault('optedOut', 5);
    await say(`${words} fails`);
    await logged(/a turn failed/);
    await logged(/the apology could not be sent/);
    clickatell.fault('optedOut', 0);

    clickatell.fault('error500', 20);
    const slots = { name: words, ticket: words, summary: words };
    const parameters = { name: 'ticket_resolved', parameters: slots };
    await program.api('/api/notifications', { body: { to: stranger, text: words, id: `${words}-n` } });
    await program.api('/api/notifications', { body: { to: stranger, template: parameters } });
    await program.api('/api/notifications', { body: { to: `${stranger}x`, text: words, extra: words } });
    await program.api('/api/notifications', { method: 'POST', body: `{"to":"${stranger}","text":"${words}` });
    await logged(/"decision":"refuse"/);
    await logged(/"status":500/);
    clickatell.fault('error500', 0);

    const wrong = `${program.url}/api/messages?key=${apiToken}`;
    await request(wrong, { body: reply({ content: words }) });
    const authorization = `Basic ${btoa(`me:${webhookSecret}`)}`;
    for (const body of [`${words} is not JSON`, { event: { moText: [{ content: words, from: stranger }] } }]) {
      await request(`${program.url}/api/messages`, { method: 'POST', body, headers: { authorization } });
    }
    await request(`${program.url}/api/${stranger}?key=${webhookSecret}`, { headers: { cookie: words } });
    await logged(/"status":401/);
    await logged(/"status":400/);
    await logged(/no usable messageId/);

    const base64 = btoa(`me:${webhookSecret}`);
    for (const secret of [apiToken, webhookSecret, base64, apiKey, words, person, stranger, supportNumber]) {
      const telling = program.lines.filter((line) => line.includes(secret));
      expect(telling, secret).to.deep.equal([]);
    }
    expect(program.lines.every((line) => line.length < 10_000)).to.equal(true);
  });
});

describe('The metrics of a program', () => {
  let emulator: Emulator;
  let program: Program | undefined;
  beforeEach(async () => {
    emulator = await createEmulator();
  });
  afterEach(async () => {
    await program?.stop();
    program = undefined;
    await emulator.close();
  });
  const startOn = (HOST: string, settings: Record<string, string> = {}) => {
    const { apiKey } = emulator.integrate({ number: supportNumber });
    const base = { CLICKATELL_API_KEY: apiKey, CLICKATELL_BASE_URL: emulator.url, WHATSAPP_NUMBER: supportNumber };
    return startProgram({ ...base, WEBHOOK_SECRET: 's3cret', HOST, ...settings });
  };

  it('want the token where other machines can ask for them, however the path is written', async () => {
    program = await startOn('0.0.0.0');
    for (const path of ['/metrics', '/%6detrics', '/metrics/', '/metrics?x=1']) {
      expect((await program.call(path)).status, path).to.equal(401);
      expect((await program.api(path)).text, path).to.include('whatsapp_lane_depth');
    }
    for (const path of ['/healthz', '/readyz']) expect((await program.call(path)).status, path).to.equal(200);
  });

  it('are opened by a token of their own, which opens nothing else', async () => {
    program = await startOn('0.0.0.0', { METRICS_TOKEN: 'read-only', API_TOKEN_PREVIOUS: 'former' });
    const statuses = async (path: string) => {
      const given = ['read-only', 'former', 'other'].map((token) => ({ authorization: `Bearer ${token}` }));
      return Promise.all(given.map(async (headers) => (await program?.call(path, { headers }))?.status));
    };
    expect(await statuses('/metrics')).to.deep.equal([200, 200, 401]);
    expect(await statuses('/api/tickets')).to.deep.equal([401, 200, 401]);
    await program.stop();
    program = await startOn('0.0.0.0', { METRICS_TOKEN: 'read-only', API_TOKEN: '' });
    expect(await statuses('/metrics')).to.deep.equal([200, 401, 401]);
    expect((await program.call('/api/tickets', { headers: { authorization: 'Bearer read-only' } })).status).to.equal(
      403,
    );
  });

  it('are closed to other machines where there is no token', async () => {
    program = await startOn('0.0.0.0', { API_TOKEN: '' });
    expect((await program.call('/metrics')).status).to.equal(403);
  });

  it('are open to this machine alone otherwise: what a proxy passes on needs the token', async () => {
    program = await startOn('127.0.0.1');
    expect((await program.call('/metrics')).status).to.equal(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
      const headers = { [name]: '203.0.113.7' };
      expect((await program.call('/metrics', { headers })).status, name).to.equal(401);
      expect((await program.api('/metrics', { headers })).status, name).to.equal(200);
    }
  });
});

describe('The program whose provider is not well', () => {
  let program: Program;
  let emulator: Emulator;
  beforeEach(async () => {
    program = await startProgram({ LOG_LEVEL: 'warn' });
    emulator = program.emulator ?? expect.fail('There is no emulator.');
  });
  afterEach(() => program.stop());
  const notify = async (to: string) => {
    expect((await program.api('/api/notifications', { body: { to, template, from: supportNumber } })).status).to.equal(
      202,
    );
  };
  const metric = async (name: string) => {
    const lines = (await program.call('/metrics')).text.split('\n');
    return lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  };
  const pauses = () => program.lines.filter((line) => line.includes('"kind":"paused"'));

  it('says in readiness, metrics and one line of its log why a number is paused, and when that is over', async () => {
    emulator.fault('noBalance', 1000);
    for (const to of [person, '27820000002', '27820000003']) await notify(to);
    await eventually(async () => {
      const { status, json } = await program.call('/readyz');
      // It can do its work: nobody gains by its being taken out of service.
      expect([status, json.status]).to.deep.equal([200, 'ready']);
      expect(records(json.paused)).to.have.length(1);
      expect(records(json.paused)[0]).to.have.property('number', '…0001');
      expect(records(json.paused)[0]?.reason).to.match(/balance/);
    });
    expect(await metric('whatsapp_paused{number="…0001"}')).to.equal('1');
    await eventually(async () => expect(await metric('whatsapp_messages_waiting{number="…0001"}')).to.equal('3'));
    emulator.clock.advance(1000);
    expect(Number(await metric('whatsapp_messages_waiting_oldest_seconds{number="…0001"}'))).to.be.at.least(1);
    expect(await metric('whatsapp_messages_held{number="…0001"}')).to.equal('0');
    expect(pauses()).to.have.length(1);
    expect(pauses()[0]).to.match(/"obstacle":"account".*balance/);

    emulator.fault('noBalance', 0);
    await eventually(async () => {
      emulator.clock.advance(60_000);
      expect((await program.call('/readyz')).json).to.deep.equal({ status: 'ready' });
    });
    expect(await metric('whatsapp_paused{number="…0001"}')).to.equal(undefined);
    await eventually(async () => expect(await metric('whatsapp_messages_waiting{number="…0001"}')).to.equal('0'));
    expect(pauses()).to.have.length(1);
    expect(program.lines.filter((line) => line.includes('"kind":"resumed"'))).to.have.length(1);
  });

  it('counts what it did not know to have arrived', async () => {
    expect(await metric('whatsapp_doubts_total{outcome="told"}')).to.equal(undefined);
    emulator.fault('resetAfterAccept', 1);
    await notify(person);
    await eventually(async () => expect(await metric('whatsapp_doubts_total{outcome="told"}')).to.equal('1'));
  });
});

describe('The program on a machine whose clock is wrong', () => {
  const minute = 60_000;
  for (const [what, aheadMs, words] of [
    ['ahead', 2 * minute, 'This machine’s clock is 120 s ahead of Clickatell’s'],
    ['behind', -2 * minute, 'This machine’s clock is 120 s behind Clickatell’s'],
  ] as const) {
    it(`says how far it is ${what}, and is ready all the same`, async () => {
      const clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1, 12) });
      const lines: string[] = [];
      const log = createLog('warn', { write: (line) => void lines.push(line) });
      const store = await openStore('memory:');
      const client = new ClickatellClient({ apiKey: 'k', number: supportNumber, baseUrl: 'http://127.0.0.1:9' });
      const templates = TemplateCatalog.parse(catalogue);
      const webhookSecret = 'none';
      const adapter = new ClickatellAdapter({
        client,
        store,
        templates,
        webhookSecret,
        clock,
        observe: logEvents(log),
      });
      const metrics = createMetrics(() => adapter, clock);
      const server = createServer({ adapter, store, metrics, log, apiToken, isLocal: true, routes: [] });
      server.listen(0, '127.0.0.1');
      await once(server.server, 'listening');
      const call = (path: string, options?: Call) =>
        request(`http://127.0.0.1:${server.address().port}${path}`, options);
      try {
        expect((await call('/readyz')).json).to.deep.equal({ status: 'ready' });
        expect((await call('/metrics')).text).to.match(/^whatsapp_clock_skew_seconds 0$/m);
        for (const messageId of ['m1', 'm2', 'm3', 'm4']) {
          const body = reply({ messageId, timestamp: clock.now() - aheadMs });
          expect((await call('/api/messages', { body })).status).to.equal(200);
        }
        const { status, json } = await call('/readyz');
        expect(status).to.equal(200);
        expect(json.status).to.equal('ready');
        expect(json.clockSkewSeconds).to.equal(aheadMs / 1000);
        expect(json.warning).to.match(new RegExp(`^${words}.*\\.$`));
        const metric = `whatsapp_clock_skew_seconds ${aheadMs / 1000}`;
        expect((await call('/metrics')).text.split('\n')).to.include(metric);
        expect(lines.filter((line) => line.includes('"aheadMs"'))).to.have.length(1);
      } finally {
        server.server.close();
        server.server.closeAllConnections();
        await client.close();
        await store.close();
      }
    });
  }
});

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('What an integration does not take', () => {
  it('is told by /readyz, which stays ready, by a metric and in the log: a template, and uploads', async () => {
    const clickatell = await createEmulator();
    const templates = TemplateCatalog.parse(catalogue);
    const { apiKey } = clickatell.integrate({ number: supportNumber, templates });
    const store = await openStore('memory:');
    const client = new ClickatellClient({ apiKey, number: supportNumber, baseUrl: clickatell.url });
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    const clock = systemClock;
    const metricsOf = { observe: logEvents(log) };
    const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret: 'none', clock, ...metricsOf });
    await adapter.start(async () => {});
    const metrics = createMetrics(() => adapter, clock);
    const server = createServer({ adapter, store, metrics, log, apiToken, isLocal: true, routes: [] });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const call = (path: string) => request(`http://127.0.0.1:${server.address().port}${path}`);
    try {
      expect((await call('/metrics')).text).not.to.match(/^whatsapp_template_aside\{/m);
      clickatell.template('ticket_resolved', 'paused');
      await adapter.notify({ to: person, template: message(template.name, template.parameters), id: 'n' });
      await eventually(async () => expect((await adapter.notification('n'))?.state).to.equal('failed'));
      const { status, json } = await call('/readyz');
      expect(status).to.equal(200);
      const [aside, ...others] = json.templatesAside as Record<string, string>[];
      expect(others).to.deep.equal([]);
      expect(aside).to.include({ template: 'ticket_resolved', language: 'en', number: lastFour(supportNumber) });
      expect(aside?.reason).to.match(/132015/);
      expect(Date.parse(aside?.until ?? '') - Date.now()).to.be.within(5.9 * 60 * 60 * 1000, 6 * 60 * 60 * 1000);
      const labels = `template="ticket_resolved",language="en",number="${lastFour(supportNumber)}"`;
      expect((await call('/metrics')).text.split('\n')).to.include(`whatsapp_template_aside{${labels}} 1`);
      expect(lines.filter((line) => line.includes('"msg":"template"'))).to.have.length(1);
      clickatell.fault('mediaOff');
      const picture = { contentType: 'image/png', contentUrl: `data:image/png;base64,${png}` };
      const callbackUrl = `http://127.0.0.1:${server.address().port}/api/messages`;
      clickatell.integrate({ number: supportNumber, templates, callbackUrl });
      await clickatell.say({ from: person, text: 'Hi' });
      await adapter.continueConversationAsync('', adapter.reference(person), async (context) => {
        await context.sendActivity({ type: 'message', attachments: [picture] });
      });
      const [off] = (await call('/readyz')).json.uploadsOff as Record<string, string>[];
      expect(off).to.include({ number: lastFour(supportNumber) });
      expect(off?.reason).to.match(/ask Clickatell to enable them/);
      const uploadsOff = `whatsapp_uploads_off{number="${lastFour(supportNumber)}"} 1`;
      expect((await call('/metrics')).text.split('\n')).to.include(uploadsOff);
      expect(lines.filter((line) => line.includes('"msg":"uploadsOff"'))).to.have.length(1);
      expect(lines.join()).not.to.include(person);
    } finally {
      server.server.close();
      server.server.closeAllConnections();
      await adapter.stop();
      await client.close();
      await store.close();
      await clickatell.close();
    }
  });
});

describe('The program without its store', () => {
  let store: Store;
  let client: ClickatellClient;
  let server: Server;
  before(async () => {
    store = await openStore('memory:');
    client = new ClickatellClient({ apiKey: 'k', number: supportNumber, baseUrl: 'http://127.0.0.1:9' });
    const templates = TemplateCatalog.parse(catalogue);
    const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret: 'none' });
    const log = createLog('silent');
    server = createServer({
      adapter,
      store,
      metrics: createMetrics(() => adapter, systemClock),
      log,
      apiToken,
      routes: [],
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
  });
  after(async () => {
    server.server.close();
    server.server.closeAllConnections();
    await client.close();
  });

  it('is up but not ready, and answers 503 so that others try again', async () => {
    const call = (path: string, options?: Call) => request(`http://127.0.0.1:${server.address().port}${path}`, options);
    expect((await call('/readyz')).status).to.equal(200);
    await store.close();
    const ready = await call('/readyz');
    expect([ready.status, ready.json.reason]).to.deep.equal([503, 'The store does not answer.']);
    expect((await call('/healthz')).status).to.equal(200);
    const headers = { authorization: `Bearer ${apiToken}` };
    const answers = [
      await call('/api/notifications', { body: { to: person, text: 'x' }, headers }),
      await call('/api/notifications', { body: { notifications: [{ to: person, text: 'x' }] }, headers }),
      await call('/api/notifications/x', { headers }),
    ];
    for (const { status, json } of answers) {
      expect([status, json]).to.deep.equal([503, { error: 'The store does not answer: try again.' }]);
    }
  });
});

function heard(emulator: Emulator, from = person): string {
  return emulator
    .chat(from)
    .messages.filter(({ direction }) => direction === 'out')
    .map(({ text }) => text)
    .join('\n');
}
