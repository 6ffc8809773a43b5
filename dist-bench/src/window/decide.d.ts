import type { Activity } from '../core/activity.js';
import type { ConversationType, WindowRecord } from '../core/conversation.js';
import { type BoundTemplate } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { type WhenClosed } from '../templates/message.js';
/** How long the customer service window stays open after a person's last message (Meta's rule): 24 hours, in ms. */
export declare const customerServiceWindowMs: number;
export type { ConversationType, WindowRecord };
export interface WindowPolicy {
    /** How long before WhatsApp we close the window, in ms: a message that is sent in time can still arrive too late. */
    readonly marginMs: number;
    /**
     * What happens to a message without a template of its own: the approved template that it matches (`template`), the
     * same or else it is held until the person writes (`hold`), or a refusal (`refuse`).
     */
    readonly whenClosed: WhenClosed;
}
/**
 * Completes a policy. The defaults are a margin of 60 s and `template`.
 *
 * @throws ConfigurationError
 */
export declare function windowPolicy(given?: Partial<WindowPolicy>): WindowPolicy;
export type WindowState = {
    readonly state: 'open' | 'closed';
    readonly closesAt: number;
} | {
    readonly state: 'unknown';
    readonly closesAt: undefined;
};
/**
 * Whether the window is open at `now`, and when it closes or closed, with the margin taken off. In epoch ms.
 *
 * @throws InvalidInputError for a time in seconds, by which every window would be open.
 */
export declare function windowState(record: WindowRecord | undefined, now: number, marginMs: number): WindowState;
/** The part of the rule that decided about a message. */
export type Rule = 
/** The message is a template. */
'is-template' | 'window-open'
/** The window is closed, and the message brings a template for that. */
 | 'brings-template'
/** The window is closed, and the message's text reads like an approved template. */
 | 'matches-template'
/** The window is closed, and the message waits until the person writes. */
 | 'hold'
/** The window is closed, and the message or the policy asks for a refusal. */
 | 'refuse'
/** The window is closed, and there is no template that could be sent. */
 | 'no-template'
/** Whatever the window is: the person has written STOP, has not signed up for the alert, or takes no marketing. */
 | ConsentRule;
/** The rule of consent, which comes before the window's for what is sent on our own account. */
export type ConsentRule = 'stopped' | 'not-signed-up' | 'marketing-stopped';
interface Decided {
    readonly rule: Rule;
    readonly conversationType: ConversationType;
    readonly reason: string;
}
/** What to do with a message, and why. For `hold`, the template is the one that asks the person to answer. */
export type Decision = Decided & ({
    kind: 'free-form';
    until: number;
} | {
    kind: 'template';
    template: BoundTemplate;
} | {
    kind: 'hold';
    template: BoundTemplate;
    key?: string;
} | {
    kind: 'refuse';
    closedAt: number | undefined;
});
/** Attaches a decision to the message, so that it is not made again if it still holds when the message is sent. */
export declare function withDecision(activity: Activity, decision: Decision, original?: Activity): Activity;
/** The decision that was made about this very message; `undefined` if there is none, or if its intent was replaced. */
export declare function decisionOf(activity: Activity): Decision | undefined;
/** The message as the bot said it, if a template stands in its place now. */
export declare function originalOf(activity: Activity): Activity | undefined;
/** The message as the bot said it, also if it is a template: which then names no language that the bot did not name. */
export declare function saidAs(activity: Activity): Activity;
/** Marks a message as one that is sent on our own account, and not as an answer. */
export declare function asProactive(activity: Activity): Activity;
/** Whether the message is sent on our own account. */
export declare function isProactive(activity: Activity): boolean;
/**
 * The window's rule. It is pure: the same arguments give the same decision. Call it at the moment of sending, and again
 * for every part and every try, because time passes between them.
 *
 * A message that is a template is sent as that template. While the window is open, any other message is sent as it is.
 * While the window is closed (or nothing is known about it), a message is sent as the template that it brings with
 * `outsideWindow`, otherwise as the approved template that its text matches, otherwise it is held if the policy says so,
 * otherwise not sent at all. A text that offers answers matches only a template with the same quick replies, and one with
 * a file or a place matches none: nothing of a message is dropped. A message with `whenClosed: 'hold'` of its own is held
 * in any case, unless it is a template itself. A message with `whenClosed: 'refuse'` is not sent then, not even if it is
 * a template.
 *
 * @throws TemplateNotFoundError, TemplateParameterError for a template that cannot be sent, even while the window is
 * open: a mistake shows at once and not only after 24 hours. InvalidInputError for a time in seconds, by which every
 * window would be open.
 */
export declare function decide(activity: Activity, window: WindowRecord | undefined, now: number, catalog: TemplateCatalog, policy: WindowPolicy): Decision;
/** The reason for what was decided about a message that the provider had refused as outside the window, whatever we knew. */
export declare function foundClosed(reason: string): string;
/** The type of conversation that a message belongs to, in Clickatell's terms. People sign up for alerts on a topic. */
export declare function conversationType(state: WindowState['state'], topic?: string): ConversationType;
