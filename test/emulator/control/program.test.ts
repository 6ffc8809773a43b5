import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { expect } from 'chai';
import { ConfigurationError } from '../../../src/core/errors.js';
import { createEmulator } from '../../../src/emulator/index.js';
import { closeAll, type Setting, setting } from '../support.js';

describe('/_emulator/program/', () => {
  let here: Setting;
  let server: Server;
  let calls: { method: string; url: string; authorization: string; body: string }[];
  let apiUrl: string;
  beforeEach(async () => {
    here = await setting();
    calls = [];
    server = createServer(async (req, res) => {
      const { method = '', url = '', headers } = req;
      calls.push({ method, url, authorization: headers.authorization ?? '', body: await textOf(req) });
      // restify makes writeHead answer nothing: the two calls must not be chained.
      res.writeHead(202, { 'content-type': 'application/json' });
      res.end('{"id":"n-1"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    apiUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await closeAll();
  });

  it('is given to no emulator that other machines can reach: whoever opens the page has its token', async () => {
    const open = await createEmulator({ host: '0.0.0.0' });
    try {
      expect(() => open.connect({ name: 'the bots', apiUrl, token: 'token-1' })).to.throw(ConfigurationError, /^host:/);
    } finally {
      await open.close();
    }
  });

  it('hands the page’s calls on with the token, and the answers back', async () => {
    here.emulator.connect({ name: 'the bots', apiUrl: `${apiUrl}/`, token: 'token-1' });
    const sent = await here.post('/_emulator/program/notifications', { to: '1' });
    expect(sent).to.deep.equal({ status: 202, json: { id: 'n-1' } });
    await here.get('/_emulator/program/notifications/n-1');
    await here.get('/_emulator/program/tickets?state=open');
    await here.post('/_emulator/program/tickets/T-1/resolve', { summary: 's' });
    await here.get('/_emulator/program/decisions?to=1');
    await here.get('/_emulator/program/costs?by=day');
    await here.get('/_emulator/program/flights');
    await here.post('/_emulator/program/flights/SA204/status', { gate: 'C4' });
    await here.post('/_emulator/program/parcels/P-1/status', { place: 'Durban' });
    await here.get('/_emulator/program/publications/p-1/notifications');
    await here.get('/_emulator/program/people/27820000001/consent');
    await fetch(`${here.emulator.url}/_emulator/program/people/27820000001/consent`, { method: 'PUT', body: '{}' });
    expect(calls.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
      ['POST', '/api/notifications', '{"to":"1"}'],
      ['GET', '/api/notifications/n-1', ''],
      ['GET', '/api/tickets?state=open', ''],
      ['POST', '/api/tickets/T-1/resolve', '{"summary":"s"}'],
      ['GET', '/api/decisions?to=1', ''],
      ['GET', '/api/costs?by=day', ''],
      ['GET', '/api/flights', ''],
      ['POST', '/api/flights/SA204/status', '{"gate":"C4"}'],
      ['POST', '/api/parcels/P-1/status', '{"place":"Durban"}'],
      ['GET', '/api/publications/p-1/notifications', ''],
      ['GET', '/api/people/27820000001/consent', ''],
      ['PUT', '/api/people/27820000001/consent', '{}'],
    ]);
    expect(new Set(calls.map(({ authorization }) => authorization))).to.deep.equal(new Set(['Bearer token-1']));
    expect((await here.get('/_emulator/program/token')).json).to.deep.equal({ token: 'token-1' });
  });

  it('calls nothing else', async () => {
    here.emulator.connect({ name: 'the bots', apiUrl, token: 'token-1' });
    const wrong = ['messages', 'tickets/T-1', 'decisions/x', 'costs/x', '..%2fmetrics', 'notifications/a/b'];
    for (const path of [...wrong, 'people/1', 'flights/SA204/status', 'publications/p-1', 'people/1/consent/x']) {
      expect((await here.get(`/_emulator/program/${path}`)).status, path).to.equal(404);
    }
    expect(calls).to.deep.equal([]);
  });

  it('says so where no program is, or it does not answer', async () => {
    expect((await here.post('/_emulator/program/notifications', {})).status).to.equal(404);
    here.emulator.connect({ name: 'the bots', apiUrl: 'http://127.0.0.1:1', token: 'token-1' });
    const { status, json } = await here.post('/_emulator/program/notifications', {});
    expect(status).to.equal(502);
    expect(json.error).to.equal('the bots does not answer at http://127.0.0.1:1.');
    expect(() => here.emulator.connect({ name: 'x', apiUrl: 'file:///etc', token: '' })).to.throw(ConfigurationError);
  });
});

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
