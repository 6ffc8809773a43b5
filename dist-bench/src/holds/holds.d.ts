import type { Need } from '../consent/record.js';
import type { Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { NotTaken } from '../sending/notTaken.js';
import type { Delivered } from '../sending/send.js';
import { Asking, type AskingDeps } from './asking.js';
import type { Held, HeldReport } from './held.js';
import { type Message, Shelf, type ShelfDeps } from './shelf.js';
export interface HoldsDeps extends ShelfDeps, Omit<AskingDeps, 'wakeAt'> {
    readonly marginMs: number;
    /** Has `perform` called in the conversation's lane later, instead of an earlier call for the same end. */
    readonly wakeAt: (lane: string, end: 'ask' | 'expire', at: number, tries?: number) => Promise<void>;
    /** Sends a message that may have been tried before, as the window is now. Resolves also with whether it offers choices. */
    readonly send: (conversation: Conversation, message: Message, lease: Lease) => Promise<{
        readonly sent: Delivered;
        readonly hasOffered: boolean;
    }>;
    /** Lets a message wait in the outbox. */
    readonly wait: (conversation: Conversation, message: Message, obstacle: Pick<NotTaken, 'message' | 'notBefore'>, lease: Lease) => Promise<void>;
    /** Makes a message a dead letter that is not sent, and has its notification fail. */
    readonly giveUp: (held: Held & Pick<Message, 'activity'>, reason: string, lease: Lease) => Promise<void>;
    /** Why the person's consent does not allow what needs this; `undefined` if it does. */
    readonly denied: (conversation: Conversation, need: Need) => Promise<string | undefined>;
    /** A write that tells a notification that its message has left. */
    readonly left: (notification: string, sent: Delivered) => Write;
}
/** What the release of held messages has changed for the rest of the turn. */
export interface Released {
    /** How many messages are held no more. */
    readonly count: number;
    /** How many messages wait in the conversation's outbox now. */
    readonly outbox: number;
    /** Whether one of the messages offered choices. */
    readonly hasOffered: boolean;
}
/**
 * Messages that are held until the person writes. The template that asks the person to answer is sent in a turn of its
 * own in the lane, so that replies, notifications and refused messages have one and the same way to it.
 */
export declare class Holds {
    #private;
    constructor(deps: HoldsDeps);
    /** See `Shelf.add`. */
    add(...given: Parameters<Shelf['add']>): Promise<boolean>;
    /** See `Shelf.supersede`. */
    supersede(...given: Parameters<Shelf['supersede']>): Promise<void>;
    /**
     * Does what is to be done for a conversation, in its lane: releases what is held if the window is open, otherwise asks
     * the person to answer.
     */
    perform(conversation: Conversation, lease: Lease, tries: number): Promise<void>;
    /** A turn of `perform` became a dead letter, and the next would, too: `goOn` does without what it was busy with. */
    stuckWrite(lane: string, reason: string): Write;
    /** Goes on after a turn of `perform` became a dead letter. If several did before this, they had the same cause. */
    goOn(conversation: Conversation, lease: Lease): Promise<void>;
    /**
     * Sends what is held, in order, because the person has written. `outbox`: how many messages wait before it; `most`:
     * how many are sent at most.
     */
    release(conversation: Conversation, lease: Lease, outbox: number, most?: number): Promise<Released>;
    /** Takes out what the person does not allow any more. */
    dropDenied(conversation: Conversation, lease: Lease): Promise<void>;
    /** See `Asking.failed`. */
    askFailed(...given: Parameters<Asking['failed']>): Promise<void>;
    /** See `Asking.ended`. */
    askEnded(...given: Parameters<Asking['ended']>): Promise<void>;
    /** Looks after what is held in a turn of its own. For messages that were held outside of any turn. */
    wake(conversation: Conversation): Promise<void>;
    /** See `Shelf.cancel`. */
    cancel(...given: Parameters<Shelf['cancel']>): Promise<number>;
    /** What is held for a person, in order. */
    reports(conversation: Conversation): Promise<HeldReport[]>;
}
