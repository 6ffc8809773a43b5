import type { Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import { type ConsentError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { ConsentBook } from './book.js';
import { type ConsentRecord, type Denial, type Need } from './record.js';
import type { TopicCatalog } from './topics.js';
export interface ConsentGateDeps {
    readonly book: ConsentBook;
    readonly topics: TopicCatalog;
    readonly clock: Clock;
}
/** A message that the person's consent does not allow. */
export interface Denied {
    readonly denial: Denial;
    readonly error: ConsentError;
}
/** Lets through what a person has allowed, and says why it does not. */
export declare class ConsentGate {
    #private;
    constructor(deps: ConsentGateDeps);
    /** Why the message may not be sent now; `undefined` if it may. */
    denied(conversation: Conversation, need: Need): Promise<Denied | undefined>;
    /** The same, of a record that is known. */
    judge(record: ConsentRecord | undefined, need: Need): Denied | undefined;
    /** See `ConsentBook.lookWrite`. */
    lookWrite(conversation: Conversation, onKnown: (record: ConsentRecord | undefined) => void): Write;
}
