import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createEmulator, TemplateCatalog } from '../src/index.js';
import { until } from './support/channel.js';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function freePort(): Promise<number> {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('the README', () => {
  const program = file('./readme.program.ts');
  const templates = file('./readme.templates.json');

  afterEach(() => Promise.all([rm(program, { force: true }), rm(templates, { force: true })]));

  it('has a program that runs: it answers a person, and tells them of their ticket by its template', async () => {
    const emulator = await createEmulator();
    const port = await freePort();
    const { apiKey } = emulator.integrate({
      number: '27110000001',
      callbackUrl: `http://127.0.0.1:${port}/api/messages?key=s3cret`,
      templates: TemplateCatalog.parse(JSON.parse(block('json'))),
    });
    await writeFile(program, block('ts').replace("'botbuilder-adapter-clickatell'", "'../src/index.js'"));
    await writeFile(templates, block('json'));
    const child = fork(program, {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        STORE_URL: 'memory:',
        TEMPLATES: templates,
        CLICKATELL_API_KEY: apiKey,
        CLICKATELL_BASE_URL: emulator.url,
        WHATSAPP_NUMBER: '27110000001',
        WEBHOOK_SECRET: 's3cret',
        PORT: String(port),
      },
    });
    try {
      const texts = () => emulator.chat('27820000001').messages.map(({ text }) => text);
      await until(() => texts().some((text) => text.includes('your ticket T-42 is resolved: new bulb.')), 45_000);
      await emulator.say({ from: '27820000001', text: 'Hello' });
      await until(() => texts().includes('You said: Hello'));
      expect(emulator.violations).to.deep.equal([]);
    } finally {
      child.kill();
      await emulator.close();
    }
  }).timeout(30_000);
});
