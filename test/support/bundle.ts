import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a program of the project into one file, for processes that are started often: TypeScript and a thousand
 * modules would take several times as long to load. `entry` is its path from the project's root.
 */
export async function bundle(entry: string): Promise<string> {
  const outfile = join(root, 'dist/test', `${basename(entry, '.ts')}.mjs`);
  // Renamed when it is whole: another suite may bundle or run the same program meanwhile.
  const half = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [join(root, entry)],
    outfile: half,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // A module with a binary beside it, and optional modules of restify.
    external: ['lmdb', 'dtrace-provider'],
    // Some bundled modules are CommonJS. With `var`, a module may declare these names as well.
    banner: {
      js: `import { createRequire } from 'node:module'; import { fileURLToPath as pathOf } from 'node:url'; const require = createRequire(import.meta.url); var __filename = pathOf(import.meta.url); var __dirname = pathOf(new URL('.', import.meta.url));`,
    },
    logLevel: 'error',
  });
  await rename(half, outfile);
  return outfile;
}
