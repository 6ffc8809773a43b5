/**
 * Posts JSON. Resolves with the answer's HTTP status after its body was read and discarded. A URL's `user:password` is
 * sent as HTTP Basic. Redirects are not followed. Rejects if no complete answer comes.
 */
export declare function post(url: URL, body: string, signal: AbortSignal): Promise<number>;
