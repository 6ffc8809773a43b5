import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { notBundled, options } from './options.mjs';

/** Bundles packages. The bundle exports `packages`: by specifier, what an `import * as` of it gives. */
export async function buildPackages(root, specifiers, outfile) {
  const imports = specifiers.map((specifier, index) => `import * as p${index} from ${JSON.stringify(specifier)};`);
  const entries = specifiers.map((specifier, index) => `  [${JSON.stringify(specifier)}, p${index}],`);
  const contents = [...imports, 'export const packages = new Map([', ...entries, ']);'].join('\n');
  await esbuild.build({
    ...options,
    // Its name makes it a module of Node's, for which the default export of CommonJS is the whole of it, as for ours.
    stdin: { contents, resolveDir: root, sourcefile: join(root, 'packages.mjs'), loader: 'js' },
    outfile,
    external: notBundled,
  });
}
