import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import manifest from '../../package.json' with { type: 'json' };
import { removeFolders, temporaryFolder } from '../support/folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A small project around the real `npm start`. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['bots', 'src/acceptor']) await mkdir(join(folder, name), { recursive: true });
  for (const name of ['start.mjs', 'start']) {
    await cp(join(root, 'bots', name), join(folder, 'bots', name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'bots/main.ts'),
    "import { word } from '../src/index.js';\nprocess.stdout.write(word satisfies string);\n",
  );
  await writeFile(join(folder, 'src/index.ts'), "export const word = 'one';\n");
  await writeFile(join(folder, 'src/acceptor/thread.ts'), '');
  return folder;
}

/** What `npm start` runs, without npm. */
async function start(folder: string, env = process.env): Promise<{ code: unknown; output: string; errors: string }> {
  const [, ...args] = manifest.scripts.start.split(' ');
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

describe('npm start', () => {
  let folder = '';
  const built = async () => {
    const names = (await readdir(join(folder, 'dist/start'))).filter((name) => name.endsWith('.cjs'));
    return Promise.all(names.map(async (name) => [name, (await stat(join(folder, 'dist/start', name))).mtimeMs]));
  };
  beforeEach(async () => {
    folder = await project();
  });
  after(removeFolders);

  it('builds the program the first time, and runs it without a word of its own', async () => {
    expect(await start(folder)).to.deep.equal({ code: 0, output: 'one', errors: '' });
  });

  it('reads .env, and what is in the environment already counts more', async () => {
    await writeFile(join(folder, '.env'), '# a comment\nBOT=banking\nLOG_LEVEL=warn\n');
    await writeFile(
      join(folder, 'bots/main.ts'),
      "process.stdout.write([process.env.BOT, process.env.LOG_LEVEL].join(' '));\n",
    );
    const ran = await start(folder, { ...process.env, LOG_LEVEL: 'error' });
    expect(ran).to.deep.equal({ code: 0, output: 'banking error', errors: '' });
  });

  it('does not build again if nothing has changed', async () => {
    await start(folder);
    const before = await built();
    expect(before).to.have.length(2);
    expect((await start(folder)).output).to.equal('one');
    expect(await built()).to.deep.equal(before);
  });

  it('keeps what was compiled for the next start, and does without if it is damaged', async () => {
    await start(folder);
    const names = await readdir(join(folder, 'dist/start'));
    const compiled = names.filter((name) => name.includes(`.cjs.${process.version}`));
    expect(compiled).to.have.length(2);
    const sizes = new Map<string, number>();
    for (const name of compiled) {
      const file = join(folder, 'dist/start', name);
      const whole = await readFile(file);
      sizes.set(file, whole.length / 2);
      await writeFile(file, whole.subarray(0, whole.length / 2));
    }
    expect(await start(folder)).to.deep.equal({ code: 0, output: 'one', errors: '' });
    for (const [file, half] of sizes) expect((await readFile(file)).length).to.be.greaterThan(half);
  });

  it('builds again after a change, also to a file that is older than the bundle', async () => {
    await start(folder);
    const file = join(folder, 'src/index.ts');
    await writeFile(file, "export const word = 'two';\n");
    const lastYear = new Date((await stat(file)).mtimeMs - 365 * 24 * 3600 * 1000);
    await utimes(file, lastYear, lastYear);
    expect((await start(folder)).output).to.equal('two');
    expect(await built()).to.have.length(2);
  });

  it('leaves the packages as they are after a change to our files, unless these import others', async () => {
    // A default export of a module and of CommonJS, names of both, and the whole of one.
    const imports = [
      "import Queue from 'tinyqueue';",
      "import ip, { isValid } from 'ipaddr.js';",
      "import * as zod from 'zod';",
      "import { z } from 'zod';",
    ];
    const uses = "[new Queue([3, 1]).pop(), ip.isValid('::1'), isValid('x'), z.string === zod.string].join(' ')";
    const index = join(folder, 'src/index.ts');
    await writeFile(index, [...imports, `export const word = ${uses};`].join('\n'));
    expect(await start(folder)).to.deep.equal({ code: 0, output: '1 true false true', errors: '' });
    const packagesOf = async () => (await built()).filter(([name]) => String(name).startsWith('packages-'));
    const before = await packagesOf();
    await writeFile(index, [...imports, `export const word = 'now ' + ${uses};`].join('\n'));
    expect((await start(folder)).output).to.equal('now 1 true false true');
    expect(await packagesOf()).to.deep.equal(before);
    const other = "import limit from 'p-limit';\n";
    await writeFile(index, [other, ...imports, `export const word = typeof limit + ${uses};`].join('\n'));
    expect((await start(folder)).output).to.equal('function1 true false true');
    expect(await packagesOf())
      .to.have.length(1)
      .and.not.to.deep.equal(before);
  });

  it('names our own lines in the stack of an error, also in one that nobody catches', async () => {
    const thrower = [
      'export interface Long {}',
      '',
      'export function fail(): never {',
      "  throw new TypeError('broken');",
      '}',
    ];
    await writeFile(join(folder, 'src/index.ts'), thrower.join('\n'));
    const main = ["import { fail } from '../src/index.js';", 'export const started = (async () => fail())();'];
    await writeFile(join(folder, 'bots/main.ts'), main.join('\n'));
    for (const _ of ['built', 'cached']) {
      const { code, errors } = await start(folder);
      expect(code).to.equal(1);
      expect(errors).to.include('TypeError: broken\n');
      expect(errors).to.include(`at fail (${join(folder, 'src/index.ts')}:4:9)`);
      expect(errors).to.include(`${join(folder, 'bots/main.ts')}:2:37`);
    }
  });

  it('does not run an old bundle if a file is gone', async () => {
    await start(folder);
    const file = join(folder, 'src/index.ts');
    const text = await readFile(file);
    await rm(file);
    const { code, output, errors } = await start(folder);
    expect({ code, output }).to.deep.equal({ code: 1, output: '' });
    expect(errors).to.include('src/index.js');
    await writeFile(file, text);
    expect((await start(folder)).output).to.equal('one');
  });
});
