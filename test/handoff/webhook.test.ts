import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { signed } from '../../src/handoff/sign.js';
import { ConfigurationError, DeskDeliveryError, type DeskEvent, webhookDesk } from '../../src/index.js';
import { rejection } from '../support/rejection.js';

const secret = 'a secret that nobody guesses';
const event: DeskEvent = {
  ...{ type: 'handoff.closed', id: 'closed:1', conversation: '27110000001:27820000001', handOff: '1', sequence: 3 },
  ...{ at: Date.UTC(2026, 4, 1, 12), state: 'completed' },
};

describe('The signature of a webhook', () => {
  it('is that of the example in the Standard Webhooks specification', () => {
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signed('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330 * 1000, '{"test": 2432232314}', key);
    expect(headers).to.deep.equal({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});

describe('A desk behind a webhook', () => {
  let server: http.Server;
  let url: string;
  let status: number;
  let posts: { headers: http.IncomingHttpHeaders; body: string }[];
  before(async () => {
    server = http.createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(Buffer.from(chunk));
      posts.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
      if (status === 0) return;
      res.statusCode = status;
      res.setHeader('location', '/elsewhere');
      res.end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  });
  beforeEach(() => {
    status = 204;
    posts = [];
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const signal = new AbortController().signal;

  it('gets the event as JSON, signed', async () => {
    const now = Date.UTC(2026, 4, 1, 13);
    await webhookDesk({ url, secret, clock: { now: () => now } }).deliver(event, signal);
    const [{ headers, body } = { headers: {}, body: '' }] = posts;
    const { type, at, ...data } = event;
    expect(JSON.parse(body)).to.deep.equal({ type, timestamp: new Date(at).toISOString(), data });
    const mac = createHmac('sha256', secret)
      .update(`closed:1.${now / 1000}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).to.equal(`v1,${mac}`);
    expect(headers['content-type']).to.equal('application/json');
  });

  for (const [answer, isRefused] of [
    [400, true],
    [401, true],
    [404, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ] as const) {
    it(`that answers ${answer} has not taken it, and ${isRefused ? 'will hardly take it soon' : 'may soon'}`, async () => {
      status = answer;
      const error = await rejection(webhookDesk({ url, secret }).deliver(event, signal), DeskDeliveryError);
      expect(error).to.include({ status: answer, isRefused });
    });
  }

  it('that does not answer in time, sends elsewhere or is not there has not taken it', async () => {
    status = 0;
    const slow = webhookDesk({ url, secret, timeoutMs: 20 }).deliver(event, signal);
    expect(await rejection(slow, DeskDeliveryError)).to.include({ isRefused: false });
    status = 302;
    await rejection(webhookDesk({ url, secret }).deliver(event, signal), DeskDeliveryError);
    const nobody = webhookDesk({ url: 'http://127.0.0.1:1/', secret }).deliver(event, signal);
    await rejection(nobody, DeskDeliveryError);
  });

  it('needs an address and a secret', async () => {
    const wrong = async () => webhookDesk({ url: 'desk.example', secret: 'short' });
    expect((await rejection(wrong(), ConfigurationError)).faults).to.have.length(2);
  });
});
