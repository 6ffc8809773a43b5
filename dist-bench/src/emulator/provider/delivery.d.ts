import type { Clock } from '../../core/clock.js';
import type { EventLog } from '../control/events.js';
import type { ChatMessage } from '../people/chatMessage.js';
import type { Chats } from '../people/chats.js';
import type { Callbacks } from './callbacks.js';
import type { Faults } from './faults.js';
import type { Integrations } from './integrations.js';
import { type EmulatedStatus } from './status.js';
interface DeliveryOptions {
    clock: Clock;
    chats: Chats;
    integrations: Integrations;
    callbacks: Callbacks;
    faults: Faults;
    events: EventLog;
}
/** Takes accepted messages to the phones, and reports each step: sent, delivered, read, or why not. */
export declare class Delivery {
    #private;
    constructor(options: DeliveryOptions);
    /** Wraps `work`, so that it counts as still to come until it has been called. */
    hold(work: () => void): () => void;
    /** Resolves once no status is still to come and no callback waits. */
    settled(): Promise<void>;
    /** Begins to deliver an accepted message. If it has a `failure`, that is its only status. */
    begin(message: ChatMessage, failure?: EmulatedStatus): void;
    /** Delivers what waits for a phone, in order: it was turned on, or its owner reads again. */
    catchUp(person: string): void;
}
export {};
