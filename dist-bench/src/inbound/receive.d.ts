import type { ServerResponse } from 'node:http';
import type { Authenticate } from './authenticate.js';
import { type CallbackRequest, type ReadResult } from './read.js';
/** A callback's envelope, or the HTTP status and the reason for which the request is refused. */
export type Received = ReadResult | {
    readonly ok: false;
    readonly status: 401;
    readonly reason: string;
};
/** Authenticates and reads a callback. The body is not read before the secret was checked. */
export declare function receive(request: CallbackRequest, authenticate: Authenticate): Promise<Received>;
/** Answers a callback. Clickatell reads only the status; the body is for people who try the URL by hand. */
export declare function answer(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void;
