import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

/** A source map that says of a whole file that it comes from its first line. */
const firstLine = Buffer.from('{"version":3,"sources":[""],"mappings":"AAAA"}').toString('base64');

/** The main module of the thread that accepts callbacks: see src/acceptor/acceptor.ts. */
const threadFile = 'thread.js';

/** Keeps all but the names of the packages' files out of the source map, which would be five times as long otherwise. */
const mapOnlyOurs = {
  name: 'map only ours',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${firstLine}`,
      loader: 'js',
    }));
  },
};

/**
 * Bundles the bots into `<name>.cjs`, with a source map beside it, and removes the bundles before it.
 * esbuild does not check types: `npm run types` does, and so does `npm test`.
 */
export async function build({ root, folder, name }) {
  await mkdir(folder, { recursive: true });
  // Renamed at the end, so that a build that fails half-way is never taken for a whole one.
  const half = join(folder, `${name}.${process.pid}.cjs`);
  await esbuild.build({
    entryPoints: [join(root, 'bots/main.ts')],
    outfile: half,
    bundle: true,
    platform: 'node',
    // A script: of a module, Node 20 cannot keep what was compiled.
    format: 'cjs',
    target: 'node20',
    // The framework puts the names of classes into its state and its errors.
    keepNames: true,
    // LMDB loads a binary of its own by path. The other is optional for restify and seldom installed.
    external: ['lmdb', 'dtrace-provider'],
    banner: { js: '(function (exports, require, module, __filename, __dirname, bundleUrl) {' },
    footer: { js: '})' },
    define: { 'import.meta.url': 'bundleUrl' },
    sourcemap: 'external',
    sourcesContent: false,
    plugins: [mapOnlyOurs],
    logLevel: 'error',
  });
  await esbuild.build({
    entryPoints: [join(root, 'src/acceptor/thread.ts')],
    // Where the bundle looks for it.
    outfile: join(folder, threadFile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  // It would stay for as long as the bots run.
  await esbuild.stop();
  await rename(`${half}.map`, join(folder, `${name}.cjs.map`));
  await rename(half, join(folder, `${name}.cjs`));
  for (const file of await readdir(folder)) {
    if (!file.startsWith(name) && file !== threadFile) await rm(join(folder, file), { recursive: true, force: true });
  }
}
