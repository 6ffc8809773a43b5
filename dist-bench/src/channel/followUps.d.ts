import { type Clock } from '../core/clock.js';
import { type Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Lanes } from '../store/lanes.js';
import { type Notification } from './notification.js';
import type { PendingFollowUps } from './pendingFollowUps.js';
/** A notification that is sent later. */
export interface FollowUp extends Notification {
    /** Identifies it, such as `T-42/all-well`. Another follow-up with the same key replaces it; `cancel` removes it. */
    readonly key: string;
    /** When to send it: epoch ms or a date. Give either `at` or `in`. */
    readonly at?: number | Date;
    /** In how many ms from now to send it. */
    readonly in?: number;
}
export interface FollowUpsDeps {
    readonly clock: Clock;
    readonly lanes: Pick<Lanes, 'schedule' | 'cancel'>;
    readonly pending: Pick<PendingFollowUps, 'add' | 'remove' | 'of' | 'removeWrites'>;
    /** The conversation that a notification belongs to. @throws InvalidInputError */
    readonly conversationFor: (notification: Notification) => Conversation;
    /** Why the person's consent does not allow a notification; `undefined` if it does. */
    readonly denied: (conversation: Conversation, topic: string | undefined) => Promise<string | undefined>;
    /** A write that tells what became of a notification that will not be sent. */
    readonly droppedWrite: (notification: Notification, reason: string) => Write;
    /** Rejects if the notification cannot be sent: its template, its person or its id is wrong. */
    readonly check: (notification: Notification) => Promise<void>;
}
/** Follow-ups: notifications that wait in the lanes' store until they are due, and are then sent in their lane. */
export declare class FollowUps {
    #private;
    constructor(deps: FollowUpsDeps);
    /** Schedules a follow-up. @throws InvalidInputError that names the wrong field. */
    schedule({ key, at, in: inMs, ...given }: FollowUp): Promise<{
        id: string;
        dueAt: number;
    }>;
    /** Cancels a follow-up. Resolves with `false` if none waits under the key. */
    cancel(key: string): Promise<boolean>;
    /**
     * Cancels what is scheduled for a conversation and the person does not allow any more, in its lane. One that is due at
     * this moment finds in its report that it is not to be sent.
     */
    dropDenied(conversation: Conversation, lease: Lease): Promise<void>;
}
