import type { IncomingMessage } from 'node:http';
/** A request of node:http, Express or restify. `body` is the result of a body parser, if one ran. */
export type CallbackRequest = IncomingMessage & {
    body?: unknown;
};
/** The JSON object of a request's body, or the HTTP status that answers it. `reason` quotes nothing of the body. */
export type ReadResult = {
    ok: true;
    value: Record<string, unknown>;
} | {
    ok: false;
    status: 400 | 408 | 413;
    reason: string;
};
/**
 * Reads the body of a callback, as JSON in UTF-8, whatever its content type. If a body parser has already read it, its
 * result is used. Never rejects. At most `limitBytes` are kept in memory; the rest of a longer body is discarded as it
 * arrives, so that the answer can be sent. A body that takes longer than `timeoutMs` is a 408, after which the
 * connection should be closed.
 */
export declare function readJson(request: CallbackRequest, limitBytes?: number, timeoutMs?: number): Promise<ReadResult>;
