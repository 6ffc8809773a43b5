import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { ClockSkew } from '../core/skew.js';
import type { Write } from '../core/write.js';
import type { Holds } from '../holds/holds.js';
import { type InboundStatus } from '../inbound/event.js';
import { HeldBack } from '../sending/heldBack.js';
import type { Pauses } from '../sending/pauses.js';
import { type ReplaceDeps } from '../sending/replace.js';
import type { Delivered } from '../sending/send.js';
import type { TemplatesAside } from '../sending/templatesAside.js';
import type { LaneItem } from '../store/lanes.js';
import type { ConsentChanges } from './consentChanges.js';
import type { Outbox } from './outbox.js';
import { type UnreplacedPayload } from './payload.js';
import type { TurnPort } from './port.js';
export interface StatusDeps<Logic> extends ReplaceDeps {
    readonly outbox: Outbox;
    readonly aside: TemplatesAside;
    readonly holds: Pick<Holds, 'add' | 'askFailed' | 'askEnded'>;
    /** Writes that tell a notification what became of its message. */
    readonly left: (notification: string, sent: Delivered) => Write;
    readonly held: (notification: string, held: HeldBack) => Write;
    readonly pauses: Pauses;
    readonly port: TurnPort<Logic>;
    readonly skew: ClockSkew;
    /** Missing if the program does without consent. */
    readonly consent?: Pick<ConsentChanges<never>, 'provider'> | undefined;
    readonly observe?: Observer | undefined;
    /** Takes in status events again, now that their part is known. */
    readonly onEarly: (part: string, events: readonly unknown[]) => void;
}
type TakeDeps = Pick<StatusDeps<never>, 'ledger' | 'tracker' | 'aside' | 'skew' | 'observe' | 'onEarly' | 'consent'>;
/** The result of taking in a status: writes for the ledger, and items for the lane if an action is needed. */
export interface TakenStatus {
    readonly writes: readonly Write[];
    readonly items: readonly LaneItem[];
}
/**
 * Takes in a status. It is written to the ledger at once, because a turn under way may be waiting for it. If a handler
 * asked for statuses or an action is needed, it also becomes an item in the lane of the part's conversation.
 */
export declare function takeStatus(event: InboundStatus, isWanted: boolean, { ledger, tracker, aside, skew, observe, onEarly, consent }: TakeDeps): Promise<TakenStatus>;
/** Acts on a status in its lane, and calls the handler that asked for statuses. */
export declare function performStatus<Logic>(event: InboundStatus, lease: Lease, handler: Logic | undefined, deps: StatusDeps<Logic>): Promise<void>;
/** The turn of a status was set aside: what it was sending in the place of the failed part has failed with it. */
export declare function endReplacement({ reason, ...ids }: UnreplacedPayload, lease: Lease, { ledger, holds }: Pick<StatusDeps<never>, 'ledger' | 'holds'>): Promise<void>;
export {};
