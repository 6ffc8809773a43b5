import type { Clock } from '../../core/clock.js';
import type { Conversation } from '../../core/conversation.js';
import { type Answer } from '../http.js';
import type { ChatMessage } from '../people/chatMessage.js';
import type { ServiceWindow } from '../provider/serviceWindow.js';
import type { EventLog } from './events.js';
import type { Explained } from './explain.js';
/** One try to deliver a callback. */
export interface CallbackTry {
    readonly to: Conversation;
    readonly event: string;
    readonly body: string;
    /** Without secrets. */
    readonly url: string;
    /** From 1. */
    readonly attempt: number;
    /** 0 if no answer came. */
    readonly status: number;
    /** How long the answer took, ms of real time. */
    readonly ms: number;
}
/**
 * All that is known of a message: the answer to `GET /_emulator/wire/:id`. Times are ISO 8601, by the emulator's clock.
 */
export interface WireView {
    messageId: string | null;
    clientMessageId: string | null;
    business: string | null;
    person: string | null;
    /** The window as the emulator saw it when the message arrived; null for what persons say. */
    window: {
        state: string;
        closesAt: string | null;
    } | null;
    explanation: Explained | null;
    /** Every request that carried it, oldest first: only its own entry, and the answer to that. Status 0: no answer. */
    sends: {
        at: string;
        ms: number;
        status: number;
        batch: number;
        request: unknown;
        answer: unknown;
    }[];
    /** Every try to tell the program of it, oldest first. */
    callbacks: {
        at: string;
        ms: number;
        event: string;
        attempt: number;
        status: number;
        url: string;
        body: unknown;
    }[];
}
/** What went over the wire lately. Bodies are kept as they are, and parsed only when somebody asks. */
export declare class WireLog {
    #private;
    constructor(clock: Clock, events: EventLog);
    /** Records a request and its answer. `ms` is how long the answer took, in real time. */
    exchanged(business: string, body: Buffer, answer: Answer, ms: number): void;
    tried(one: CallbackTry): void;
    /** Keeps the window as it was when a message arrived. */
    arrived(messageId: string, window: ServiceWindow): void;
    clear(): void;
    /** What is kept of a message, by either of its ids; `undefined` if nothing is. */
    of(id: string, message: ChatMessage | undefined, explained: Explained | undefined): WireView | undefined;
}
