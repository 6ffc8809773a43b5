import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** npm rewrites this file whenever it changes what is installed. */
const installed = 'node_modules/.package-lock.json';

/**
 * Changes with every file that is added, changed, moved or deleted, and with every `npm install`. Compares times for
 * being equal, not newer: after `git checkout` an older file can be the right one.
 */
export function fingerprint(root) {
  const sources = ['src', 'bots'].flatMap((folder) => filesIn(root, folder)).sort();
  return hashOf([...sources, installed, 'tsconfig.json'].map((file) => factsOf(root, file)));
}

/** Changes with what is installed, which of it is imported, and how it is bundled. */
export function fingerprintOfPackages(root, specifiers) {
  const files = [...filesIn(root, 'bots/start').sort(), installed];
  return hashOf([...files.map((file) => factsOf(root, file)), ...specifiers]);
}

function hashOf(facts) {
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(root, path);
    return entry.isFile() ? [path] : [];
  });
}

// Not asynchronous: nothing else is to be done meanwhile, and these are small calls.
function factsOf(root, file) {
  const { size, mtimeMs } = statSync(join(root, file), { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
  return `${file}\n${size}\n${mtimeMs}\n`;
}
