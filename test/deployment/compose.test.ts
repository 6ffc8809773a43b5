import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingNames } from '../../bots/config.js';
import { createEmulator, type Emulator, TemplateCatalog } from '../../src/index.js';
import {
  apiToken,
  bankingNumber,
  type Program,
  person,
  records,
  request,
  startProgram,
  supportNumber,
} from '../bots/program.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';

const service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.string().optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  ports: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
});
const composeFile = z.object({
  services: z.object({ bots: service, redis: service, proxy: service }),
  configs: z.object({ caddyfile: z.object({ content: z.string() }) }),
});

const page = await readFile(new URL('../../docs/deployment.md', import.meta.url), 'utf8');
const compose = composeFile.parse(parse(await readFile(new URL('../../compose.yaml', import.meta.url), 'utf8')));
const { bots, redis, proxy } = compose.services;
/** What the page has people write into `.env`, in order. */
const files = [...page.matchAll(/```ini\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const shells = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);

describe('compose.yaml', () => {
  it('runs the bots on its Redis, where only this machine reaches them', () => {
    expect(bots).to.include({ build: '.', env_file: '.env', read_only: true });
    expect(bots.environment?.STORE_URL).to.equal('redis://redis:6379/0');
    for (const port of bots.ports ?? []) expect(port).to.match(/^127\.0\.0\.1:/);
    expect(redis.ports).to.equal(undefined);
  });

  it('sets nothing that the program does not know, and no secret', () => {
    const names = Object.keys(bots.environment ?? {});
    expect(settingNames).to.include.members(names);
    expect(names.filter((name) => /KEY|SECRET|TOKEN/.test(name))).to.deep.equal([]);
  });

  it('has a Redis that keeps what it was given, and throws nothing out', () => {
    expect(redis.command).to.match(/--appendonly yes .*--maxmemory \S+ --maxmemory-policy noeviction/);
  });

  it('lets nothing but the callbacks through to the outside', () => {
    expect(proxy.profiles).to.deep.equal(['proxy']);
    const { content } = compose.configs.caddyfile;
    expect([...content.matchAll(/handle(?:_path)? (\/\S*)/g)].map(([, path]) => path)).to.deep.equal(['/api/messages']);
    expect(content).to.match(/respond 404/);
    expect(bots.ports?.join()).to.include(`:${bots.environment?.PORT}`);
    expect(content).to.include(`dynamic a bots ${bots.environment?.PORT}`);
  });
});

describeWithRedis('docs/deployment.md', (freshUrl) => {
  let clickatell: Emulator;
  let program: Program | undefined;
  let storeUrl: string;
  const secret = 'a-secret';
  before(async () => {
    clickatell = await createEmulator();
    storeUrl = freshUrl();
  });
  afterEach(async () => {
    await program?.stop();
    program = undefined;
  });
  after(() => clickatell.close());

  /** Starts the program as compose would: what the page has written into `.env` so far, under what compose.yaml sets. */
  async function up(blocks: number): Promise<Program> {
    const numbers = [supportNumber, bankingNumber];
    const keys = numbers.map((number) => clickatell.integrate({ number }).apiKey);
    const known: Record<string, string | undefined> = {
      ...{ CLICKATELL_API_KEY: keys[0], WHATSAPP_NUMBER: numbers[0] },
      ...{ CLICKATELL_API_KEY_2: keys[1], WHATSAPP_NUMBER_2: numbers[1] },
      ...{ WEBHOOK_SECRET: secret, API_TOKEN: apiToken },
    };
    const written = parseEnv(files.slice(0, blocks).join('\n').replace(/<.*>/g, '?'));
    const filled = Object.entries(written).map(([name, value]): [string, string] => [
      name,
      value === '?' ? String(known[name]) : String(value),
    ]);
    const inCompose = Object.entries(bots.environment ?? {}).map(([name, value]) => [name, String(value)]);
    program = await startProgram({
      ...Object.fromEntries([...filled, ...inCompose]),
      ...{ STORE_URL: storeUrl, PORT: '0', CLICKATELL_BASE_URL: clickatell.url },
    });
    for (const [at, number] of numbers.entries()) {
      const [, query = ''] = /\/api\/messages(\?\S+)/.exec(page) ?? [];
      const callbackUrl = `${program.url}/api/messages${query.replace('<WEBHOOK_SECRET>', secret)}`;
      const templates = await TemplateCatalog.load(`bots/${at === 0 ? 'support' : 'banking'}/templates.json`);
      clickatell.integrate({ number, callbackUrl, templates });
    }
    return program;
  }

  /** Runs a line of the page, `curl -s <url> -H "…" | grep '…'`, and resolves with what it prints. */
  async function print(command: string): Promise<string> {
    const [, path = '', header = '', pattern = ''] =
      /curl (?:-s )?http:\/\/127\.0\.0\.1:3978(\S+)(?: -H "([^"]*)")?(?: \| grep '([^']*)')?/.exec(command) ?? [];
    expect(path, command).not.to.equal('');
    const [name = '', value = ''] = header.replace('$API_TOKEN', apiToken).split(': ');
    const { status, text } = await request(
      `${program?.url}${path}`,
      header === '' ? {} : { headers: { [name]: value } },
    );
    expect(status).to.equal(200);
    const lines = text.split('\n').filter((line) => new RegExp(pattern).test(line));
    return lines.join('\n');
  }

  const answers = (to: string) =>
    eventually(async () => {
      const said = clickatell.chat(person, to).messages.filter(({ direction }) => direction === 'out');
      expect(said).not.to.have.length(0);
    });
  const depth = `curl http://127.0.0.1:3978/metrics -H "Authorization: Bearer $API_TOKEN" | grep '^whatsapp_lane_depth '`;
  const stepsOf = (heading: string) => shells.find((block) => page.indexOf(block) > page.indexOf(heading)) ?? '';

  it('leads from nothing to a bot that answers', async () => {
    await up(1);
    expect(JSON.parse(await print(stepsOf('**2. Start.**')))).to.deep.equal({ status: 'ready' });
    await clickatell.say({ from: person, to: supportNumber, text: 'Hi' });
    await answers(supportNumber);
  });

  it('leads to a second number, and to the metric that says that messages wait', async () => {
    const running = await up(2);
    await clickatell.say({ from: person, to: bankingNumber, text: 'Hi' });
    await answers(bankingNumber);
    await eventually(async () => expect(await print(depth)).to.equal('whatsapp_lane_depth 0'));
    const metric = stepsOf('### Do messages wait?');
    clickatell.fault('noBalance', 1000);
    const { status } = await running.api('/api/notifications', {
      body: { to: person, from: bankingNumber, text: 'Your card has arrived.' },
    });
    expect(status).to.equal(202);
    await eventually(async () => {
      const lines = (await print(metric)).split('\n').sort();
      expect(lines).to.deep.equal([
        'whatsapp_messages_waiting{number="…0001"} 0',
        'whatsapp_messages_waiting{number="…0002"} 1',
      ]);
    });
    const { paused } = (await request(`${running.url}/readyz`)).json;
    expect(records(paused).map(({ number }) => number)).to.deep.equal(['…0002']);
  });
});
