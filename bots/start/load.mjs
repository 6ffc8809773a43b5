import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

/** Runs the bundle. Resolves once the program is up, or has said why it is not. */
export async function load(bundle) {
  // esbuild writes ASCII, except in comments, so there is nothing to decode in these 19 MB.
  const text = readFileSync(bundle, 'latin1');
  const compiled = `${bundle}.${process.version}-${process.arch}`;
  const cachedData = readIfThere(compiled);
  const script = new vm.Script(text, {
    filename: bundle,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const program = script.runInThisContext();
  program(module.exports, createRequire(bundle), module, bundle, dirname(bundle), pathToFileURL(bundle).href);
  await module.exports.started;
  // Not before the program is up: what has been compiled until then is what the next start needs. A program that could
  // not start has compiled little of it.
  if (!process.exitCode && (!cachedData || script.cachedDataRejected)) keep(script, compiled);
}

function keep(script, file) {
  const half = `${file}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, file);
  } catch {
    // The next start takes longer, and that is all.
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
