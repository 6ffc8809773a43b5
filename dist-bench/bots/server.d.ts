import type { Logger } from 'pino';
import { type Server } from 'restify';
import { type ClickatellAdapter, type Store } from '../src/index.js';
import type { Metrics } from './metrics.js';
export interface ServerOptions {
    readonly adapter: ClickatellAdapter;
    readonly store: Store;
    readonly metrics: Metrics;
    readonly log: Logger;
    /** The bearer token of everything under `/api` except the callbacks. Without it, the API is closed. */
    readonly apiToken: string | undefined;
    /** Whether this machine alone can reach the server. Others need the token for the metrics, too. Default false. */
    readonly isLocal?: boolean | undefined;
    /** The bots' own routes under `/api`. */
    readonly routes: readonly ((server: Server) => void)[];
}
/** The HTTP server of the bots: the callbacks, the API behind its token, health and metrics. */
export declare function createServer(parts: ServerOptions): Server;
