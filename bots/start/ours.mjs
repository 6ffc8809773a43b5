import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { notBundled, options } from './options.mjs';
import { packagePrefix } from './prefix.mjs';

/**
 * Bundles our own files. Resolves with the packages that they import, by their specifiers; those are in a bundle of
 * their own (packages.mjs), which only changes with an `npm install`.
 */
export async function buildOurs(root, outfile) {
  const packages = new Set();
  await esbuild.build({
    ...options,
    entryPoints: [join(root, 'bots/main.ts')],
    outfile,
    external: notBundled,
    sourcemap: 'external',
    sourcesContent: false,
    plugins: [{ name: 'packages apart', setup: (build) => keepApart(build, packages) }],
  });
  return [...packages].sort();
}

function keepApart({ onResolve, onLoad }, packages) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === 'entry-point' || isBuiltin(path) || notBundled.includes(path)) return undefined;
    if (path.startsWith(packagePrefix)) return { path, external: true };
    packages.add(path);
    return { path, namespace: 'package' };
  });
  // Not external by itself: esbuild would take the default export of a package for the whole of it.
  onLoad({ filter: /./, namespace: 'package' }, ({ path }) => {
    const from = JSON.stringify(`${packagePrefix}${path}`);
    return { contents: `export * from ${from};\nexport { default } from ${from};\n`, loader: 'js' };
  });
}
