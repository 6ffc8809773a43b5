// `npm start`: runs the bots from one bundled file, which loads in about half the time of the 2,200 modules it is made
// of. The bundle is built again only if something that goes into it has changed.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/start');
const bundle = join(folder, 'main.mjs');
const builtFrom = join(folder, 'built-from.txt');

const sources = await fingerprint();
if ((await readFile(builtFrom, 'utf8').catch(() => '')) !== sources) await build();
// Node 22.1 and later keep the compiled code, too.
module.enableCompileCache?.(join(folder, 'compiled'));
await import(bundle);

/**
 * Changes with every file that is added, changed, moved or deleted, and with every `npm install`. Compares times for
 * being equal, not newer: after `git checkout` an older file can be the right one.
 */
async function fingerprint() {
  const inFolders = await Promise.all(['src', 'bots'].map(filesIn));
  // npm rewrites this file whenever it changes what is installed.
  const files = [...inFolders.flat().sort(), 'node_modules/.package-lock.json', 'tsconfig.json'];
  const hash = createHash('sha256');
  for (const line of await Promise.all(files.map(factsOf))) hash.update(line);
  return hash.digest('hex');
}

async function filesIn(name) {
  const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

async function factsOf(path) {
  const { size, mtimeMs } = await stat(join(root, path)).catch(() => ({ size: 0, mtimeMs: 0 }));
  return `${path}\n${size}\n${mtimeMs}\n`;
}

/** esbuild does not check types: `npm run types` does, and so does `npm test`. */
async function build() {
  const esbuild = await import('esbuild');
  // Without the note of what it was built from, a build that fails half-way is never taken for a whole one.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await esbuild.build({
    entryPoints: [join(root, 'bots/main.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Modules that the bots import later, such as those of a store that is not used, stay out of the main file.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The framework puts the names of classes into its state and its errors.
    keepNames: true,
    // LMDB and the logger load files of their own by path. The last one is optional for restify and seldom installed.
    external: ['lmdb', 'pino', 'dtrace-provider'],
    // Some of what is bundled is CommonJS. A module may declare these names, too: with var, that is no error.
    banner: {
      js: [
        "import { createRequire } from 'node:module';",
        'const require = createRequire(import.meta.url);',
        'var { filename: __filename, dirname: __dirname } = import.meta;',
      ].join('\n'),
    },
    logLevel: 'error',
  });
  await writeFile(builtFrom, sources);
}
