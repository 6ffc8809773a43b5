import type { ConversationType, WindowRecord } from './conversation.js';
import type { Lease } from './lease.js';
/** How a message left. */
export interface Sent {
    /** The message's id. */
    readonly id: string;
    readonly sentAs: 'text' | 'template';
    readonly template?: string;
    readonly conversationType: ConversationType;
    readonly reason: string;
    /** The ids of its parts; none if the activity had no content. */
    readonly parts: readonly string[];
    /** It has not left: it is held until the person writes. */
    readonly isHeld?: boolean;
}
/** A change of consent that a turn answers. */
export interface TurnConsent {
    readonly change: string;
    readonly topic?: string | undefined;
}
/** One run of the bot: its cause, its lease and its results. */
export declare class Turn {
    #private;
    /** The id of what caused the turn: the inbound message or the notification. */
    readonly cause: string;
    readonly lease: Lease;
    /** The window of the turn's conversation, as read at the turn's start or corrected since. */
    window: WindowRecord | undefined;
    /** The messages that left in this turn. */
    readonly sent: Sent[];
    /** The notification that the turn sends, by its id. */
    notification: string | undefined;
    /** How many messages wait in the conversation's outbox, as far as the turn knows. */
    outbox: number;
    /** How many messages that were held left before this turn, because the person has written. */
    released: number;
    /** Whether a message of this turn offered choices. */
    hasOffered: boolean;
    /**
     * Whether it answers the person: its cause is a message of theirs. What is said in any other turn is proactive, and
     * needs their consent.
     */
    isAnswer: boolean;
    /** What the person has said of their consent by a word such as STOP. The channel answers that, and not the bot. */
    consent: readonly TurnConsent[] | undefined;
    /** Whether its messages are for the open window alone: nothing takes their place if it has closed. */
    isForOpenWindow: boolean;
    constructor(cause: string, lease: Lease, window: WindowRecord | undefined);
    /** The id of the turn's next message. If the turn runs again, its messages get the same ids in the same order. */
    nextMessageId(): string;
    /** The cause of a turn that this turn starts. */
    nextTurnCause(): string;
}
/** What code is part of. */
export interface Scope {
    readonly lease: Lease;
    readonly turn?: Turn;
    /** The scope that waits for this one, if this is a turn of another lane. */
    readonly outer?: Scope;
}
/**
 * Whether `currentScope` knows the turn of the code that calls it. Before Node 24, turns are tracked only from the
 * first call of `currentScope` on, which most programs never make.
 */
export declare function areTurnsTracked(): boolean;
/** Runs work as part of the lease's turn. Inside a scope of the same lease, it keeps that scope's outer one. */
export declare function inScope<T>(scope: Scope, work: () => T): T;
/**
 * The turn that the calling code is part of. `undefined` outside of turns, and for turns that started before turns were
 * tracked. The lane's lease tells these apart (`Lease.isTracked`).
 *
 * @throws The error that says why, if the turn has lost its lane and its code still runs: it must do nothing more.
 */
export declare function currentScope(): Scope | undefined;
/** The leases of a scope and of all that wait for it, from the inside to the outside. */
export declare function leasesIn(scope: Scope | undefined): Lease[];
