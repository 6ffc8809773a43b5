import type { Server } from 'restify';
import { type ClickatellAdapter, conversationOf } from '../src/index.js';

const unknown = { error: 'There is no dead letter with this id: it was dealt with already, or is older than 30 days.' };

/**
 * `GET /api/deadLetters` tells which items were taken out of their lanes because they kept failing, oldest first, and the
 * error of each; `POST /api/deadLetters/:id/repeat` runs one again, at the end of its lane, and `DELETE /api/deadLetters/:id`
 * deletes one. An unknown id: 404.
 */
export function deadLetterRoutes(
  server: Server,
  adapter: Pick<ClickatellAdapter, 'deadLetters' | 'repeat' | 'discard'>,
): void {
  server.get('/api/deadLetters', async (_req, res) => {
    const letters = await adapter.deadLetters();
    // Without what is in them, which may be what people wrote.
    const shown = letters.map(({ item: { id, lane }, error }) => ({ id, ...conversationOf(lane), error }));
    res.send(200, { deadLetters: shown });
  });
  server.post('/api/deadLetters/:id/repeat', async (req, res) => {
    const id = String(req.params.id);
    if (await adapter.repeat(id)) res.send(202, { id });
    else res.send(404, unknown);
  });
  server.del('/api/deadLetters/:id', async (req, res) => {
    const id = String(req.params.id);
    if (await adapter.discard(id)) res.send(200, { id });
    else res.send(404, unknown);
  });
}
