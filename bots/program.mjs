// Runs what `npm run bundle` has made: in a container, where the sources are not.

import { fileURLToPath } from 'node:url';
import { run } from './start/run.mjs';

await run(fileURLToPath(new URL('../dist/program', import.meta.url)), 'bots');
