import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * `GET /api/held?to=` tells what is held for a person until they write, in order; `DELETE /api/held?to=&id=` or `&key=`
 * takes it back. Both are about all of our numbers unless one is named (`from`). Wrong input: 400 with `{"error", "field"}`.
 */
export declare function heldRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'held' | 'cancelHeld'>): void;
