import type { Holds } from '../holds/holds.js';
import type { Aftermath, LaneItem } from '../store/lanes.js';
import type { Notifications } from './notifications.js';
import type { Outbox } from './outbox.js';
export interface AftermathDeps {
    readonly notifications: Pick<Notifications, 'asideWrite' | 'asideNowWrite'>;
    readonly outbox: Pick<Outbox, 'stuckWrite'>;
    readonly holds: Pick<Holds, 'stuckWrite'>;
}
/**
 * What follows when an item becomes a dead letter, so that whatever it was busy with ends, or waits and is tried: a
 * notification that it carries has failed; what waits in the outbox or is held goes on without the message that ended
 * the turn; what was being sent in the place of a refused part has failed.
 */
export declare function aftermath(item: LaneItem, error: Error, { notifications, outbox, holds }: AftermathDeps): Aftermath;
