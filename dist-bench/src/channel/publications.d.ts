import type { Subscribers } from '../consent/subscribers.js';
import type { Clock } from '../core/clock.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { LaneItem } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import type { Notifications } from './notifications.js';
import { type PublicationPayload } from './payload.js';
import { type Publication, type PublicationNotification, type PublicationReport } from './publication.js';
import { type NotificationState } from './report.js';
import type { Throttle } from './throttle.js';
export interface PublicationsDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly subscribers: Pick<Subscribers, 'of'>;
    readonly notifications: Pick<Notifications, 'check' | 'acceptAll' | 'report'>;
    readonly throttle: Pick<Throttle, 'room' | 'make' | 'isStopped'>;
    /** Which of our numbers is meant. @throws InvalidInputError */
    readonly from: (number: string | undefined) => string;
    /** @throws InvalidInputError for a topic that nobody can sign up for; NotSupportedError if nobody can for anything. */
    readonly checkTopic: (topic: string) => void;
    readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
}
/**
 * Publications: a notification for each of the people who have signed up for a topic. Who they are is written down when
 * it is accepted. Then the items of a lane of the number go through that list: each makes a few notifications, when the
 * pace has room for them, and in the same commit the next item. So each person gets one, whatever is killed.
 */
export declare class Publications {
    #private;
    constructor(deps: PublicationsDeps);
    /**
     * Accepts a publication. It is safe once this resolves.
     *
     * @throws InvalidInputError that names the wrong field. NotificationIdReusedError for an id that another publication
     * has. NotSupportedError if the program does without consent.
     */
    accept(given: Publication): Promise<{
        id: string;
        subscribers: number;
    }>;
    /** Makes the next few notifications, if there is room for them. */
    perform(payload: PublicationPayload, lease: Lease): Promise<void>;
    /** How far a publication has come; `undefined` if the id was never accepted. */
    report(id: string): Promise<PublicationReport | undefined>;
    /**
     * What became of a publication's notifications, as far as they are made; of those in a state, if one is given.
     *
     * @throws InvalidInputError for a state that there is not.
     */
    reports(id: string, state?: NotificationState): AsyncIterableIterator<PublicationNotification>;
}
