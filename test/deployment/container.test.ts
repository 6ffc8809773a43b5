import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';
import { createEmulator, type Emulator } from '../../src/index.js';
import { person, request, supportNumber } from '../bots/program.js';
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { freePort } from '../support/freePort.js';
import { environmentOf, type Instruction, stagesOf, valuesOf } from './dockerfile.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const words = z.array(z.string()).min(1);

/**
 * No Docker engine runs where these tests do. So the last stage of the Dockerfile is laid out in a folder as its COPY
 * lines say, with the packages that `npm ci --omit=dev` installs, and its command is run there.
 */
describe('The container', function () {
  this.timeout(60_000);
  let stages: Instruction[][];
  let last: Instruction[];
  let folder: string;
  let emulator: Emulator;
  let child: ChildProcess | undefined;

  before(async () => {
    stages = stagesOf(await readFile(join(root, 'Dockerfile'), 'utf8'));
    last = stages.at(-1) ?? [];
    const [command = '', script = ''] = /npm run (bundle)/.exec(valuesOf(stages[0] ?? [], 'RUN').join()) ?? [];
    expect(command).to.equal('npm run bundle');
    await run('npm', ['run', '--silent', script], { cwd: root });
    folder = await temporaryFolder();
    for (const value of valuesOf(last, 'COPY')) await copy(value, folder);
    await linkProductionPackages(folder);
    emulator = await createEmulator();
  });
  after(async () => {
    child?.kill('SIGKILL');
    await emulator?.close();
    await removeFolders();
  });

  it('is not root, knows that it is production, and has no secret in it', async () => {
    expect(valuesOf(last, 'USER')).to.deep.equal(['1000:1000']);
    const environment = environmentOf(valuesOf(last, 'ENV'));
    expect(environment).to.include({ NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(Object.keys(environment).filter((name) => /KEY|SECRET|TOKEN/.test(name))).to.deep.equal([]);
    expect(stages.flat().map(({ value }) => value)).not.to.include('COPY . .');
  });

  it('is given what the Dockerfile copies, and nothing else', async () => {
    const ignored = (await readFile(join(root, '.dockerignore'), 'utf8')).split('\n');
    const sent = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = stages
      .flatMap((stage) => valuesOf(stage, 'COPY'))
      .filter((value) => !value.startsWith('--from'))
      .flatMap((value) => value.split(/\s+/).slice(0, -1))
      .map((path) => path.replace(/^\.\//, '').split('/')[0]);
    expect([...new Set(copied)].sort()).to.deep.equal([...sent].sort());
    expect(ignored).to.include('*');
  });

  it('answers a person, is healthy, and ends at SIGTERM with code 0', async () => {
    const port = await freePort();
    const { apiKey } = emulator.integrate({ number: supportNumber });
    const callbackUrl = `http://127.0.0.1:${port}/api/messages?key=s3cret`;
    const environment = {
      PATH: process.env.PATH,
      // So that a package is found only if it is linked here.
      NODE_OPTIONS: '--preserve-symlinks',
      ...environmentOf(valuesOf(last, 'ENV')),
      ...{ PORT: String(port), STORE_URL: `lmdb:${join(folder, 'data')}` },
      ...{ CLICKATELL_API_KEY: apiKey, CLICKATELL_BASE_URL: emulator.url },
      ...{ WHATSAPP_NUMBER: supportNumber, WEBHOOK_SECRET: 's3cret' },
    };
    const [node = '', ...args] = words.parse(JSON.parse(valuesOf(last, 'CMD')[0] ?? ''));
    child = spawn(node, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written += text;
      });
    }
    await eventually(() => expect(written).to.include('the bots are up'), 30_000);
    emulator.integrate({ number: supportNumber, callbackUrl });
    await emulator.say({ from: person, text: 'Hi' });
    await eventually(() => {
      const said = emulator.chat(person).messages.filter(({ direction }) => direction === 'out');
      expect(said.map(({ text }) => text).join()).to.include('support desk');
    });
    const [, check = ''] = /CMD (\[.*\])$/.exec(valuesOf(last, 'HEALTHCHECK')[0] ?? '') ?? [];
    const [program = '', ...rest] = words.parse(JSON.parse(check));
    const health = await run(program, rest, { env: environment });
    expect(health.stderr).to.equal('');
    expect((await request(`http://127.0.0.1:${port}/readyz`)).status).to.equal(200);

    const ended = once(child, 'close');
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
    await run(program, rest, { env: environment }).then(
      () => expect.fail('It says that it is healthy, and it has ended.'),
      (error: { code: unknown }) => expect(error.code).to.equal(1),
    );
  });
});

/** A COPY line: `a b ./`, or `--from=build /app/dist ./dist`, whose source is the same folder of the project. */
async function copy(value: string, to: string): Promise<void> {
  const paths = value.replace(/--from=\S+\s+/, '').split(/\s+/);
  const target = paths.pop() ?? '.';
  for (const path of paths.map((each) => each.replace(/^\/app\//, ''))) {
    const name = target.endsWith('/') ? join(target, path.split('/').at(-1) ?? '') : target;
    await cp(join(root, path), join(to, name), { recursive: true });
  }
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional(), peer: z.boolean().optional() }),
  ),
});

/** What `npm ci --omit=dev` installs, by the lock file, linked to what is installed here. */
async function linkProductionPackages(folder: string): Promise<void> {
  const { packages } = lockFile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  for (const [path, { dev, devOptional, peer }] of Object.entries(packages)) {
    if (path === '' || dev || devOptional || peer || path.slice(1).includes('node_modules')) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(root, path), join(folder, path));
  }
}
