import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from './npm.js';

const folder = fileURLToPath(new URL('../../dist/test/nodes', import.meta.url));

/** The oldest and the newest Node.js that the package is for; with ALL_NODES=1 also what is between. */
export const versions = process.env.ALL_NODES === '1' ? ['20', '22', '24'] : ['20', '24'];

/** The program of a version of Node.js: this one, or that of the registry's package, which is installed once. */
export async function nodeOf(version: string): Promise<string> {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const own = join(folder, version);
  const program = join(own, 'node_modules', name, 'bin/node');
  // npm writes it last: an install that was broken off is not taken for a whole one.
  const isWhole = await access(join(own, 'node_modules/.package-lock.json')).then(
    () => true,
    () => false,
  );
  if (isWhole) return program;
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'package.json'), '{ "private": true }');
  await npmInstall(own, `${name}@${version}`);
  return program;
}
