import type { Request } from 'restify';
/** @throws InvalidInputError for a field that there is not: without it, the answer would be about more than was asked. */
export declare function knownFields(req: Request, names: readonly string[]): void;
/** A value of the query; `undefined` if it is not there or empty. @throws InvalidInputError if it is there twice. */
export declare function optionalIn(req: Request, field: string): string | undefined;
/** @throws InvalidInputError */
export declare function textIn(req: Request, field: string): string;
/** A time of the query, in ISO 8601 or in epoch ms. @throws InvalidInputError, also for a time in seconds. */
export declare function timeIn(req: Request, field: string): number | undefined;
