import { faultOf } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import type { Conversation, WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { WindowOpened } from '../sending/heldBack.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Held } from './held.js';
import type { HoldSettings } from './settings.js';
export interface AskingDeps {
    readonly clock: Clock;
    readonly tracker: WindowTracker;
    readonly settings: HoldSettings;
    /** How long a template is set aside that the provider has refused as such, in ms; 0 if none is. */
    readonly templatesAsideMs: number;
    readonly observe?: Observer | undefined;
    /** Has what is held looked after in the conversation's lane later, instead of an earlier call. */
    readonly wakeAt: (lane: string, end: 'ask', at: number, tries?: number) => Promise<void>;
    /** Sends the template that asks the person to answer, unless they have written: then it rejects with `WindowOpened`. */
    readonly ask: (conversation: Conversation, held: AskedFor, id: string, lease: Lease) => Promise<unknown>;
    /**
     * When a template left that has reached the person, although it failed: it had been sent before, and the answer was
     * lost. `undefined` if it has not.
     */
    readonly arrivedAt: (message: string, lease: Lease) => Promise<number | undefined>;
}
/** The held message that the person is asked to answer for. */
type AskedFor = Pick<Held, 'asking' | 'need'>;
/** Why a message failed, by its status. */
type Failure = Parameters<typeof faultOf>[0];
/**
 * The template that asks a person to answer, because something is held for them: at most one until they do, and not
 * before the cool-down is over.
 */
export declare class Asking {
    #private;
    constructor(deps: AskingDeps);
    /**
     * Asks the person to answer, unless they have been asked already, or it is too early. Resolves with `WindowOpened` if
     * they have written before the template could leave. `tries`: how often it was not taken before.
     */
    ask(conversation: Conversation, held: AskedFor, lease: Lease, window: WindowRecord | undefined, tries: number): Promise<WindowOpened | undefined>;
    /**
     * A status tells that the template that asked the person to answer did not reach them. Another one may be sent after
     * the cool-down, or earlier, if the failure says nothing of the person.
     */
    failed(conversation: Conversation, message: string, error: Failure, lease: Lease, isSoon?: boolean): Promise<void>;
    /** The template that asked the person to answer has not reached them, as far as is known. See `failed`. */
    ended(conversation: Conversation, message: string, problem: string, lease: Lease, waitMs?: number): Promise<void>;
    /** Its turn became a dead letter, and the next would, too: the template counts as one that has failed. */
    stuck(conversation: Conversation, window: WindowRecord | undefined, problem: string, lease: Lease): Promise<void>;
    /** The same lane is looked after again in a while. */
    later({ lane }: Lease): Promise<void>;
}
export {};
