import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../core/errors.js';

// Of LMDB's first page: its magic number 0xBEEFC0DE, and version 2 of its data format.
const mark = Buffer.from('dec0efbe02000000', 'hex');
const headBytes = 64;
const leastBytes = 2 * 4096;

/**
 * Throws a StoreError where the folder's data file is not one of LMDB's: LMDB-js would not throw, it would end the
 * process with a segmentation fault.
 */
export async function refuseForeignData(folder: string): Promise<void> {
  const file = join(folder, 'data.mdb');
  const handle = await open(file, 'r').catch(() => undefined);
  // No such file yet; and a file that cannot be read, LMDB-js reports itself.
  if (!handle) return;
  const { buffer: head, bytesRead } = await handle
    .read(Buffer.alloc(leastBytes), 0, leastBytes, 0)
    .finally(() => handle.close());
  if (bytesRead === 0) return;
  if (bytesRead < leastBytes || !head.subarray(0, headBytes).includes(mark)) {
    throw new StoreError(`The store folder ${folder} cannot be opened: ${file} is damaged, or not a file of LMDB's.`);
  }
}
