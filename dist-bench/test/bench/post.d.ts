import type { Pool } from 'undici';
/** POSTs JSON; resolves with the answer's status once the answer is whole, whatever it says. */
export declare function post(pool: Pool, path: string, body: string): Promise<number>;
