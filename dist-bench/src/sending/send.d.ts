import type { ConsentGate, Denied } from '../consent/gate.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { type Decision, type WindowPolicy } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { AsTemplate } from './asTemplate.js';
import { type Contents } from './content.js';
import type { Delivery } from './deliver.js';
import { type Ledger, type PartDraft } from './ledger.js';
import type { Natives } from './natives.js';
import { type Outgoing } from './outgoing.js';
export interface SenderDeps {
    readonly ledger: Ledger;
    readonly tracker: WindowTracker;
    readonly templates: TemplateCatalog;
    readonly policy: WindowPolicy;
    readonly clock: Clock;
    /** Missing if the program does without consent. */
    readonly consent?: Pick<ConsentGate, 'denied'> | undefined;
    readonly observe?: Observer | undefined;
    /** Keeps why the message leaves as it does, with the end of its turn. */
    readonly record?: ((decision: Decision, message: Outgoing, window: WindowRecord | undefined) => void) | undefined;
    readonly unknownWaitMs: number;
    readonly delivery: Delivery;
    readonly contents: Contents;
    readonly asTemplate: AsTemplate;
    readonly natives: Natives;
}
/** How a message left. */
export interface Delivered extends Sent {
    /** The window's record as it is known now, if the window turned out to be closed. */
    readonly window?: WindowRecord;
    /** What was sent, if it is not the message as it was given. */
    readonly said?: Activity;
}
/**
 * Sends all messages: replies, proactive messages, and the templates in their place. The window's rule is checked again
 * right before each request with a free-form part.
 */
export declare class Sender {
    #private;
    constructor(deps: SenderDeps);
    /**
     * Sends one message.
     *
     * @throws WindowClosedError or ConsentError if nothing (more) was sent, HeldBack if it waits for the person, NotTaken if it can leave
     * later, SendRefusedError, SendOutcomeUnknownError.
     */
    send(message: Outgoing, window: WindowRecord | undefined): Promise<Delivered>;
    /**
     * Sends a message once more, free-form, because the person has written since its first try was refused, or since a
     * template was to take its place.
     *
     * @throws The same errors as `send`.
     */
    again(message: Outgoing, window: WindowRecord | undefined): Promise<Delivered>;
    /**
     * The provider did not take this kind of part. Its fallback text is sent once, and if the part was interactive, its
     * kind is not tried again for a while. Resolves with the part that was sent instead.
     *
     * @throws The same errors as `send`.
     */
    fallBack(draft: PartDraft, conversation: Conversation, lease: Lease, window: WindowRecord | undefined): Promise<PartDraft>;
}
/** The decision about a message that the person's consent does not allow. */
export declare function refusalOf({ denial, error }: Denied, { conversationType }: Pick<Decision, 'conversationType'>): Decision;
