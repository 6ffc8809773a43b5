import type { Request, Response, Server } from 'restify';
import { type ClickatellAdapter, InvalidInputError, parseNotification } from '../src/index.js';

const batchLimit = 1000;

/**
 * `POST /api/notifications` (one, or a batch under `"notifications"`) and `GET /api/notifications/:id`. Accepted: 202.
 * Wrong input: 400 with `{"error", "field"}`. In a batch each has its own result, in order; 207 if they differ.
 */
export function notificationRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'notify' | 'notification'>): void {
  const accept = async (json: unknown) => {
    try {
      const { id } = await adapter.notify(parseNotification(json));
      return { id };
    } catch (error) {
      if (error instanceof InvalidInputError) return { error: error.message, field: error.field };
      throw error;
    }
  };

  server.post('/api/notifications', async (req: Request, res: Response) => {
    const batch: unknown = req.body.notifications;
    if (batch === undefined) {
      const result = await accept(req.body);
      res.send('error' in result ? 400 : 202, result);
      return;
    }
    if (!Array.isArray(batch) || batch.length === 0 || batch.length > batchLimit) {
      res.send(400, {
        error: `notifications: must be an array of 1 to ${batchLimit} notifications`,
        field: 'notifications',
      });
      return;
    }
    const results = await Promise.all(batch.map(accept));
    const wrong = results.filter((result) => 'error' in result).length;
    res.send(wrong === 0 ? 202 : wrong === results.length ? 400 : 207, { notifications: results });
  });

  server.get('/api/notifications/:id', async (req: Request, res: Response) => {
    const report = await adapter.notification(String(req.params.id));
    if (report) res.send(200, report);
    else res.send(404, { error: 'There is no notification with this id.' });
  });
}
