import type { Clock } from '../core/clock.js';
import type { Due } from '../store/sharedMailbox.js';
/** Takes what falls due in a shared mailbox. Each process has a timer, and polls for what the others have scheduled. */
export declare class SharedDue {
    #private;
    constructor(clock: Clock, takeDue: (limit: number) => Promise<Due>);
    start(): void;
    scheduled(dueAt: number): void;
    /** Moves what is due into its lanes, the longest due first. Yields to the event loop between two pages. */
    take(): Promise<void>;
    stop(): void;
}
