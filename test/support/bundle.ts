import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/test');

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
 * Bundles a program of the project, for processes that are started often: TypeScript and a thousand
 * modules would take several times as long to load. `entry` is its path from the project's root.
 */
export async function bundle(entry: string): Promise<string> {
  return process.env.TEST_PROGRAMS === 'built' && programs.includes(entry) ? fileOf(entry) : build(entry);
}

function fileOf(entry: string): string {
  return join(folder, `${basename(entry, '.ts')}.mjs`);
}

async function build(entry: string): Promise<string> {
  const file = fileOf(entry);
  const script = `${file.slice(0, -'.mjs'.length)}.cjs`;
  // Renamed when it is whole: another suite may bundle or run the same program meanwhile.
  const half = `${script}.${process.pid}`;
  await esbuild({
    entryPoints: [join(root, entry)],
    outfile: half,
    bundle: true,
    platform: 'node',
    // A script: of a module, Node 20 cannot keep what was compiled, and most of a start is compiling.
    format: 'cjs',
    // A module with a binary beside it, and optional modules of restify.
    external: ['lmdb', 'dtrace-provider'],
    banner: { js: '(function (exports, require, module, __filename, __dirname, bundleUrl) {' },
    footer: { js: '})' },
    define: { 'import.meta.url': 'bundleUrl' },
    logLevel: 'error',
  });
  await rename(half, script);
  await rm(`${script}.${process.version}-${process.arch}`, { force: true });
  await writeFile(file, `import { load } from '../../bots/start/load.mjs';\nawait load(${JSON.stringify(script)});\n`);
  return file;
}
