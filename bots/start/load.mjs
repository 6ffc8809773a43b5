import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { packagePrefix } from './prefix.mjs';

/**
 * Runs a bundle. `packages` is the one with the packages that it imports, if it does not have them itself. Resolves once
 * the program is up, or has said why it is not.
 */
export async function load(bundle, packages) {
  const scripts = [packages, bundle].filter((file) => file !== undefined).map(scriptOf);
  const modules = packages && run(scripts[0], createRequire(packages)).packages;
  const requireOther = createRequire(bundle);
  const requireFrom = (id) =>
    id.startsWith(packagePrefix) ? asModule(modules.get(id.slice(packagePrefix.length))) : requireOther(id);
  await run(scripts.at(-1), requireFrom).started;
  // Not before the program is up: what has been compiled until then is what the next start needs. A program that could
  // not start has compiled little of it.
  if (process.exitCode) return;
  scripts.forEach(keep);
}

function scriptOf(file) {
  // esbuild writes ASCII, except in comments, so there is nothing to decode in these megabytes.
  const text = readFileSync(file, 'latin1');
  const compiled = `${file}.${process.version}-${process.arch}`;
  const cachedData = readIfThere(compiled);
  const script = new vm.Script(text, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return { file, script, compiled, isKept: cachedData !== undefined && !script.cachedDataRejected };
}

function run({ file, script }, require) {
  const module = { exports: {} };
  const program = script.runInThisContext();
  program(module.exports, require, module, file, dirname(file), pathToFileURL(file).href);
  return module.exports;
}

function keep({ script, compiled, isKept }) {
  if (isKept) return;
  const half = `${compiled}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, compiled);
  } catch {
    // The next start takes longer, and that is all.
  }
}

/** Says that the default export is one of the names. Without it, esbuild takes the default export for the whole. */
function asModule(namespace) {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(namespace), __esModule: { value: true } });
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
