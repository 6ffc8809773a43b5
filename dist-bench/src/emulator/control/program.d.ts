import type { Answer } from '../http.js';
/** The program behind the numbers, if it has an API for notifications. The page has a form for it. */
export interface Program {
    /** What the page calls it. */
    readonly name: string;
    /** Where its API answers, without the `/api`. */
    readonly apiUrl: string;
    /** Bearer token of the API. The page shows it only on request. */
    readonly token: string;
    /** Whether it has `GET /api/tickets` and `POST /api/tickets/:id/resolve`. */
    readonly tickets?: boolean;
    /** Whether it has `GET /api/decisions?to=…&from=…`, JSON lines that each have a `sentence`. */
    readonly decisions?: boolean;
    /** Whether it has `GET /api/costs?by=…`. */
    readonly costs?: boolean;
}
export declare function checkProgram({ apiUrl }: Program): void;
/** Calls the program's API for the page, because a browser may not. `path` is what follows `/_emulator/program/`. */
export declare function callProgram(program: Program | undefined, method: string, path: string, search: string, body: Buffer): Promise<Answer>;
