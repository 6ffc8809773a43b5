import type { IncomingHttpHeaders } from 'node:http';
/** Whether a request carries the secret. */
export type Authenticate = (request: {
    readonly url?: string | undefined;
    readonly headers: IncomingHttpHeaders;
}) => boolean;
/** Written in place of a secret, it admits every callback. */
export declare const noSecret = "none";
/**
 * What is wrong with a secret, as a sentence; `undefined` for nothing. A setting that nobody has set must not open the
 * door to everybody, so only the word `none` does.
 */
export declare function secretFault(secret: string | undefined): string | undefined;
/**
 * Makes the check whether a callback has the secret: as `?key=…` in its URL, or as the password of HTTP Basic (any user,
 * UTF-8). Clickatell does not sign callbacks, so the secret is all that distinguishes them from a stranger's. The
 * comparison takes constant time. With `none` in place of a secret every callback passes. Never throws.
 */
export declare function authenticator(secret: string): Authenticate;
