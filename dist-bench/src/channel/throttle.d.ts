import type { Admission } from '../sending/pace.js';
import type { Pauses } from '../sending/pauses.js';
export interface ThrottleDeps {
    readonly pacer: Pick<Admission, 'perNumber' | 'usedMs'>;
    readonly pauses: Pick<Pauses, 'isClosed' | 'isPaused'>;
    /** How many turns this process runs at once. */
    readonly concurrency: number;
    /** For each notification, whether it still waits for its turn or is in it. */
    readonly areUnsent: (ids: readonly string[]) => Promise<readonly boolean[]>;
}
/**
 * Tells a fan-out when it may go on. Its messages leave at the whole pace of their number, and yet hold up nobody: they
 * never use up more than half of the burst, so that an answer leaves at once, and few of them are in a turn at a time.
 */
export declare class Throttle {
    #private;
    constructor(deps: ThrottleDeps);
    get isStopped(): boolean;
    /** Nobody waits any more. */
    stop(): void;
    /**
     * Resolves with how many messages of a number may be made now: 0 if there was no room for a while, or if the process
     * stops.
     */
    room(business: string): Promise<number>;
    /** Makes notifications, for which there was room. */
    make(business: string, ids: readonly string[], make: () => Promise<void>): Promise<void>;
    /** The turn of a notification has ended. */
    ended(id: string): void;
}
