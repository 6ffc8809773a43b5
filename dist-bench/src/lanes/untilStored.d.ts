/** Whether the error only means that the store is away, so that the same work may succeed later. */
export declare function isStoreAway(error: unknown): boolean;
/** Repeats `work` while it fails because the store is away, until `isOver`. Rejects at once with any other error. */
export declare function untilStored<T>(work: () => Promise<T>, isOver: () => boolean): Promise<T>;
