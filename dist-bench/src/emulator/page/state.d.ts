import type { Conversation } from '../../core/conversation.js';
import type { Template } from '../../templates/catalog.js';
import type { Explained } from '../control/explain.js';
import { type ThreadMessage } from '../people/view.js';
import type { World } from '../world.js';
/** The chat of a number and a person. */
export interface ThreadView {
    /** Events with greater ids are not included yet. */
    lastEventId: number;
    /** Oldest first. */
    messages: ThreadMessage[];
    /** What the program decided not to send. */
    unsent: Explained[];
}
export interface PhoneSummary {
    from: string;
    name: string | null;
    on: boolean;
    reads: boolean;
    onWhatsApp: boolean;
    chats: {
        to: string;
        closesAt: string | null;
        last: ThreadMessage | null;
    }[];
}
/** Everything but the chats' contents. */
export interface PageState {
    lastEventId: number;
    now: string;
    offsetMs: number;
    url: string;
    numbers: {
        number: string;
        name: string;
        calledBack: boolean;
        templates: readonly Template[];
    }[];
    phones: PhoneSummary[];
    faults: {
        left: Readonly<Record<string, number>>;
        kinds: Readonly<Record<string, string>>;
    };
    program: {
        name: string;
        apiUrl: string;
        tickets: boolean;
        decisions: boolean;
        costs: boolean;
    } | null;
}
/** What a page needs at first. The events after `lastEventId` keep it up to date. */
export declare function pageState(world: World): PageState;
/** One chat, whole. */
export declare function thread(world: World, pair: Conversation): ThreadView;
