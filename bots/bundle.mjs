// `npm run bundle`: makes of the bots what a container runs, `dist/program`, with nothing beside it but the packages that
// the bundle leaves out.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './start/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({ root, folder: join(root, 'dist/program'), name: 'bots' });
