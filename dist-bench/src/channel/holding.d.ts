import { Holds, type HoldsDeps } from '../holds/holds.js';
import type { Ledger } from '../sending/ledger.js';
import type { Sender } from '../sending/send.js';
import type { Lanes } from '../store/lanes.js';
import type { Notifications } from './notifications.js';
import type { Outbox } from './outbox.js';
import type { Speaker } from './speaker.js';
export interface HoldingDeps extends Pick<HoldsDeps, 'store' | 'clock' | 'tracker' | 'settings' | 'templatesAsideMs' | 'marginMs' | 'observe' | 'endWrite' | 'denied'> {
    readonly lanes: Pick<Lanes, 'accept' | 'schedule'>;
    readonly sender: Sender;
    readonly ledger: Ledger;
    readonly outbox: Outbox;
    readonly speaker: () => Speaker;
    readonly notifications: () => Notifications;
}
/** What is held for one person: `key` or `id` says which messages; without either, all of them. */
export interface HeldOf {
    readonly to: string;
    /** Our number that holds it. Default: all of ours. */
    readonly from?: string;
    /** The id of a held message, or of its notification. */
    readonly id?: string;
    readonly key?: string;
}
/** The holds of a channel: their turns are items of the lanes, and what leaves is sent as everything else is. */
export declare function createHolds({ lanes, sender, ledger, outbox, speaker, notifications, ...rest }: HoldingDeps): Holds;
/** @throws InvalidInputError for values that plain JavaScript or a request can pass. */
export declare function matcherOf({ id, key }: Pick<HeldOf, 'id' | 'key'>): (held: {
    id: string;
    notification?: string | undefined;
    key?: string | undefined;
}) => boolean;
