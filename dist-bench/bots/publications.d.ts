import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * `POST /api/publications` `{"topic", "from"?, "text"?, "template"?, "whenClosed"?, "id"?}` tells everybody who has signed
 * up: 202 with `{"id", "subscribers"}`; wrong input is 400 with `{"error", "field"}`, and an id that another publication
 * has is 409. `GET /api/publications/:id` tells how far it has come, and `GET /api/publications/:id/notifications?state=…`
 * what became of it for each person, as JSON lines.
 */
export declare function publicationRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'publish' | 'publication' | 'publicationReports'>): void;
