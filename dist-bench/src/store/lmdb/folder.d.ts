/**
 * Makes the folder if it is missing, and resolves with its real path. Rejects with StoreError if it cannot be made or
 * written: LMDB-js itself would end the process with a segmentation fault on a full disk.
 */
export declare function realFolder(folder: string): Promise<string>;
/** What is wrong, in words for the usual faults of a disk. */
export declare function reasonOf(cause: unknown): string;
