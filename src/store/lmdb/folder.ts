import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../../core/errors.js';
import { folderMode } from '../rights.js';

/** LMDB's first pages and our file of departures: with less room than this, no store can begin. */
const neededBytes = 256 * 1024;

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a file is in its place',
  ENOTDIR: 'one of the folders above it is a file',
  ENOENT: 'the place does not exist and cannot be made',
  EACCES: 'this process may not write there',
  EPERM: 'this process may not write there',
  EROFS: 'the file system there is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'this process may not write files of that size',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Makes the folder if it is missing, and resolves with its real path. Rejects with StoreError if it cannot be made or
 * written: LMDB-js itself would end the process with a segmentation fault on a full disk.
 */
export async function realFolder(folder: string): Promise<string> {
  let verb = 'made';
  try {
    await make(folder);
    const path = await realpath(folder);
    verb = 'written';
    await prove(path);
    return path;
  } catch (cause) {
    const remedy = 'name another folder, or put this one right';
    throw new StoreError(`The store folder ${folder} cannot be ${verb}: ${reasonOf(cause)}; ${remedy}.`, { cause });
  }
}

/** What is wrong, in words for the usual faults of a disk. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const known = reasons[code];
  return known === undefined ? cause.message : `${known} (${code})`;
}

/** Node's own recursive `mkdir` tries for ever where the folder above exists and takes no folders, as in /proc. */
async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, folderMode);
  } catch (error) {
    if (await isFolder(folder)) return;
    const above = dirname(folder);
    const isAboveMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT' && above !== folder;
    if (!isAboveMissing || (await isFolder(above))) throw error;
    await make(above);
    await mkdir(folder, folderMode).catch(async (again: unknown) => {
      // Another process may have made it in between.
      if (!(await isFolder(folder))) throw again;
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function prove(folder: string): Promise<void> {
  const probe = join(folder, `room-${process.pid}`);
  try {
    await writeFile(probe, Buffer.alloc(neededBytes, 1), { flush: true });
  } finally {
    await rm(probe, { force: true });
  }
}
