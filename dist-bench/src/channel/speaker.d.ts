import type { OfferedChoices } from '../choices/offered.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation } from '../core/conversation.js';
import { Lease } from '../core/lease.js';
import type { Turn } from '../core/turn.js';
import type { Holds } from '../holds/holds.js';
import type { Ledger } from '../sending/ledger.js';
import type { Delivered, Sender } from '../sending/send.js';
import { type WindowPolicy } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Outbox } from './outbox.js';
import type { Unsent } from './payload.js';
export interface SpeakerDeps {
    readonly tracker: WindowTracker;
    readonly ledger: Ledger;
    readonly sender: Sender;
    readonly offered: OfferedChoices;
    readonly outbox: Outbox;
    readonly holds: Pick<Holds, 'add' | 'supersede' | 'wake'>;
    readonly clock: Clock;
    readonly policy: WindowPolicy;
    /** Whether several processes share the store. */
    readonly isShared: boolean;
}
/** Says what the bot says: sends it, or lets it wait in the outbox if the provider does not take it. */
export declare class Speaker {
    #private;
    constructor(deps: SpeakerDeps);
    /**
     * Sends a message of a turn. Resolves with the id of its first part, or an empty one if the message has no content.
     */
    send(said: Activity, turn: Turn, conversation: Conversation): Promise<string>;
    /**
     * Sends a message that has waited: judged anew, by the window as it is now. Resolves also with whether it offers
     * choices.
     */
    sendAgain(conversation: Conversation, { id, activity, notification }: Pick<Unsent, 'id' | 'activity' | 'notification'>, lease: Lease): Promise<{
        sent: Delivered;
        hasOffered: boolean;
    }>;
}
