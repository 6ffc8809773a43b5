import { createClient } from '@redis/client';
import { expect } from 'chai';
import { createEmulator, type Emulator, TemplateCatalog } from '../../src/index.js';
import { type OwnRedis, ownRedis } from '../store/redis/ownRedis.js';
import { eventually } from '../support/eventually.js';
import { removeFolders } from '../support/folder.js';
import { Child } from './child.js';
import { apiToken, person, request, supportNumber } from './program.js';

const secret = 's3cret';
const welcome = ['Welcome to the support desk.', 'Hello Thandi, this is the support desk. What can I do for you?'];

describe('A program whose Redis goes away while it runs', function () {
  this.timeout(90_000);
  let redis: OwnRedis;
  let clickatell: Emulator;
  let child: Child;
  before(async function () {
    const own = await ownRedis();
    if (!own) return this.skip();
    redis = own;
  });
  beforeEach(async () => {
    await redis.start();
    clickatell = await createEmulator();
    const { apiKey } = clickatell.integrate({ number: supportNumber });
    child = new Child({
      CLICKATELL_API_KEY: apiKey,
      CLICKATELL_BASE_URL: clickatell.url,
      WHATSAPP_NUMBER: supportNumber,
      WEBHOOK_SECRET: secret,
      API_TOKEN: apiToken,
      STORE_URL: `${redis.url}?prefix=p${process.pid}-${Math.random().toString(36).slice(2)}`,
    });
    await child.up();
    const callbackUrl = `${child.url}/api/messages?key=${secret}`;
    const templates = await TemplateCatalog.load('bots/support/templates.json');
    clickatell.integrate({ number: supportNumber, callbackUrl, templates });
  });
  afterEach(async () => {
    await child?.kill();
    await clickatell?.close();
    await redis?.stop();
  });
  after(removeFolders);

  const say = (text: string) => clickatell.say({ from: person, name: 'Thandi', text });
  const heard = () =>
    clickatell
      .chat(person)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text.split('\n')[0]);
  const hears = (lines: readonly string[]) => eventually(() => expect(heard()).to.deep.equal(lines), 40_000);
  const status = async (path: string) => (await request(child.url + path)).status;

  it('says so and accepts nothing meanwhile, and goes on by itself when Redis is back', async () => {
    await say('Hi');
    await hears(welcome);
    await clickatell.settled();
    await redis.stop();
    await eventually(async () => expect(await status('/readyz')).to.equal(503), 15_000);
    expect([await status('/healthz'), await status('/metrics')]).to.deep.equal([200, 200]);
    expect((await say('open a ticket')).callback).to.equal(503);
    const headers = { authorization: `Bearer ${apiToken}` };
    const body = { to: person, text: 'x' };
    expect((await request(`${child.url}/api/notifications`, { body, headers })).status).to.equal(503);

    await redis.start();
    await eventually(async () => expect(await status('/readyz')).to.equal(200), 15_000);
    // Clickatell repeats the callback that was answered 503.
    await hears([...welcome, 'What is the problem, in a few words?']);
    expect((await request(`${child.url}/api/notifications`, { body, headers })).status).to.equal(202);
    await hears([...welcome, 'What is the problem, in a few words?', 'x']);
    expect(clickatell.violations).to.deep.equal([]);
    expect(await child.end('SIGTERM')).to.deep.equal({ code: 0, signal: null });
  });

  it('ends the turn that was under way, once, and ends at SIGTERM while Redis is away', async () => {
    clickatell.latency = 1500;
    await say('Hi');
    await eventually(() => expect(clickatell.requests.send).to.equal(1));
    await redis.stop();
    clickatell.latency = 0;
    await eventually(async () => expect(await status('/readyz')).to.equal(503), 15_000);
    await redis.start();
    await hears(welcome);
    await say('open a ticket');
    await hears([...welcome, 'What is the problem, in a few words?']);

    await redis.stop();
    await eventually(async () => expect(await status('/readyz')).to.equal(503), 15_000);
    const began = performance.now();
    expect(await child.end('SIGTERM')).to.deep.equal({ code: 0, signal: null });
    expect(performance.now() - began).to.be.lessThan(15_000);
  });

  it('goes on with a Redis that comes back empty', async () => {
    await say('Hi');
    await hears(welcome);
    const client = createClient({ url: redis.url });
    await client.connect();
    await client.flushAll();
    await client.sendCommand(['SCRIPT', 'FLUSH']);
    await client.close();
    expect((await say('Hi again')).callback).to.equal(200);
    // Nothing is known of the person any more, so they are greeted as a new one.
    await hears([...welcome, ...welcome]);
    expect(await status('/readyz')).to.equal(200);
  });
});
