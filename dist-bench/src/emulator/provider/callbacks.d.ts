import { type Conversation } from '../../core/conversation.js';
import type { EventLog } from '../control/events.js';
import type { CallbackTry } from '../control/wireLog.js';
import type { Faults } from './faults.js';
export interface CallbackOptions {
    faults: Faults;
    events: EventLog;
    /** Where an integration's callbacks go. Called for each try, because the receiver may have moved. */
    urlOf: (business: string) => string | undefined;
    /** Called after every try. */
    tried?: (one: CallbackTry) => void;
    /** The delay between the first try and the second, which then doubles. Default 100. */
    firstDelayMs?: number;
    /** Default 5,000. */
    longestDelayMs?: number;
    /** Default 20. */
    tries?: number;
    /** How long an answer may take. Default 10,000. */
    timeoutMs?: number;
    /** How long a late callback waits to be overtaken by another one. Default 1,000. */
    lateMs?: number;
}
/**
 * Delivers callbacks as Clickatell does. A 2xx ends it, a redirect is neither followed nor retried, anything else is
 * tried again with growing delays, in real time. The callbacks of one conversation go out one after the other.
 */
export declare class Callbacks {
    #private;
    constructor(options: CallbackOptions);
    /** Queues a callback. Resolves with the HTTP status of the first try, or 0 if there was no answer or will be none. */
    send(to: Conversation, event: string, body: unknown): Promise<number>;
    /** Resolves once no callback is under way or waiting. */
    idle(): Promise<void>;
    /** Drops everything that waits, and ends what is under way. */
    drop(): void;
}
