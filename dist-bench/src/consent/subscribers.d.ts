import { type Conversation } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
/**
 * Who has signed up for a subscription, by our number. A store cannot list its keys, and a row for everybody would be
 * too large to be written again for each person. So people are spread over 4096 rows by a hash, and for each group of
 * rows another row tells which of them there are.
 *
 * It may list people who have written STOP since: whether a message may leave is decided by the consent record alone.
 */
export declare class Subscribers {
    #private;
    constructor(store: Store);
    /**
     * The writes after which a person is, or is not, among the subscribers: `isSignedUp` tells when they are evaluated. They
     * belong into the commit of the consent, behind it. `undefined` changes nothing.
     */
    writes({ business, person }: Conversation, topic: string, isSignedUp: () => boolean | undefined): Write[];
    /** The people who have signed up with one of our numbers, a group at a time, in no order. */
    of(business: string, topic: string): AsyncGenerator<readonly string[]>;
}
