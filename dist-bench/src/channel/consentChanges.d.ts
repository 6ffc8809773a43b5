import type { ConsentBook } from '../consent/book.js';
import type { ConsentGate } from '../consent/gate.js';
import { type ConsentChange, type ConsentEvent, type ConsentRecord } from '../consent/record.js';
import type { TopicCatalog } from '../consent/topics.js';
import type { Clock } from '../core/clock.js';
import { type Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Holds } from '../holds/holds.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { LaneItem } from '../store/lanes.js';
import { type WindowTracker } from '../window/tracker.js';
import type { FollowUps } from './followUps.js';
import type { Outbox } from './outbox.js';
import { type ConsentPayload } from './payload.js';
import type { TurnPort } from './port.js';
/** The `value` of the event `clickatell/consent`. */
export interface ConsentChanged {
    /** What has changed, in order. */
    readonly changes: readonly Pick<ConsentEvent, 'at' | 'change' | 'topic' | 'source'>[];
}
export interface ConsentChangesDeps<Logic> {
    readonly book: ConsentBook;
    readonly gate: ConsentGate;
    readonly topics: TopicCatalog;
    readonly clock: Clock;
    readonly tracker: WindowTracker;
    readonly ledger: Pick<Ledger, 'find'>;
    readonly holds: Pick<Holds, 'dropDenied'>;
    readonly outbox: Pick<Outbox, 'dropDenied'>;
    readonly followUps: () => Pick<FollowUps, 'dropDenied'>;
    readonly port: Pick<TurnPort<Logic>, 'run'>;
    readonly observe?: Observer | undefined;
}
/** What a person's message says of their consent, if it is a word such as STOP. */
export interface SaidOfConsent {
    /** What it has changed; nothing if the same was said before. */
    readonly events: readonly ConsentEvent[];
}
/** Takes in what changes a person's consent, and does what follows from it in the conversation's lane. */
export declare class ConsentChanges<Logic> {
    #private;
    constructor(deps: ConsentChangesDeps<Logic>);
    /** Runs the handler after each change, in a turn of its own. */
    on(handler: Logic): void;
    /**
     * The writes of a person's STOP or START, for the commit in which their message is accepted: from then on nothing
     * leaves that they did not ask for. To be evaluated before the message counts for the window.
     */
    saidWrites(message: InboundMessage): Promise<Write[]>;
    /** What the message has said of the person's consent; `undefined` if it is for the bot. */
    saidIn(message: InboundMessage): Promise<SaidOfConsent | undefined>;
    /** The writes for what the provider tells of a person, and the item that does what follows. */
    provider(conversation: Conversation, change: Extract<ConsentChange, 'stopped' | 'marketing-stopped'>, message: string): {
        readonly write: Write;
        readonly item: LaneItem;
    };
    /** What follows from a change, in the conversation's lane. */
    perform({ changes }: ConsentPayload, conversation: Conversation, lease: Lease): Promise<void>;
    /**
     * Drops what is held, waits or is scheduled and not allowed any more. Resolves with how many messages still wait in the
     * outbox: answers.
     */
    drop(conversation: Conversation, lease: Lease): Promise<number>;
    /** Tells the bot, in a turn of its own. */
    tell(conversation: Conversation, events: ConsentChanged['changes'], lease: Lease, cause: string): Promise<void>;
}
/** The item that does what follows from a change. */
export declare function itemOf(conversation: Conversation, changes: ConsentChanged['changes']): LaneItem;
/** The changes that a record has and an earlier one had not. */
export declare function newIn(before: ConsentRecord | undefined, record: ConsentRecord | undefined): ConsentChanged['changes'];
/** Whether a person may sign up for one more. */
export declare function hasRoom(record: ConsentRecord | undefined): boolean;
