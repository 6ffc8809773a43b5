import type { Server } from 'restify';
import type { Bank } from './bank.js';
/**
 * The bank's API for its other programs, on the same books: `GET /api/customers/:person` and
 * `GET /api/customers/:person/transactions?from=2026-05-01&to=2026-05-31` (both optional, both included). Amounts are
 * in whole cents. Wrong input is a 400 that names the field. These routes do not authenticate: the server does.
 */
export declare function bankingRoutes(server: Server, { bank }: {
    bank: Bank;
}): void;
