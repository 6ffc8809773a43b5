import type { Activity } from '../core/activity.js';
import type { Conversation, ConversationType, WindowRecord } from '../core/conversation.js';
import type { TemplateCategory } from '../templates/catalog.js';
import { type WhenClosed } from '../templates/message.js';
import { type Decision, type Rule, type WindowPolicy } from '../window/decide.js';
import type { DecisionReport } from './record.js';
/** A decision at the moment when it is made, with everything that it was made from. */
export interface Made {
    readonly decision: Decision;
    /** The message, or the template that has taken its place. */
    readonly activity: Activity;
    readonly conversation: Conversation;
    readonly window: WindowRecord | undefined;
    readonly id: string;
    readonly notification?: string | undefined;
    readonly wasFreeForm?: boolean | undefined;
}
/** What a message brought, as it is stored. What is missing was not there; a text is there unless `x` says otherwise. */
interface PackedBrought {
    readonly x?: 0;
    readonly f?: number;
    readonly c?: number;
    readonly p?: number;
    readonly t?: string;
    readonly o?: string;
    readonly w?: WhenClosed;
    readonly h?: string;
    readonly g?: string;
    readonly l?: string;
}
/**
 * A record as it is stored: what nearly every record has in common is left out. One is written for every message, so
 * that each byte counts.
 */
export interface Packed {
    /** When it was decided. */
    readonly t: number;
    /** The message's id. */
    readonly m: string;
    readonly r: Rule;
    /** The reason. */
    readonly y?: string;
    /** The type of the conversation, if it does not follow from the window. */
    readonly c?: ConversationType;
    /** The window's `lastInboundAt` and `refusedAt`. */
    readonly i?: number;
    readonly f?: number;
    /** The notification. */
    readonly n?: string;
    /** The template's name, language and category. */
    readonly e?: readonly [name: string, language: string, category: TemplateCategory];
    /** The policy, if it is not the default one. */
    readonly p?: readonly [marginMs: number, whenClosed: WhenClosed];
    readonly b?: PackedBrought;
    /** The message had its free-form try. */
    readonly s?: 1;
    /** The template was refused afterwards, and one of its fallbacks leaves. */
    readonly k?: 1;
    /** How many times the same was decided again, and when for the last time. */
    readonly x?: number;
    readonly u?: number;
}
export declare function pack(made: Made, policy: WindowPolicy, at: number): Packed;
export declare function kindOf({ r }: Packed): Decision['kind'];
export type Unpacked = Omit<DecisionReport, 'sentence'>;
export declare function unpack(packed: Packed): Unpacked;
/** Whether the same was decided about the same message, from the same. */
export declare function isSameDecision(one: Packed, other: Packed): boolean;
export {};
