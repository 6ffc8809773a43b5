import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Addressed, type Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Decisions } from '../decisions/decisions.js';
import type { HeldReport } from '../holds/held.js';
import type { HeldBack } from '../sending/heldBack.js';
import { type Ledger } from '../sending/ledger.js';
import type { Delivered } from '../sending/send.js';
import type { LaneItem } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Notification } from './notification.js';
import { type NotificationReport, type Stored } from './report.js';
export interface NotificationsDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly templates: TemplateCatalog;
    readonly ledger: Ledger;
    readonly tracker: Pick<WindowTracker, 'addressWrites' | 'recordAddress'>;
    readonly decisions: Pick<Decisions, 'ofNotification'>;
    readonly observe?: Observer | undefined;
    /** The conversation that a notification belongs to. @throws InvalidInputError */
    readonly conversationFor: (notification: Notification) => Addressed;
    readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
    /** What is held for the person of a conversation. */
    readonly held: (conversation: string) => Promise<readonly HeldReport[]>;
    /**
     * Looks at the person's consent before the window's rule, whose refusals would hide the reason. Rejects with a
     * ConsentError. Missing if the program does without consent.
     */
    readonly refuseDenied?: ((stored: Pick<Stored, 'id' | 'message' | 'notification'>, conversation: Conversation, lease: Lease) => Promise<void>) | undefined;
    /** Sends the activity in a proactive turn of the conversation. */
    readonly say: (conversation: Conversation, activity: Activity, cause: string, lease: Lease, notification: string) => Promise<Sent>;
}
/** Notifications: accepted durably, sent in the conversation's lane, and tracked by the provider's statuses. */
export declare class Notifications {
    #private;
    constructor(deps: NotificationsDeps);
    /**
     * Accepts a notification. It is safe once this resolves, and is sent in its lane. The same `id` again is a duplicate,
     * unless the notification failed or was refused: then it is sent again.
     *
     * @throws InvalidInputError that names the wrong field, also for a template that does not exist or does not fit, even
     * while the window is open. NotificationIdReusedError for an id that another notification has.
     * NotificationUnsettledError for one that failed but may have reached the person.
     */
    accept(given: Notification): Promise<{
        id: string;
    }>;
    /**
     * Accepts notifications that `check` has passed, with items and writes of the caller's in the same commit. One whose id
     * is taken is left as it is.
     */
    acceptAll(notifications: readonly (Notification & {
        readonly id: string;
    })[], items: readonly LaneItem[], writes: readonly Write[]): Promise<void>;
    /** For each notification, whether it still waits for its turn or is in it. */
    areUnsent(ids: readonly string[]): Promise<boolean[]>;
    /** The notification as it will be sent. @throws InvalidInputError */
    check(given: Notification): Notification;
    /** Checks a notification that is to be sent later. @throws InvalidInputError, NotificationIdReusedError */
    checkLater(given: Notification): Promise<void>;
    /** Sends a follow-up in its lane: a notification that was not accepted by `accept` and waited until it was due. */
    performNow(notification: Notification, item: LaneItem, lease: Lease): Promise<void>;
    /** Sends an accepted notification in its lane. Its outcome is stored; only errors of the store are thrown. */
    perform(id: string, item: LaneItem, lease: Lease): Promise<void>;
    /** Its message has left the outbox. */
    leftWrite(id: string, { id: _, window: __, said: ___, ...sent }: Delivered): Write;
    /** Its message is held until the person writes. */
    heldWrite(id: string, { decision }: HeldBack): Write;
    /** Whether a message is the notification's current one, and not one of an attempt before it was asked for again. */
    isCurrent(id: string, message: string): Promise<boolean>;
    /** Its message was given up (`failed`), or will not be sent any more (`refused`). */
    endedWrite(id: string, state: 'failed' | 'refused', reason: string): Write;
    /** A follow-up will not be sent: the person does not allow it any more. Changes nothing if it is under way already. */
    droppedWrite(notification: Notification, reason: string): Write;
    /** Its item became a dead letter. */
    asideWrite(id: string, { id: item }: LaneItem, error: Error): Write;
    /** The item of a follow-up became a dead letter, perhaps before any run of it has stored the notification. */
    asideNowWrite(notification: Notification, item: LaneItem, error: Error): Write;
    /** The state of a notification; `undefined` if the id was never accepted. */
    report(id: string): Promise<NotificationReport | undefined>;
}
export declare function activityOf({ text, template, whenClosed, topic }: Notification): Activity;
