import type { Reply } from './http.js';
import { type WireError, type WireMessage } from './wire.js';
/** The outcome of one try to send a message. */
export type Outcome = {
    kind: 'accepted';
    apiMessageId: string;
}
/** Refused for good. */
 | {
    kind: 'refused';
    code: number | undefined;
    description: string;
    http?: number | undefined;
}
/** Certainly not accepted this time; another try may succeed. `description`: the provider's words, if it is in them. */
 | {
    kind: 'later';
    code?: number | undefined;
    problem: string;
    description?: string | undefined;
    cause?: unknown;
}
/** It may have been accepted, so another try could send it twice. */
 | {
    kind: 'unknown';
    problem: string;
    http?: number | undefined;
    cause?: unknown;
};
/** The outcome of each message of a request, in the order of `messages`. */
export declare function classify(messages: readonly WireMessage[], reply: Reply): Outcome[];
/** An answer's error as an outcome. An error with a code means that Clickatell itself did not accept the message. */
export declare function classifyError(error: WireError, status: number): Outcome;
/**
 * What an HTTP status means if the answer has no error of Clickatell's. A proxy can answer 5xx even if the request
 * reached the server behind it, so a 5xx leaves the outcome unknown. Requests with a 4xx, also 429, got no further.
 */
export declare function classifyStatus(status: number, words?: string): Outcome;
/** The error for an outcome other than `accepted`. */
export declare function errorOf(outcome: Exclude<Outcome, {
    kind: 'accepted';
}>): Error;
