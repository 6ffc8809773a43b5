import type { ClickatellClient } from '../clickatell/client.js';
import { type OptOut } from '../clickatell/verdict.js';
import type { ConsentGate } from '../consent/gate.js';
import type { Need } from '../consent/record.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Departures } from '../store/departures.js';
import type { Leaving } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Prepared } from './content.js';
import { type Ledger, type PartDraft } from './ledger.js';
import type { Admission } from './pace.js';
import type { Pauses } from './pauses.js';
export interface DeliveryDeps {
    readonly clientFor: (business: string) => ClickatellClient;
    /** Where messages to the person go: see `WindowTracker.addressOf`. */
    readonly addressFor: (conversation: Conversation) => string | Promise<string>;
    readonly ledger: Ledger;
    readonly tracker: Pick<WindowTracker, 'lookWrite'>;
    /** Missing if the program does without consent. */
    readonly consent?: Pick<ConsentGate, 'judge' | 'lookWrite'> | undefined;
    readonly clock: Clock;
    readonly observe?: Observer | undefined;
    /** How long a part with an unknown outcome waits for its status before it is sent again, in ms. */
    readonly unknownWaitMs: number;
    readonly pacer: Admission;
    readonly pauses: Pauses;
    /** Tells which requests an earlier process handed to the network, if the store can. */
    readonly departures?: Departures | undefined;
    /** The provider says that the person has opted out. Missing if the program does without consent. */
    readonly optedOut?: ((conversation: Conversation, change: OptOut, part: string, lease: Lease) => Promise<void>) | undefined;
    /** See `Lanes.leave`. */
    readonly leave: (messages: readonly Leaving[]) => Promise<readonly (readonly unknown[] | undefined)[]>;
    /** Receives the status events that came before the provider's answer. */
    readonly onEarly: (part: string, events: readonly unknown[]) => void;
}
/** Everything that is needed to send one part. */
export interface Departure {
    readonly conversation: Conversation;
    readonly lease: Lease;
    readonly draft: PartDraft;
    readonly prepare: () => Prepared | Promise<Prepared>;
    /**
     * The last check, right before each request, with the window's record as it is known then. Throws if the part may not
     * leave.
     */
    readonly before?: ((window: WindowRecord | undefined) => void) | undefined;
    /** What the person must have allowed, right before each request; `undefined` for an answer. */
    readonly need?: Need | undefined;
}
/** Sends single parts, each once. The ledger is written right before every request. */
export declare class Delivery {
    #private;
    constructor(deps: DeliveryDeps);
    /**
     * Sends a part, unless the ledger shows that an earlier run of the same turn did. `prepare` is called only if the
     * part leaves.
     *
     * @throws NotTaken if it can leave later, SendRefusedError, SendOutcomeUnknownError for a template, LaneLostError, and
     * any error of `before`.
     */
    deliver(departure: Departure): Promise<void>;
}
