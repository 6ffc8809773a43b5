/**
 * Throws a StoreError if the folder's data file is not an LMDB file: LMDB-js would not throw but end the process with a
 * segmentation fault.
 */
export declare function refuseForeignData(folder: string): Promise<void>;
