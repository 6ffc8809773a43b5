import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * `GET /api/decisions?to=…&since=…&from=…`: why the messages to a person left as they did, or did not, as JSON lines in
 * the order of time. Without `from`, those of all our numbers; without `since`, all that are kept. Wrong input: 400 with
 * `{"error", "field"}`.
 */
export declare function decisionRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'decisions' | 'reference'>): void;
