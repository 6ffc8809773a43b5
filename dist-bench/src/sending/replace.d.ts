import type { Clock } from '../core/clock.js';
import type { Lease } from '../core/lease.js';
import { type WindowPolicy } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Delivered, Sender } from './send.js';
export interface ReplaceDeps {
    readonly clock: Clock;
    readonly policy: WindowPolicy;
    readonly ledger: Ledger;
    readonly tracker: WindowTracker;
    readonly sender: Sender;
    /** How long the other parts of the message may take to fail or to arrive, in ms. */
    readonly unknownWaitMs: number;
}
/**
 * The provider accepted a part and reported afterwards that the window was closed. The window counts as closed from
 * then on, unless the person has written since the part left: then the message is sent once more as it is. Otherwise it
 * is sent once as its template, if it has one, or held. Nothing is sent if other parts of it have arrived, because the
 * person would read them twice. Resolves with how it was sent once more as it is, if it was.
 *
 * @throws The same errors as `Sender.send`.
 */
export declare function replaceRefused(part: Part, lease: Lease, { ledger, tracker, sender, unknownWaitMs, clock, policy }: ReplaceDeps, toldAt: number | undefined): Promise<Delivered | undefined>;
