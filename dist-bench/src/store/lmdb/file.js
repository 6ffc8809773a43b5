import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../core/errors.js';
// The first page of an LMDB file contains its magic number 0xBEEFC0DE and version 2 of its data format.
const mark = Buffer.from('dec0efbe02000000', 'hex');
const headBytes = 64;
const leastBytes = 2 * 4096;
/**
 * Throws a StoreError if the folder's data file is not an LMDB file: LMDB-js would not throw but end the process with a
 * segmentation fault.
 */
export async function refuseForeignData(folder) {
    const file = join(folder, 'data.mdb');
    const handle = await open(file, 'r').catch(() => undefined);
    // There is no file yet, or it cannot be read, which LMDB-js reports itself.
    if (!handle)
        return;
    const { buffer: head, bytesRead } = await handle
        .read(Buffer.alloc(leastBytes), 0, leastBytes, 0)
        .finally(() => handle.close());
    if (bytesRead === 0)
        return;
    if (bytesRead < leastBytes || !head.subarray(0, headBytes).includes(mark)) {
        throw new StoreError(`The store folder ${folder} cannot be opened: ${file} is damaged, or not a file of LMDB's.`);
    }
}
