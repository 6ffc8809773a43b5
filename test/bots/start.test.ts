import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A project of two files around the real `bots/start.mjs`. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['bots', 'src']) await mkdir(join(folder, name));
  await cp(join(root, 'bots/start.mjs'), join(folder, 'bots/start.mjs'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'bots/main.ts'),
    "import { word } from '../src/index.js';\nprocess.stdout.write(word satisfies string);\n",
  );
  await writeFile(join(folder, 'src/index.ts'), "export const word = 'one';\n");
  return folder;
}

async function start(folder: string): Promise<{ code: unknown; output: string; errors: string }> {
  const child = spawn(process.execPath, ['bots/start.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
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
  const builtAt = async () => (await stat(join(folder, 'dist/start/main.mjs'))).mtimeMs;
  beforeEach(async () => {
    folder = await project();
  });
  after(removeFolders);

  it('builds the program the first time, and runs it without a word of its own', async () => {
    expect(await start(folder)).to.deep.equal({ code: 0, output: 'one', errors: '' });
  });

  it('does not build again if nothing has changed', async () => {
    await start(folder);
    const before = await builtAt();
    expect((await start(folder)).output).to.equal('one');
    expect(await builtAt()).to.equal(before);
  });

  it('builds again after a change, also to a file that is older than the bundle', async () => {
    await start(folder);
    const file = join(folder, 'src/index.ts');
    await writeFile(file, "export const word = 'two';\n");
    const lastYear = new Date((await stat(file)).mtimeMs - 365 * 24 * 3600 * 1000);
    await utimes(file, lastYear, lastYear);
    expect((await start(folder)).output).to.equal('two');
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
