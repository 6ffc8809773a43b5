// `npm start`: runs the bots from one bundled file, with what V8 compiled of it the last time. That loads much sooner than
// the 2,200 modules it is made of. The bundle is built again if something that goes into it has changed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './start/fingerprint.mjs';
import { load } from './start/load.mjs';
import { showSources } from './start/stack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/start');
// The name says what it was built from. So a bundle that is there is the right one, and whole.
const name = fingerprint(root);
const bundle = join(folder, `${name}.cjs`);

if (!existsSync(bundle)) {
  const { build } = await import('./start/build.mjs');
  await build({ root, folder, name });
}
showSources(bundle);
await load(bundle);
