// `npm start`: runs the bots from two bundles, our own files and the packages, with what V8 compiled of them the last time.
// That loads much sooner than the 2,200 modules they are made of. A bundle is built again if something that goes into it
// has changed, so a change to one of our files leaves the packages, which are nine tenths of it, as they are.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './start/fingerprint.mjs';
import { run } from './start/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/start');
// The name says what they were built from. So if this is there, it names the right ones, and they are whole.
const name = fingerprint(root);

if (!existsSync(join(folder, `${name}.json`))) {
  const { build } = await import('./start/build.mjs');
  await build({ root, folder, name });
}
await run(folder, name);
