import type { Observer } from '../core/observe.js';
/** The result of a request. `body` is the parsed JSON; `undefined` if the answer is not JSON. */
export type Reply = {
    kind: 'answer';
    status: number;
    body: unknown;
} | {
    kind: 'unsent' | 'lost';
    problem: string;
    cause: Error | undefined;
};
export interface HttpOptions {
    apiKey: string;
    baseUrl: string;
    connections: number;
    timeoutMs: number;
    observe?: Observer | undefined;
}
/** HTTP requests to the provider: JSON both ways (except for uploads), the key in a header, connections kept alive. */
export declare class Http {
    #private;
    constructor({ apiKey, baseUrl, connections, timeoutMs, observe }: HttpOptions);
    /**
     * One request, without retries. `messages` is for the observer. `leaves`: see `exchange`. Never rejects because of the
     * network or the provider.
     */
    request(method: 'GET' | 'POST', path: string, body?: unknown, messages?: number, leaves?: () => void): Promise<Reply>;
    /** Posts the bytes of a file, otherwise as `request`. `timeoutMs` is for this one try. */
    upload(path: string, bytes: Uint8Array, contentType: string, timeoutMs: number): Promise<Reply>;
    /** Lets the requests under way end, then closes the connections. */
    close(): Promise<void>;
}
/** Parses an answer. Descriptions end up in errors and logs, so the key and numbers are removed from them. */
export declare function parseAnswer(text: string, apiKey: string): unknown;
