/**
 * What happened to a person's consent. `stopped`: they want no messages on our own account any more; `started`: they take
 * that back. `marketing-stopped`: they have stopped a business's marketing in WhatsApp itself.
 */
export declare const consentChanges: readonly ['stopped', 'started', 'signed-up', 'signed-off', 'marketing-stopped', 'marketing-started'];
export type ConsentChange = (typeof consentChanges)[number];
/** One entry of the history: when, what, how, and in which words. */
export interface ConsentEvent {
    /** In epoch ms. What a person wrote has the time at which they wrote it. */
    readonly at: number;
    readonly change: ConsentChange;
    /** The subscription, if it is about one, such as `flight:SA204`. */
    readonly topic?: string | undefined;
    /** How we know: `chat`, `provider`, or what the program says, such as "web form". */
    readonly source: string;
    /** The person's own words. */
    readonly words?: string | undefined;
    /** The message in which they said it, by its id. */
    readonly message?: string | undefined;
}
/** A person's sign-up for a subscription, or their sign-off. */
export interface Subscription {
    readonly state: 'signed-up' | 'signed-off';
    readonly at: number;
    readonly source: string;
    readonly words?: string | undefined;
    /** When the sign-up ends by itself, in epoch ms. */
    readonly until?: number | undefined;
    /** It ended with a STOP to an alert, so START takes it up again. */
    readonly byStop?: true | undefined;
}
/** A STOP in force. */
export interface Stop {
    readonly at: number;
    readonly source: string;
}
/** What a person has allowed one of our numbers. */
export interface ConsentRecord {
    readonly stopped?: Stop;
    readonly marketingStopped?: Stop;
    /** When START was last said, in epoch ms: an older STOP that comes late changes nothing. */
    readonly startedAt?: number;
    readonly topics?: Readonly<Record<string, Subscription>>;
    /** Oldest first. */
    readonly history: readonly ConsentEvent[];
}
/** A person can be signed up for so many subscriptions at once. */
export declare const mostSubscriptions = 500;
/** What a message on our own account needs the person to have allowed. */
export interface Need {
    readonly topic?: string | undefined;
    readonly isMarketing?: boolean | undefined;
}
/** Why a message may not be sent. */
export type Denial = 'stopped' | 'not-signed-up' | 'marketing-stopped';
/**
 * The rule of consent, for messages on our own account. One on a topic needs a sign-up that is in force and later than
 * the last STOP. One without a topic is about the person's own business, and needs none, but obeys STOP.
 */
export declare function denialOf(record: ConsentRecord | undefined, { topic, isMarketing }: Need, now: number): Denial | undefined;
export declare function isInForce({ state, until }: Subscription, now: number): boolean;
/** The record after an event. The same record if the event changes nothing: it is known, or a later one counts. */
export declare function after(record: ConsentRecord | undefined, event: ConsentEvent, { until, byStop, now }?: {
    until?: number | undefined;
    byStop?: true;
    now?: number;
}): ConsentRecord;
/** The subscriptions that are in force, by name. */
export declare function inForce(record: ConsentRecord | undefined, now: number): string[];
