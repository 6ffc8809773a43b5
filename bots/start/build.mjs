import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { fingerprintOfPackages } from './fingerprint.mjs';
import { buildOurs } from './ours.mjs';
import { buildPackages } from './packages.mjs';

/** The main module of the thread that accepts callbacks: see src/acceptor/acceptor.ts. */
const threadFile = 'thread.js';

/**
 * Bundles the bots: our files into `<name>.cjs`, and the packages that they import into another file, if the one that is
 * there is not right any more. `<name>.json` tells which that is. Removes the bundles before. esbuild does not check
 * types: `npm run types` does, and so does `npm test`.
 */
export async function build({ root, folder, name }) {
  await mkdir(folder, { recursive: true });
  const ours = `${name}.cjs`;
  const [specifiers] = await Promise.all([
    whole(folder, ours, async (half) => {
      const specifiers = await buildOurs(root, half);
      await rename(`${half}.map`, join(folder, `${ours}.map`));
      return specifiers;
    }),
    buildThread(root, folder),
  ]);
  const packages = `packages-${fingerprintOfPackages(root, specifiers)}.cjs`;
  if (!existsSync(join(folder, packages))) {
    await whole(folder, packages, (half) => buildPackages(root, specifiers, half));
  }
  // It would stay for as long as the bots run.
  await esbuild.stop();
  // Last, so that whoever finds it finds all.
  await writeFile(join(folder, `${name}.${process.pid}.json`), JSON.stringify({ ours, packages }));
  await rename(join(folder, `${name}.${process.pid}.json`), join(folder, `${name}.json`));
  for (const file of await readdir(folder)) {
    const isKept = file === threadFile || file.startsWith(name) || file.startsWith(packages);
    if (!isKept) await rm(join(folder, file), { recursive: true, force: true });
  }
}

/** Builds a file under another name and renames it, so that a build that fails half-way is never taken for a whole one. */
async function whole(folder, name, build) {
  const half = join(folder, `${name}.${process.pid}.cjs`);
  const result = await build(half);
  await rename(half, join(folder, name));
  return result;
}

function buildThread(root, folder) {
  return esbuild.build({
    entryPoints: [join(root, 'src/acceptor/thread.ts')],
    // Where the bundle looks for it.
    outfile: join(folder, threadFile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
}
