// Runs what `npm run bundle` has made: in a container, where the sources are not.

import { fileURLToPath } from 'node:url';
import { load } from './start/load.mjs';
import { showSources } from './start/stack.mjs';

const bundle = fileURLToPath(new URL('../dist/program/bots.cjs', import.meta.url));
showSources(bundle);
await load(bundle);
