import type { ConsentGate } from '../consent/gate.js';
import type { Activity } from '../core/activity.js';
import { type Clock } from '../core/clock.js';
import { type Conversation, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Ledger } from '../sending/ledger.js';
import type { Store } from '../store/store.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { type Decision, type WindowPolicy } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Made } from './packed.js';
import type { DecisionForecast, DecisionRecord, HeldEnd } from './record.js';
export interface DecisionsDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly policy: WindowPolicy;
    readonly templates: TemplateCatalog;
    readonly tracker: Pick<WindowTracker, 'read'>;
    readonly ledger: Ledger;
    /** Missing if the program does without consent. */
    readonly consent?: Pick<ConsentGate, 'denied'> | undefined;
    /** For how long records are kept, in ms; 0 keeps none. */
    readonly keptMs?: number | undefined;
    readonly observe?: Observer | undefined;
}
/** A message that was refused before it came to sending. */
interface Refused {
    readonly decision: Decision;
    readonly activity: Activity;
    readonly conversation: Conversation;
    readonly window: WindowRecord | undefined;
    /** The turn that it was said in. */
    readonly turn: Turn | undefined;
}
/**
 * Why each message left as it did. The records of a conversation stand in one list for each hour, and are written with
 * the end of the turn that made them: in a commit that happens anyway.
 */
export declare class Decisions {
    #private;
    constructor(deps: DecisionsDeps);
    /** Keeps what was decided, with the end of the lease's turn. */
    record(made: Made, lease: Lease): void;
    /** A write that keeps how a message ended that was to be held, and was never sent. Nothing if no records are kept. */
    heldEndWrite(message: string, outcome: HeldEnd['outcome']): Write | undefined;
    /** Keeps why a message was refused that has not come as far as sending: in its turn, if it was said in one. */
    refused({ turn, ...refused }: Refused): void;
    /** What would happen to a message on our own account now, and why. @throws InvalidInputError, and the errors of `decide`. */
    explain(activity: Activity, conversation: Conversation): Promise<DecisionForecast>;
    /**
     * The records of some conversations since a time, in the order of time. Default: all that are kept.
     *
     * @throws InvalidInputError for a time in seconds.
     */
    since(conversations: readonly Conversation[], since?: number): AsyncIterableIterator<DecisionRecord>;
    /** The records of one notification, in the order of time. */
    ofNotification(id: string, conversation: Conversation, since: number): Promise<DecisionRecord[]>;
}
export {};
