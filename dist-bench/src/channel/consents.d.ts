import type { ConsentBook } from '../consent/book.js';
import type { ConsentEvent, Subscription } from '../consent/record.js';
import type { TopicCatalog } from '../consent/topics.js';
import { type Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { LaneItem } from '../store/lanes.js';
/** A change of what a person allows, with where it comes from. */
export interface ConsentInput {
    /** The person: an international number, or an opaque user id. */
    readonly to: string;
    /** Our number that it is about; the default is the adapter's first. */
    readonly from?: string | undefined;
    /** How we know, in short: "web form", "call centre", "import 2026-11". */
    readonly source: string;
    /** Subscriptions by name, such as `flight:SA204`: `true` signs the person up, `false` off. */
    readonly topics?: Readonly<Record<string, boolean>> | undefined;
    /** `true` is a STOP, `false` takes it back. */
    readonly stopped?: boolean | undefined;
    /** When the sign-ups end by themselves, in epoch ms. */
    readonly until?: number | undefined;
    /** When the person said so, in epoch ms. Default: now. A sign-up that is older than a STOP does not undo it. */
    readonly at?: number | undefined;
    /** The words in which they said so. */
    readonly words?: string | undefined;
}
/** Whose consent: `from` is our number, by default each of ours. */
export interface ConsentOf {
    readonly to: string;
    readonly from?: string | undefined;
}
/** What a person allows one of our numbers. Times in epoch ms. */
export interface ConsentReport {
    readonly person: string;
    /** Our number. */
    readonly from: string;
    /** The STOP in force. */
    readonly stopped?: {
        readonly at: number;
        readonly source: string;
    };
    /** The person has stopped marketing in WhatsApp. */
    readonly marketingStopped?: {
        readonly at: number;
        readonly source: string;
    };
    readonly topics: readonly (Pick<Subscription, 'state' | 'at' | 'source' | 'words' | 'until'> & {
        readonly topic: string;
        readonly title: string;
    })[];
    /** Oldest first. */
    readonly history: readonly Omit<ConsentEvent, 'message'>[];
}
export interface ConsentsDeps {
    readonly book: ConsentBook;
    readonly topics: TopicCatalog;
    readonly clock: Clock;
    readonly isOn: boolean;
    readonly numbers: readonly string[];
    /** @throws InvalidInputError */
    readonly conversationFor: (to: string, from: string | undefined) => Conversation;
    readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
}
/** People's consent, for programs. In chat, the channel and `AlertsDialog` take it. */
export declare class Consents {
    #private;
    constructor(deps: ConsentsDeps);
    /** What people can sign up for. */
    get topics(): TopicCatalog;
    /** What a person allows one of our numbers (`from`; by default the first). */
    of({ to, from }: ConsentOf): Promise<ConsentReport>;
    /** The same, for each of our numbers. */
    all(to: string): Promise<ConsentReport[]>;
    /**
     * Changes what a person allows. Once it resolves, it holds: what waits to be sent on our own account is judged by it,
     * and what is held or scheduled and not allowed any more is dropped.
     *
     *     await adapter.consent.change({ to, source: 'web form', topics: { 'flight:SA204': true } });
     *
     * @throws InvalidInputError that names the wrong field.
     */
    change(given: ConsentInput): Promise<ConsentReport>;
    /**
     * Takes in what another system knows, each with its own time (`at`), so that a sign-up which is older than a STOP does
     * not undo it. All are checked before the first is written.
     *
     * @throws InvalidInputError that names the wrong field of the first wrong one, as `3.at`.
     */
    import(all: readonly ConsentInput[]): Promise<{
        readonly imported: number;
    }>;
}
/**
 * Parses the JSON form of a change: the fields of a `ConsentInput`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export declare function parseConsent(json: unknown): ConsentInput;
