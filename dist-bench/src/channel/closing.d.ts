import type { Clock } from '../core/clock.js';
import { type Conversation, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Lanes } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import { type ClosingPayload } from './payload.js';
import type { TurnPort } from './port.js';
/** What the channel itself knows to be pending in a conversation. */
export type PendingWork = 'follow-up' | 'outbox' | 'held';
/** The `value` of the event `clickatell/windowClosing`. */
export interface WindowClosing {
    /** When the window closes, with the margin taken off, in epoch ms. Nothing free-form leaves from then on. */
    readonly closesAt: number;
    /** What is pending in the conversation, besides what only the bot knows. */
    readonly pending: readonly PendingWork[];
}
export interface ClosingHandler<Logic> {
    readonly minutesBefore: number;
    readonly logic: Logic;
    /** Whether it runs only where the channel knows of something pending. */
    readonly needsPending: boolean;
}
export interface WindowClosingsDeps<Logic> {
    readonly clock: Clock;
    readonly marginMs: number;
    readonly tracker: WindowTracker;
    readonly lanes: Pick<Lanes, 'schedule'>;
    readonly port: Pick<TurnPort<Logic>, 'run'>;
    /** Whether a follow-up is scheduled for the lane's conversation. */
    readonly hasFollowUp: (lane: string) => Promise<boolean>;
}
/**
 * Runs handlers shortly before a window closes. The first message of a window schedules one item for its conversation,
 * and the window's record says so: further messages of the window cost nothing. When the item is due, it looks at the
 * record, and if the person has written since, it schedules itself anew.
 *
 * An item counts only if the record names its time. So one that was scheduled twice, because a process died between
 * scheduling and the end of the turn, does nothing the second time.
 */
export declare class WindowClosings<Logic> {
    #private;
    constructor(deps: WindowClosingsDeps<Logic>);
    /** Registers a handler. @throws InvalidInputError */
    on(handler: ClosingHandler<Logic>): void;
    /**
     * Schedules the item of the window that a person's message belongs to, unless it is scheduled or has run. Before the
     * record says so: the item of a turn that runs again is replaced, and none at all would be missed for ever.
     */
    arm(conversation: Conversation, window: WindowRecord | undefined, lease: Lease): Promise<void>;
    /** Runs the handlers that are due, and schedules the next. Runs nothing once the window has closed. */
    perform({ at }: ClosingPayload, lease: Lease): Promise<void>;
}
