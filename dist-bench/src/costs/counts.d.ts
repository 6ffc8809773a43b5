import type { Clock } from '../core/clock.js';
import type { Observer } from '../core/observe.js';
import type { Store } from '../store/store.js';
import { type PricedCategory } from './priceTable.js';
/** What messages are counted by. */
export interface Kind {
    /** Our number. */
    readonly number: string;
    /** See `placeOf`. */
    readonly place: string;
    readonly category: PricedCategory;
    /** Absent for free-form messages. */
    readonly template?: string | undefined;
    readonly topic?: string | undefined;
    /** Whether the customer service window was open. */
    readonly isInside: boolean;
}
/** How many messages. */
export interface Count {
    /** Accepted by the provider. */
    readonly sent: number;
    readonly delivered: number;
    /** Of the delivered ones, those that began a message of the bot's: a long text is several WhatsApp messages. */
    readonly whole: number;
}
export interface DayCount extends Kind, Count {
    /** As `2026-05-01`, UTC. */
    readonly day: string;
}
export interface CountsDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly observe?: Observer | undefined;
    /** For how long counts are kept, in ms. */
    readonly keptMs: number;
}
/**
 * How many messages were sent and delivered, by day and kind. Counted in this process and added to the store about once
 * a second and when the channel stops, so that no message waits for it. A process that is killed loses the counts of its
 * last second, and where it cannot be known whether a write arrived, it is made again and may count twice.
 */
export declare class Counts {
    #private;
    constructor(deps: CountsDeps);
    add(kind: Kind, { sent, delivered, whole }: Count): void;
    /** Adds what was counted to the store. Rejects with StoreError; what was counted is kept then, and tried again. */
    flush(): Promise<void>;
    /** Forgets what is not stored yet. */
    drop(): void;
    /** The counts of some days, day by day. Days are given as their beginnings in epoch ms, UTC. */
    of(first: number, last: number): AsyncGenerator<readonly DayCount[]>;
}
/** The UTC day of a time. */
export declare function dayOf(at: number): string;
