import type { IncomingMessage, ServerResponse } from 'node:http';
/** What a route answers. */
export interface Answer {
    readonly status: number;
    readonly json?: unknown;
    readonly bytes?: Buffer;
    readonly headers?: Readonly<Record<string, string>>;
    /** Instead of answering, ends the connection or keeps it open forever. */
    readonly instead?: 'destroy' | 'hang';
    /** Runs after the answer was written, or after what was done instead. */
    readonly after?: () => void;
}
/** The answer to a request that fails as a whole. */
export declare function wireFailure(error: {
    code: number;
    http: number;
    description: string;
}, status?: number): Answer;
export declare function write(res: ServerResponse, answer: Answer): void;
/** The request's body; `undefined` if it is longer than the limit. The rest is then read and discarded. */
export declare function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer | undefined>;
/** The body as JSON; `undefined` if it is not JSON. */
export declare function jsonOf(body: Buffer): unknown;
/** Percent-encoded text, decoded; returned as it is if it is not well-formed. */
export declare function decoded(text: string): string;
