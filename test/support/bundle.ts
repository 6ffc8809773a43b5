import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A program of the project's as one file, for processes that are started often: from TypeScript and a thousand modules,
 * each would take several times as long to load. `entry` is its path from the project's root.
 */
export async function bundle(entry: string): Promise<string> {
  const outfile = join(root, 'dist/test', `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // It has a binary beside it; and what restify would like to have, where it is there.
    external: ['lmdb', 'dtrace-provider'],
    // Some of what is bundled is CommonJS. A module may declare these names, too: with var, that is no error.
    banner: {
      js: `import { createRequire } from 'node:module'; import { fileURLToPath as pathOf } from 'node:url'; const require = createRequire(import.meta.url); var __filename = pathOf(import.meta.url); var __dirname = pathOf(new URL('.', import.meta.url));`,
    },
    logLevel: 'error',
  });
  // The emulator serves its page from beside itself.
  await cp(join(root, 'src/emulator/page/assets'), join(root, 'dist/test/assets'), { recursive: true });
  return outfile;
}
