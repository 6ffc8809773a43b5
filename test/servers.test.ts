import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authorizeJWT } from '@microsoft/agents-hosting';
import { expect } from 'chai';
import express from 'express';
import { createEmulator, type Emulator } from '../src/index.js';
import { until } from './support/channel.js';
import { answers, freePort } from './support/freePort.js';
import { withServer } from './support/rims.js';

const page = await readFile(new URL('../docs/servers.md', import.meta.url), 'utf8');
/** The programs under each heading. */
const programs = page.split(/^## /m).map((section) => {
  const title = section.split('\n', 1)[0] ?? '';
  const blocks = [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  return { title, blocks };
});
const bots = programs[0]?.blocks ?? [];
const servers = programs.slice(1).filter(({ blocks }) => blocks.length > 0);
const hosts = ['Bot Framework', 'the Agents SDK'];

const business = '27110000001';
const secret = 's3cret';

describe('docs/servers.md', () => {
  const ports = new Map<string, number>();
  let folder: string;
  let emulator: Emulator;
  let child: ChildProcess;

  /** All servers of the page on both hosts, in one process, each on a port of its own. */
  before(async function () {
    this.timeout(120_000);
    emulator = await createEmulator();
    const { apiKey } = emulator.integrate({ number: business });
    folder = await mkdtemp(join(fileURLToPath(new URL('.', import.meta.url)), 'servers-'));
    await writeFile(join(folder, 'templates.json'), '{"templates":[]}');
    const steps: string[] = [];
    for (const [at, bot] of bots.entries()) {
      await mkdir(join(folder, `host${at}`));
      await writeFile(
        join(folder, `host${at}`, 'bot.ts'),
        bot.replace(/'botbuilder-adapter-clickatell(?:\/(\w+))?'/, own),
      );
      for (const [index, { title, blocks }] of servers.entries()) {
        const port = await freePort();
        ports.set(`${hosts[at]}: ${title}`, port);
        const file = `host${at}/server${index}.ts`;
        await writeFile(join(folder, file), blocks.join('\n'));
        steps.push(`process.env.PORT = '${port}';`, `await serve(await import('./${file}'), ${port});`);
      }
    }
    await writeFile(join(folder, 'main.ts'), [serveFunction, ...steps].join('\n'));
    child = fork(join(folder, 'main.ts'), {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        STORE_URL: 'memory:',
        TEMPLATES: join(folder, 'templates.json'),
        CLICKATELL_API_KEY: apiKey,
        CLICKATELL_BASE_URL: emulator.url,
        WHATSAPP_NUMBER: business,
        WEBHOOK_SECRET: secret,
      },
    });
    await until(async () => (await Promise.all([...ports.values()].map(answers))).every(Boolean), 100_000);
  });

  after(async () => {
    child.kill();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has a server of every kind', () => {
    expect(bots).to.have.length(hosts.length);
    expect(servers.map(({ title }) => title)).to.deep.equal([
      'restify',
      'Express',
      'node:http',
      'Hono',
      'A function of a serverless host',
    ]);
  });

  for (const host of hosts) {
    for (const [index, { title }] of servers.entries()) {
      it(`has a program with ${title} that answers a person, on ${host}`, async () => {
        const address = `http://127.0.0.1:${ports.get(`${host}: ${title}`)}/api/messages`;
        emulator.integrate({ number: business, callbackUrl: `${address}?key=${secret}` });
        const from = `2782000${hosts.indexOf(host)}00${index}`;
        await emulator.say({ from, text: 'Hello' });
        await until(() => emulator.chat(from).messages.some(({ text }) => text === 'You said: Hello'));
        expect((await fetch(address, { method: 'POST', body: '{}' })).status).to.equal(401);
      });
    }
  }

  it('is right that authorizeJWT refuses callbacks', async () => {
    const app = express();
    app.post('/api/messages', authorizeJWT({ clientId: 'an agent' }), (_, response) => void response.json({}));
    await withServer(createServer(app), async (url) => {
      expect((await fetch(`${url}?key=${secret}`, { method: 'POST', body: '{}' })).status).to.equal(401);
    });
  });
});

function own(_: string, entry = 'index'): string {
  return `'../../../src/${entry}.js'`;
}

/** A serverless host's function gets a server here. */
const serveFunction = `
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

async function serve(module: { default?: (request: Request, context: object) => Promise<Response> }, port: number) {
  const { default: answer } = module;
  if (answer) createServer(getRequestListener((request) => answer(request, { waitUntil() {} }))).listen(port);
}`;
