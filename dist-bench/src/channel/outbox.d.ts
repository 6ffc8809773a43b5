import type { Need } from '../consent/record.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { HeldBack } from '../sending/heldBack.js';
import { NotTaken } from '../sending/notTaken.js';
import type { Delivered } from '../sending/send.js';
import type { Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Unsent } from './payload.js';
export interface OutboxDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly lanes: Pick<Lanes, 'accept' | 'schedule'>;
    readonly tracker: WindowTracker;
    /** How long a message that nobody waits for is tried, in ms. */
    readonly mostMs: number;
    /** Sends a message that may have been tried before. Rejects with `NotTaken` if it still cannot leave. */
    readonly send: (conversation: Conversation, unsent: Unsent, lease: Lease) => Promise<Delivered>;
    /** Writes that tell a notification what became of its message. */
    readonly left: (notification: string, sent: Delivered) => Write;
    readonly failed: (notification: string, reason: string) => Write;
    readonly refused: (notification: string, reason: string) => Write;
    /** A write after which a message that waits is not expected to leave any more. */
    readonly withdrawn: (message: string) => Write;
    /** Why the person's consent does not allow what needs this; `undefined` if it does. */
    readonly denied: (conversation: Conversation, need: Need) => Promise<string | undefined>;
    /** Holds a message that may not leave any more before the person writes. */
    readonly hold: (conversation: Conversation, unsent: Unsent, held: HeldBack, lease: Lease) => Promise<void>;
    /** Whether a message is still the one that the notification sends. */
    readonly isCurrent: (notification: string, message: string) => Promise<boolean>;
}
/**
 * Messages that wait because the provider could not take them, in order, for each conversation. They are tried again
 * with growing delay, in the conversation's lane, before anything newer leaves. Between two tries they hold nothing: no
 * lane and no slot. What is not taken within its time becomes a dead letter.
 */
export declare class Outbox {
    #private;
    constructor(deps: OutboxDeps);
    /** Puts a message behind what waits in its conversation. The window's record counts it. */
    add(conversation: Conversation, message: Pick<Unsent, 'id' | 'activity' | 'notification' | 'saidAt'>, { message: reason, notBefore }: Pick<NotTaken, 'message' | 'notBefore'>, lease: Lease, window: WindowRecord | undefined): Promise<void>;
    /**
     * Tries what waits in the lane's conversation, in order, until one is not taken, or so many have left: the rest then
     * gets a turn of its own. Resolves with how many still wait.
     */
    perform(lease: Lease, most?: number): Promise<number>;
    /** A turn of the outbox became a dead letter, and the next would, too: `goOn` gives the first message up. */
    stuckWrite(lane: string, reason: string): Write;
    /** Goes on after a turn of the outbox became a dead letter. If several did before this, they had the same cause. */
    goOn(lease: Lease): Promise<void>;
    /**
     * Leaves what waits to a turn of its own, because trying it may be what ended the process while this turn ran. Resolves
     * with how many messages wait.
     */
    leave(lease: Lease): Promise<number>;
    /** A dead letter. It fails the first time, which puts it aside, and goes back to the outbox when it is repeated. */
    repeat(unsent: Unsent, lease: Lease): Promise<void>;
    /** Takes out what the person does not allow any more. Resolves with how many messages still wait. */
    dropDenied(conversation: Conversation, lease: Lease): Promise<number>;
    /** Makes a message a dead letter that is not sent now, and has its notification fail. It need not wait here. */
    giveUp(message: Omit<Unsent, 'tries'>, lease: Lease): Promise<void>;
}
