import type { Dispatcher } from 'undici';
/** How one HTTP request ended, and above all whether any of it can have reached the provider. */
export type Exchanged = {
    kind: 'answer';
    status: number;
    text: string;
}
/** Certainly not written, because there was no connection. */
 | {
    kind: 'unsent';
    problem: string;
    cause: Error;
}
/** Written, at least in part, without a complete answer. */
 | {
    kind: 'lost';
    problem: string;
    cause: Error;
};
/**
 * Makes one request, within `timeoutMs` from now to the answer's last byte. Never rejects.
 *
 * Error codes do not distinguish "not sent" from "sent, no answer": ECONNRESET can be either. undici's dispatcher does:
 * it calls `onRequestStart` when there is a connection, right before the first byte is written to it.
 *
 * `leaves` is called at that moment, in the same tick. If it throws, nothing is written.
 */
export declare function exchange(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions, timeoutMs: number, leaves?: () => void): Promise<Exchanged>;
