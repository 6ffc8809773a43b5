import { fork } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createEmulator, TemplateCatalog } from '../src/index.js';
import { until } from './support/channel.js';
import { answers, freePort } from './support/freePort.js';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const catalogue = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function program(page: string): Promise<string> {
  const text = await readFile(new URL(`../${page}`, import.meta.url), 'utf8');
  const found = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  return found.replace(/'botbuilder-adapter-clickatell(?:\/(\w+))?'/g, (_, entry = 'index') => `'../src/${entry}.js'`);
}

// The README's own and those of docs/projects.md run in test/pack, with the packed package.
describe('the programs of the pages', () => {
  const source = file('./readme.program.ts');
  const templates = file('./readme.templates.json');

  afterEach(() => Promise.all([rm(source, { force: true }), rm(templates, { force: true })]));

  /** Runs a page's program beside an emulator. `told`: the texts that the person's phone shows. */
  async function runs(
    page: string,
    use: (say: (text: string) => Promise<unknown>, told: () => string[], written: () => string) => Promise<void>,
  ): Promise<void> {
    const emulator = await createEmulator();
    const port = await freePort();
    const { apiKey } = emulator.integrate({
      number: '27110000001',
      callbackUrl: `http://127.0.0.1:${port}/api/messages?key=s3cret`,
      templates: TemplateCatalog.parse(JSON.parse(catalogue)),
    });
    await writeFile(source, await program(page));
    await writeFile(templates, catalogue);
    const child = fork(source, {
      execArgv: ['--import', 'tsx'],
      silent: true,
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
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written += text;
      });
    }
    try {
      await until(() => answers(port), 45_000);
      await use(
        (text) => emulator.say({ from: '27820000001', text }),
        () => emulator.chat('27820000001').messages.map(({ text }) => text),
        () => written,
      );
      expect(emulator.violations).to.deep.equal([]);
    } finally {
      child.kill();
      await emulator.close();
    }
  }

  it('docs/telemetry: it answers a person, and prints the spans', () =>
    runs('docs/telemetry.md', async (say, told, written) => {
      await say('Hello');
      await until(() => told().includes('You said: Hello'));
      for (const name of ['receive', 'process', 'send']) await until(() => written().includes(`${name} whatsapp`));
    })).timeout(60_000);

  it('docs/moving-to-agents: it answers a person', () =>
    runs('docs/moving-to-agents.md', async (say, told) => {
      await say('Hello');
      await until(() => told().includes('You said: Hello'));
    })).timeout(60_000);
});
