import type { Clock } from '../core/clock.js';
import { type Addressed, type Asked, type Closing, type Conversation, type WindowRecord } from '../core/conversation.js';
import { ClockSkew } from '../core/skew.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
/** What is wrong with `windowsKeptMs`, as a sentence; `undefined` for nothing. */
export declare function keptFault(keptMs?: number): string | undefined;
/** The lists of a conversation whose length stands in its record. */
export type Counted = 'outbox' | 'held';
/** The person who wrote, and what they call themselves. */
export type Writer = Addressed & {
    readonly profileName?: string | undefined;
};
/** What more is known of a refusal. Times in epoch ms. */
export interface Refusal {
    /** The record's `lastInboundAt` when it left. */
    readonly heardAt?: number | undefined;
    /** When the provider refused it, by the provider's clock. */
    readonly toldAt?: number | undefined;
}
export interface WindowTrackerOptions {
    /**
     * How long the record of a person is kept who neither writes nor is refused a message, in ms; afterwards they are a
     * new person. Default: 18 months.
     */
    readonly keptMs?: number | undefined;
    /** How far our clock is off. Default: not at all. */
    readonly skew?: ClockSkew | undefined;
}
/**
 * Remembers when the person of each conversation last wrote. Store errors are passed on: they are never treated as a
 * closed window or an open one.
 *
 * Times of messages come from the provider's clock, and times of refusals from ours. In a record, all are on whichever
 * of the two clocks is behind, as far as their skew is known, so that they can be compared: and so that a window that
 * our clock judges never seems open for longer than it is.
 */
export declare class WindowTracker {
    #private;
    constructor(store: Store, clock: Clock, { keptMs, skew }?: WindowTrackerOptions);
    /**
     * What is known about the window; `undefined` for a person who never wrote to this number. Not a promise if the store
     * is in this process.
     */
    read(conversation: Conversation): WindowRecord | undefined | Promise<WindowRecord | undefined>;
    /**
     * Records a person's message. `at` is the message's own timestamp in epoch ms, not the time of arrival, because a
     * callback can be hours late. An older message never moves the window back, a time in the future counts as now, and
     * `undefined` (no usable timestamp) does not open the window.
     */
    recordInbound(conversation: Writer, messageId: string | undefined, at: number | undefined): Promise<WindowRecord | undefined>;
    /** Like `recordInbound`, as a write of a larger commit. */
    inboundWrite(conversation: Writer, messageId: string, at: number | undefined): Write;
    /**
     * Where messages to the person go. If their number has two spellings, this is the one in which the provider writes
     * it, or until they write, the one that a program wrote last. Not a promise if the number has only one.
     */
    addressOf(conversation: Conversation): string | Promise<string>;
    /** Keeps the address as a program wrote it, as a write of a larger commit; none if there is nothing to keep. */
    addressWrites(conversation: Addressed): Write[];
    /** Like `addressWrites`, in a commit of its own. */
    recordAddress(conversation: Addressed): Promise<void>;
    /**
     * Whether a message was taken before, although it is so old that its id may be forgotten: it is the person's latest,
     * or they have written since. A message that comes for the first time a week late, and after a newer one of the
     * person, counts as taken, too: nobody waits for its answer any more.
     */
    wasTakenLongAgo(conversation: Conversation, messageId: string, at: number | undefined): Promise<boolean>;
    /**
     * The provider refused a free-form message as outside the window, which left at `leftAt` by our clock: closed until
     * the person writes after that.
     */
    recordRefusal(conversation: Conversation, leftAt: number, more?: Refusal): Promise<WindowRecord | undefined>;
    /** Like `recordRefusal`, as a write of a larger commit. */
    refusalWrite(conversation: Conversation, leftAt: number, more?: Refusal): Write;
    /** The length of one of the conversation's lists, as the commit finds it. */
    countWrite(conversation: Conversation, list: Counted, length: () => number): Write;
    /** The template that asks the person to answer has left, or it turned out that the person never got it. */
    askedWrite(conversation: Conversation, change: (record: WindowRecord) => Asked | undefined): Write;
    /** Calls back with the record when the write is evaluated, for another write of the same commit. Changes nothing. */
    peekWrite(conversation: Conversation, onRead: (record: WindowRecord | undefined) => void): Write;
    /** A message on our own account has left: an alert, or another one. */
    alertWrite(conversation: Conversation, topic: string | undefined): Write;
    /** What is scheduled before the window closes, and what has run. */
    closingWrite(conversation: Conversation, next: Closing | undefined): Write;
    /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
    lookWrite(conversation: Conversation, onKnown: (record: WindowRecord | undefined) => void): Write;
}
/** The alert that a STOP answers: the last message on our own account, if the person has not written since. */
export declare function latestAlert({ alert, lastInboundAt }?: WindowRecord): string | undefined;
