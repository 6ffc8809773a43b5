import type { Lease } from '../core/lease.js';
import type { Slots } from './waits.js';
/** How many lanes one process runs of those that several share, and how many more it can take. */
export declare class Room implements Slots {
    #private;
    /** `onRoom` is called when this process can take more lanes than the turns that end make room for. */
    constructor(concurrency: number, onRoom: () => void);
    get running(): number;
    /** How many more lanes this process can run. */
    get left(): number;
    /** Whether more turns go on than there are slots: those that had waited for other lanes have come back. */
    get isCrowded(): boolean;
    /** From now on, lanes are taken. */
    open(): void;
    /** No more lanes are taken. */
    close(): void;
    /** Makes a request that may give this process up to `most` lanes. `take` begins with these. */
    asking<T>(most: number, ask: (room: number) => Promise<T>, take: (answer: T) => void): Promise<T>;
    /** A lane runs in this process. */
    begin(): void;
    /** It runs no more. */
    end(): void;
    /** The lease is that of a turn with a slot. */
    giveSlot(lease: Lease): void;
    giveBack(lease: Lease | undefined): void;
    takeBack(lease: Lease | undefined): void;
}
