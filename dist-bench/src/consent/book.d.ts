import type { Clock } from '../core/clock.js';
import { type Conversation } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { type ConsentChange, type ConsentEvent, type ConsentRecord } from './record.js';
import type { Subscribers } from './subscribers.js';
import type { Keyword } from './words.js';
export interface ConsentBookDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly subscribers: Pick<Subscribers, 'writes'>;
}
/** A keyword that a person has written. */
export interface SaidInChat {
    readonly keyword: Keyword;
    /** The message's id. */
    readonly message: string;
    /** When they wrote it, in epoch ms; `undefined` if the callback does not say. */
    readonly at: number | undefined;
    readonly words: string;
}
/** Signing a person up for a subscription, or off from it. */
export interface SignUp {
    readonly topic: string;
    readonly isSignedUp: boolean;
    readonly until?: number | undefined;
}
/** What every person has allowed each of our numbers, kept for ever: a STOP outlives everything else that is known. */
export declare class ConsentBook {
    #private;
    constructor({ store, clock, subscribers }: ConsentBookDeps);
    /** Not a promise if the store is in this process. */
    read(conversation: Conversation): ConsentRecord | undefined | Promise<ConsentRecord | undefined>;
    /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
    lookWrite(conversation: Conversation, onKnown: (record: ConsentRecord | undefined) => void): Write;
    /**
     * A person has written STOP or START. `alert` tells, when the write is evaluated, which subscription the STOP is an
     * answer to, if it is one: it ends that alone, and the next STOP ends everything.
     */
    saidWrite(conversation: Conversation, said: SaidInChat, alert: () => string | undefined): Write;
    /** What is not said in chat by a keyword: by the program, or by the provider. */
    changeWrite(conversation: Conversation, change: Exclude<ConsentChange, 'signed-up' | 'signed-off'>, { at, ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & {
        readonly at?: number;
    }): Write;
    /** Signs a person up, or off, and keeps the lists of subscribers right. */
    signUpWrites(conversation: Conversation, { topic, isSignedUp, until }: SignUp, { at, ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & {
        readonly at?: number;
    }): Write[];
    commit(writes: readonly Write[]): Promise<void>;
}
