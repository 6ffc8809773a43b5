import { InvalidInputError, NotificationIdReusedError, NotificationUnsettledError, parseNotification, } from '../src/index.js';
const batchLimit = 1000;
/**
 * `POST /api/notifications` (one, or a batch under `"notifications"`) and `GET /api/notifications/:id`. Accepted: 202.
 * Wrong input: 400 with `{"error", "field"}`, and 409 for an id that another notification has or that cannot be sent
 * again. In a batch each has its own result, in order; 207 if they differ.
 */
export function notificationRoutes(server, adapter) {
    const accept = async (json) => {
        try {
            const { id } = await adapter.notify(parseNotification(json));
            return { status: 202, body: { id } };
        }
        catch (error) {
            if (error instanceof InvalidInputError) {
                return { status: 400, body: { error: error.message, field: error.field } };
            }
            if (error instanceof NotificationIdReusedError || error instanceof NotificationUnsettledError) {
                return { status: 409, body: { error: error.message, field: 'id' } };
            }
            throw error;
        }
    };
    server.post('/api/notifications', async (req, res) => {
        const batch = req.body.notifications;
        if (batch === undefined) {
            const { status, body } = await accept(req.body);
            res.send(status, body);
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
        const [status = 202, ...others] = new Set(results.map((result) => result.status));
        res.send(others.length === 0 ? status : 207, { notifications: results.map(({ body }) => body) });
    });
    server.get('/api/notifications/:id', async (req, res) => {
        const report = await adapter.notification(String(req.params.id));
        if (report)
            res.send(200, report);
        else
            res.send(404, { error: 'There is no notification with this id.' });
    });
}
