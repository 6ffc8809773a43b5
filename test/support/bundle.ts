import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The programs that tests start as processes of their own, as paths from the project's root. */
const programs = [
  'test/crash/bot.ts',
  'test/lanes/crash.ts',
  'test/store/redis/member.ts',
  'test/store/lmdb/holder.ts',
];

/** Once for a whole run of mocha: a bundle takes seconds of both cores, and many suites start the same program. */
export async function mochaGlobalSetup(): Promise<void> {
  await Promise.all(programs.map(build));
  process.env.TEST_PROGRAMS = 'built';
}

/**
 * Bundles a program of the project into one file, for processes that are started often: TypeScript and a thousand
 * modules would take several times as long to load. `entry` is its path from the project's root.
 */
export async function bundle(entry: string): Promise<string> {
  return process.env.TEST_PROGRAMS === 'built' && programs.includes(entry) ? fileOf(entry) : build(entry);
}

function fileOf(entry: string): string {
  return join(root, 'dist/test', `${basename(entry, '.ts')}.mjs`);
}

async function build(entry: string): Promise<string> {
  const outfile = fileOf(entry);
  // Renamed when it is whole: another suite may bundle or run the same program meanwhile.
  const half = `${outfile}.${process.pid}`;
  await esbuild({
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
