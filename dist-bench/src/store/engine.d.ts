import type { Clock } from '../core/clock.js';
import type { Leases } from '../core/leases.js';
import type { Departures } from './departures.js';
import type { Mailbox } from './mailbox.js';
import type { Pacing } from './pacing.js';
import type { SharedMailbox } from './sharedMailbox.js';
import type { Values } from './values.js';
/** One backend: values and lanes that share their commits. */
export type Engine = OwnEngine | SharedEngine;
/** The part of a backend that values need. */
export interface ValuesEngine {
    readonly values: Values;
    /** The leases of this store's lanes whose turns run in this process. */
    readonly leases: Leases;
    /** Missing if the store cannot tell what left and what did not. */
    readonly departures?: Departures;
}
/** The engine of a store that belongs to one process. */
export interface OwnEngine extends ValuesEngine {
    readonly shared: false;
    mailbox(clock: Clock): Mailbox;
}
/** The engine of a store that several processes share. */
export interface SharedEngine extends ValuesEngine {
    readonly shared: true;
    /** `takeOverMs`: after how long other processes take over the lanes of one that does not answer. */
    mailbox(clock: Clock, takeOverMs: number): SharedMailbox;
    readonly pacing: Pacing;
}
