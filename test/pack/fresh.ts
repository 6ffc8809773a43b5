import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { answers, freePort } from '../support/freePort.js';
import { catalogueIn, type Guide } from './guide.js';
import { shell } from './npm.js';
import { type Started, start } from './started.js';

/** An install without what costs time or a network. */
const quick = {
  npm_config_ignore_scripts: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};

/** Does a guide's steps up to the program in an empty folder, with the tarball as the package. */
export async function setUp(folder: string, { setUp, program }: Guide, tarball: string): Promise<void> {
  for (const line of setUp)
    await shell(line.replace(/(?<=npm install )botbuilder-adapter-clickatell/, tarball), folder, quick);
  await writeFile(join(folder, program.name), program.text);
}

/**
 * The same for a guide whose packages another folder has, from the same tarball: an install costs many seconds. What the
 * guide does not name is not there.
 */
export async function setUpBeside(folder: string, { setUp, program }: Guide, other: string): Promise<void> {
  const own = join(folder, 'node_modules');
  await mkdir(join(own, '.bin'), { recursive: true });
  for (const line of setUp) {
    if (line.startsWith('npm install ')) {
      const names = line.split(' ').slice(2);
      for (const name of names.filter((each) => !each.startsWith('-')))
        await link(name, join(other, 'node_modules'), own);
    } else {
      await shell(line, folder, quick);
    }
  }
  await writeFile(join(folder, program.name), program.text);
}

/** Links a package and its commands. */
async function link(name: string, from: string, to: string): Promise<void> {
  await mkdir(dirname(join(to, name)), { recursive: true });
  await symlink(join(from, name), join(to, name));
  const { bin = {} } = z
    .object({ bin: z.record(z.string(), z.string()).or(z.string()).optional() })
    .parse(JSON.parse(await readFile(join(from, name, 'package.json'), 'utf8')));
  const commands = typeof bin === 'string' ? [name] : Object.keys(bin);
  for (const each of commands) await symlink(join(from, '.bin', each), join(to, '.bin', each));
}

/** The emulator of a guide, and where a program beside it takes callbacks. */
export interface Beside extends Started {
  readonly url: string;
  readonly port: number;
  /** What `.env` is to hold. */
  readonly env: string;
}

/** Runs the emulator's command of a guide as it stands, but for the ports: others may use them. */
export async function startEmulator(folder: string, { emulator, env }: Guide): Promise<Beside> {
  await writeFile(join(folder, 'templates.json'), await catalogueIn('README.md'));
  const [port, own] = [await freePort(), await freePort()];
  const command = `${emulator.replace(':3978/', `:${port}/`)} --port ${own}`;
  const started = await start(command, folder, {}, (written) => {
    if (!written.includes(`${own}`)) throw new Error(`${command} has written: ${written}`);
  });
  return { ...started, url: `http://127.0.0.1:${own}`, port, env: env.replace(':3979', `:${own}`) };
}

/** Runs a guide's program beside an emulator, with a version of Node.js. Resolves once it listens. */
export async function startProgram(
  folder: string,
  { run }: Guide,
  { port, env }: Beside,
  node: string,
): Promise<Started> {
  await writeFile(join(folder, '.env'), env);
  const path = { PATH: [dirname(node), process.env.PATH].join(delimiter) };
  for (const line of run.slice(0, -1)) await shell(line, folder, path);
  return start(run.at(-1) ?? '', folder, { ...path, PORT: String(port) }, async () => {
    if (!(await answers(port))) throw new Error('Nobody listens yet.');
  });
}
