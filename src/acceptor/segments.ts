import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileMode } from '../store/rights.js';

/** A place in the journal: the number of a file, and bytes from its beginning. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
}

export function pathOf(folder: string, segment: number): string {
  return join(folder, `callbacks-${String(segment).padStart(12, '0')}.ndjson`);
}

/** The numbers of the files in a folder, oldest first. */
export async function segmentsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.map((name) => Number(/^callbacks-(\d{12})\.ndjson$/.exec(name)?.[1] ?? Number.NaN));
  return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
}

/** Creates an empty file. Its name survives a power cut, too. */
export async function createSegment(folder: string, segment: number): Promise<FileHandle> {
  const file = await open(pathOf(folder, segment), 'w', fileMode);
  const names = await open(folder, 'r');
  await names.sync().finally(() => names.close());
  return file;
}

export async function deleteSegment(folder: string, segment: number): Promise<void> {
  await rm(pathOf(folder, segment), { force: true });
}
