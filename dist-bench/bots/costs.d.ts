import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * `GET /api/costs?since=…&until=…&by=…`: what was sent, what it cost, what it would have cost as templates alone, and what
 * the window saved. By default this month, by category. Wrong input: 400 with `{"error", "field"}`.
 */
export declare function costRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'costs'>): void;
