import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './load.mjs';
import { showSources } from './stack.mjs';

/** Runs what `build` made under this name. */
export async function run(folder, name) {
  const { ours, packages } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const bundle = join(folder, ours);
  showSources(bundle);
  await load(bundle, join(folder, packages));
}
