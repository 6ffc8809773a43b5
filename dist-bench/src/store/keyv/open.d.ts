import type { Keyv } from 'keyv';
import { type Clock } from '../../core/clock.js';
import type { Mailbox } from '../mailbox.js';
import type { Values } from '../values.js';
import { type OwnershipOptions } from './ownership.js';
/** Times go by the machine's clock, unless a clock is given. */
export type KeyvStoreOptions = Partial<OwnershipOptions>;
/** A user's Keyv that this process has open as a store. */
export interface OpenKeyv {
    readonly kind: 'keyv';
    /** Names the store in errors, without its address or password. */
    readonly place: string;
    readonly values: Values;
    mailbox(clock: Clock): Mailbox;
    /** Deletes expired values. This also happens by itself. */
    sweep(): Promise<number>;
    /** Finishes what is under way and gives up the lease. The Keyv stays connected: its creator disconnects it. */
    close(): Promise<void>;
}
/**
 * Opens a user's own Keyv as a store for one process. The keys of its rows start with `bac/`, so the Keyv can hold
 * other values too. Rejects with StoreError if another process has it open or if the store does not answer.
 *
 * ```ts
 * const store = await openKeyv(new Keyv(new KeyvPostgres(uri), { namespace: 'bot' }));
 * ```
 */
export declare function openKeyv(keyv: Keyv, options?: KeyvStoreOptions): Promise<OpenKeyv>;
