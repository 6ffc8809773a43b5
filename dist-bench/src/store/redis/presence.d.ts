import { Script } from './connection.js';
/** How many lanes one beat frees at most, so that Redis is not blocked for long. */
export declare const mostFreed = 200;
/**
 * '1' if lanes of processes that are gone are to be freed. Shows that the calling process lives. Answers how many lanes
 * were freed; if these are as many as possible, there may be more.
 *
 * The system closes the connections of a process that was killed, and then Redis knows that nobody listens on its
 * channel. A process that is only slow or stopped keeps its connections, and so does, for Redis, a machine that has
 * vanished: their leases have to expire. A process that cannot listen but shows itself is not gone either. If Redis
 * does not tell who listens, as some proxies and access rules do, nobody is gone.
 */
export declare const beatScript: Script;
