import type { Need } from '../consent/record.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { HeldBack } from '../sending/heldBack.js';
import type { Store } from '../store/store.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Held, type HeldReport } from './held.js';
import { type HoldEnd } from './outcome.js';
import type { HoldSettings } from './settings.js';
/** A message as the channel sends it. */
export interface Message {
    readonly id: string;
    readonly activity: Activity;
    /** The notification that it belongs to, by its id. */
    readonly notification?: string | undefined;
    /** When it was said, if it has left, waited or been held before, in epoch ms. */
    readonly saidAt?: number | undefined;
}
export interface ShelfDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly tracker: WindowTracker;
    readonly settings: HoldSettings;
    readonly observe?: Observer | undefined;
    /** Has what is held looked after in the conversation's lane. */
    readonly wake: (lane: string) => Promise<void>;
    /** A write that keeps a message from being sent when a status tells of an earlier try. */
    readonly dropped: (message: string) => Write;
    /** A write that keeps how a message ended, for the record of the decision to hold it. Nothing if none is kept. */
    readonly endWrite: (message: string, outcome: HoldEnd | 'refused') => Write | undefined;
    /** A write that tells a notification that its message will not be sent. */
    readonly ended: (notification: string, state: 'refused' | 'failed', reason: string) => Write;
}
/** What is held for each person, in order: how it gets there, and how it leaves without being sent. */
export declare class Shelf {
    #private;
    constructor(deps: ShelfDeps);
    /**
     * Holds a message; one that is held already keeps its place. Resolves with whether it is held: not if a newer one with
     * its key is.
     *
     * @throws WindowClosedError if as many are held for the person as may be.
     */
    add(conversation: Conversation, message: Message, { decision, sendId }: HeldBack, lease: Lease): Promise<boolean>;
    /** A message with this key has left, or is about to. */
    left(conversation: Conversation, key: string, { id }: Pick<Message, 'id'>, lease: Lease): Promise<void>;
    /** Like `left`, of a message that was not held: the older ones under it are held no more. */
    supersede(conversation: Conversation, key: string, { id }: Pick<Message, 'id'>, lease: Lease): Promise<void>;
    /** What is held and has not been for too long. The rest is taken out. */
    unexpired(conversation: Conversation, lease: Lease): Promise<readonly Held[]>;
    /** Messages are held no more, and the caller says what has become of them. */
    remove(conversation: Conversation, ids: ReadonlySet<string>, lease: Lease): Promise<void>;
    /** What a message says. `undefined` if it is held no more. */
    content(held: string, lease: Lease): Promise<Activity | undefined>;
    /** A message that stays leaves under another id, because it was tried under the one before. */
    rename(conversation: Conversation, held: string, sendId: string, lease: Lease): Promise<void>;
    /** Takes messages out that match, in the conversation's lane. Resolves with how many there were. */
    cancel(conversation: Conversation, matches: (held: Held) => boolean, lease: Lease): Promise<number>;
    /** Takes out what the person does not allow any more: `denied` says why, of what it needs. */
    drop(conversation: Conversation, denied: (need: Need) => string | undefined | Promise<string | undefined>, lease: Lease): Promise<void>;
    /** What is held for a person, in order. */
    reports(conversation: Conversation): Promise<HeldReport[]>;
}
