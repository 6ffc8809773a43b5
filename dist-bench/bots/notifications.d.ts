import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * `POST /api/notifications` (one, or a batch under `"notifications"`) and `GET /api/notifications/:id`. Accepted: 202.
 * Wrong input: 400 with `{"error", "field"}`, and 409 for an id that another notification has or that cannot be sent
 * again. In a batch each has its own result, in order; 207 if they differ.
 */
export declare function notificationRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'notify' | 'notification'>): void;
