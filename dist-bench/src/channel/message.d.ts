import type { OfferedChoices } from '../choices/offered.js';
import type { Lease } from '../core/lease.js';
import type { Holds } from '../holds/holds.js';
import { type InboundMessage } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { WindowTracker } from '../window/tracker.js';
import type { WindowClosings } from './closing.js';
import type { ConsentChanges } from './consentChanges.js';
import type { TurnPort } from './port.js';
export interface MessageDeps {
    readonly ledger: Ledger;
    /** Sends a read receipt for the message, if the program wants that. Never rejects. */
    readonly markRead: (event: InboundMessage) => void;
    readonly tracker: WindowTracker;
    readonly offered: OfferedChoices;
    readonly port: Pick<TurnPort<never>, 'run'>;
    /** Sends what waits in the outbox of the lane's conversation. Resolves with how many messages still wait. */
    readonly flush: (lease: Lease) => Promise<number>;
    readonly holds: Pick<Holds, 'release'>;
    /** Whether what was held leaves before the bot's answer, or after it. */
    readonly release: 'before' | 'after';
    readonly closings: Pick<WindowClosings<never>, 'arm'>;
    /** Missing if the program does without consent. */
    readonly consent?: Pick<ConsentChanges<never>, 'saidIn' | 'drop' | 'tell'> | undefined;
}
/**
 * Runs a person's message as a turn. A first contact gets a welcome turn before it, and a choice becomes its action.
 */
export declare function performMessage(event: InboundMessage, lease: Lease, { tracker, offered, ledger, markRead, port, flush, closings, holds, release, consent }: MessageDeps): Promise<void>;
