import { mkdir, open as openFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextLoop } from 'node:timers/promises';
import { open, type RootDatabase } from 'lmdb';
import { StoreError } from '../../core/errors.js';
import { copyRights, folderMode } from '../rights.js';
import { reasonOf } from './folder.js';

/** The named databases that this library makes. */
const ours = new Set(['json', 'lane-items', 'lane-ids', 'lane-aside', 'lane-due', 'lane-due-at']);
/** How many entries are copied in one transaction. */
const copiedAtOnce = 500;
const options = { noSubdir: false, maxDbs: 32, eventTurnBatching: false } as const;

/**
 * Asks for the folder's data to be written anew at the next start. What is deleted stays in free pages of the file, and
 * in the unused parts of pages, until it is written over.
 */
export async function askForRewrite(folder: string): Promise<void> {
  await writeFile(markOf(folder), '', { flush: true });
  await syncFolder(folder);
}

export async function isRewriteAsked(folder: string): Promise<boolean> {
  return stat(markOf(folder)).then(
    () => true,
    () => false,
  );
}

/**
 * Copies everything that is live into a new file, closes the environment, and puts the new file into the place of the old
 * one. If the process ends in between, the next one finds the old file or the new one, whole, and begins again. Needs
 * room on the disk for a second copy.
 *
 * An environment in which the program has databases of its own is compacted by LMDB itself, because only it knows what
 * they are like: free pages go, and unused parts of pages may still have remains.
 */
export async function rewrite(environment: RootDatabase, folder: string): Promise<void> {
  const fresh = join(folder, 'fresh');
  try {
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, folderMode);
    const names = namesIn(environment);
    if (names.every((name) => ours.has(name))) await copyAll(environment, fresh, names);
    else await environment.backup(fresh, true);
    await environment.close();
    await copyRights(join(folder, 'data.mdb'), join(fresh, 'data.mdb'));
    await syncFile(join(fresh, 'data.mdb'));
    await rename(join(fresh, 'data.mdb'), join(folder, 'data.mdb'));
    await syncFolder(folder);
    await rm(fresh, { recursive: true, force: true });
    await rm(markOf(folder), { force: true });
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {});
    throw new StoreError(
      `The store folder ${folder} has to be written anew, because data was erased in it, and cannot be: ` +
        `${reasonOf(cause)}. It needs room for a second copy of its data.`,
      { cause },
    );
  }
}

async function copyAll(from: RootDatabase, fresh: string, names: readonly string[]): Promise<void> {
  const to = open({ ...options, path: fresh });
  try {
    for (const name of names) await copy(from, to, name);
    await to.flushed;
  } finally {
    await to.close();
  }
}

/** Keys and values as they are, whatever they mean. */
async function copy(from: RootDatabase, to: RootDatabase, name: string): Promise<void> {
  const raw = { name, encoding: 'binary', keyEncoding: 'binary', cache: false } as const;
  const [source, target] = [from.openDB<Buffer, Buffer>(raw), to.openDB<Buffer, Buffer>(raw)];
  for (let start: Buffer | undefined; ; ) {
    const range = { ...(start && { start }), limit: copiedAtOnce };
    const entries = [...source.getRange(range).map(({ key, value }) => ({ key, value: Buffer.from(value) }))];
    await to.transaction(() => {
      for (const { key, value } of entries) target.put(key, value);
    });
    const last = entries.at(-1);
    if (!last || entries.length < copiedAtOnce) return;
    // The first key behind the last one.
    start = Buffer.concat([last.key, Buffer.alloc(1)]);
    await nextLoop();
  }
}

/** The names of the databases in an environment. */
function namesIn(environment: RootDatabase): string[] {
  return [...environment.getKeys()].map(String);
}

function markOf(folder: string): string {
  return join(folder, 'rewrite-asked');
}

async function syncFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.sync().finally(() => file.close());
}

async function syncFolder(path: string): Promise<void> {
  const folder = await openFile(path, 'r');
  await folder.sync().finally(() => folder.close());
}
