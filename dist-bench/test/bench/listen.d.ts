import type { Server } from 'node:http';
/** Listens on a free port of the loopback; resolves with the URL. */
export declare function listen(server: Server): Promise<string>;
/** The URL of what `server.address()` says. */
export declare function urlOf(address: ReturnType<Server['address']>): string;
