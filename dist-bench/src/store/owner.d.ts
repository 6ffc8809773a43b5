/**
 * Makes this process the folder's only owner, or throws a StoreError that names the process that owns it. A folder
 * whose owner has ended is taken over. The owner file is read and written in one step of `exclusively`, which should
 * keep other processes out meanwhile, as a write transaction does: then two that open the folder at once cannot both win.
 *
 * It only sees processes of the same machine or container.
 */
export declare function claim(folder: string, exclusively: (step: () => void) => void): void;
/**
 * Throws a StoreError that names the folder's owner, if another process owns it. Ask before the environment is opened,
 * too: an owner that hangs inside of a transaction would let this process wait for ever.
 */
export declare function refuseIfOwned(folder: string): void;
export declare function release(folder: string): void;
/** Reserves the folder inside this process; throws if it is open already. Returns a function that releases it. */
export declare function holdInProcess(folder: string): () => void;
/** Distinguishes this run of the machine from all others; `undefined` if there is no /proc. */
export declare function bootId(): string | undefined;
