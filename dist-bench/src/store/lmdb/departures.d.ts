import type { Departures } from '../departures.js';
/**
 * A small file beside LMDB's, a ring with the numbers of the requests that were handed over. One write of eight bytes a
 * request, without a flush: what the kernel has survives a kill. After a restart of the machine it counts for nothing.
 */
export declare class DepartureFile implements Departures {
    #private;
    constructor(folder: string);
    next(): string;
    handOver(id: string): void;
    wasHandedOver(id: string): boolean | undefined;
    close(): void;
}
