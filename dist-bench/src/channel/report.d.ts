import { type PartState } from '../clickatell/verdict.js';
import { type TriedTemplate } from '../core/errors.js';
import type { Sent } from '../core/turn.js';
import type { DecisionRecord } from '../decisions/record.js';
import type { HeldReport } from '../holds/held.js';
import type { Part } from '../sending/ledger.js';
import { type ConversationType } from '../window/decide.js';
import type { Notification } from './notification.js';
/** All that there are. */
export declare const notificationStates: readonly ["accepted", "waiting", "sent", "delivered", "read", "held", "refused", "failed"];
export type NotificationState = (typeof notificationStates)[number];
/** The current state of a notification. */
export interface NotificationReport {
    readonly id: string;
    readonly state: NotificationState;
    readonly sentAs: 'text' | 'template' | null;
    readonly template?: string;
    readonly conversationType: ConversationType | null;
    /** Why it was sent in this way, or was not sent. */
    readonly reason: string;
    readonly messages: readonly {
        clientMessageId: string;
        apiMessageId?: string;
        state: PartState;
    }[];
    /** Since when it is held and until when, in epoch ms, and its place among those held for the person, from 1. */
    readonly held?: Pick<HeldReport, 'since' | 'until' | 'position'>;
    readonly error?: {
        readonly code?: number;
        readonly description: string;
    };
    /** The templates that were tried before `template`, or passed over, and why; if it failed, all that there are. */
    readonly tried?: readonly TriedTemplate[];
    /** What was decided about its message, from what, and why, in the order of time. */
    readonly decisions: readonly DecisionRecord[];
}
/** A stored notification: what was asked for, and how it left. The outcomes of its parts are in the ledger. */
export interface Stored {
    readonly id: string;
    readonly conversation: string;
    readonly notification: Notification;
    readonly state: 'accepted' | 'held' | 'sent' | 'refused' | 'failed';
    readonly at: number;
    /** When it was asked for first, if it was asked for again. */
    readonly firstAt?: number;
    /** The id of its message. */
    readonly message: string;
    /** The id of its item in the lane. */
    readonly item: string;
    /** Counts from 1: how often it was asked for again after it had failed. */
    readonly attempt: number;
    /** It failed, and whether the provider accepted it is not known. */
    readonly isUncertain?: boolean;
    /** It failed because its item became a dead letter. Repeating that sends it. */
    readonly isAside?: boolean;
    readonly sent?: Omit<Sent, 'id'>;
    readonly conversationType?: ConversationType;
    readonly reason?: string;
    readonly error?: NotificationReport['error'];
    readonly tried?: readonly TriedTemplate[];
}
/** What a report says of a failure. The provider's own words stand in the log. */
export declare function failureOf(fault: Error): Pick<Stored, 'reason' | 'error' | 'tried'>;
export declare function reportOf(stored: Stored, parts: readonly Part[]): Omit<NotificationReport, 'decisions'>;
/** Leaves out the parts that were sent again as their fallback text. */
export declare function withoutReplaced(parts: readonly Part[]): Part[];
