import { pipeline } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import {
  type ClickatellAdapter,
  InvalidInputError,
  NotificationIdReusedError,
  notificationStates,
  type PublicationNotification,
  parsePublication,
} from '../src/index.js';
import { knownFields, optionalIn } from './query.js';

const unknown = { error: 'There is no publication with this id.' };

/**
 * `POST /api/publications` `{"topic", "from"?, "text"?, "template"?, "whenClosed"?, "id"?}` tells everybody who has signed
 * up: 202 with `{"id", "subscribers"}`; wrong input is 400 with `{"error", "field"}`, and an id that another publication
 * has is 409. `GET /api/publications/:id` tells how far it has come, and `GET /api/publications/:id/notifications?state=…`
 * what became of it for each person, as JSON lines.
 */
export function publicationRoutes(
  server: Server,
  adapter: Pick<ClickatellAdapter, 'publish' | 'publication' | 'publicationReports'>,
): void {
  server.post('/api/publications', async (req: Request, res: Response) => {
    try {
      res.send(202, await adapter.publish(parsePublication(req.body)));
    } catch (error) {
      tellWrong(res, error);
    }
  });

  server.get('/api/publications/:id', async (req: Request, res: Response) => {
    const report = await adapter.publication(String(req.params.id));
    if (report) res.send(200, report);
    else res.send(404, unknown);
  });

  server.get('/api/publications/:id/notifications', async (req: Request, res: Response) => {
    const id = String(req.params.id);
    let reports: AsyncIterableIterator<PublicationNotification>;
    try {
      knownFields(req, ['state']);
      const given = optionalIn(req, 'state');
      const state = notificationStates.find((each) => each === given);
      if (state !== given) throw new InvalidInputError('state', `must be one of ${notificationStates.join(', ')}`);
      reports = adapter.publicationReports(id, { state });
    } catch (error) {
      tellWrong(res, error);
      return;
    }
    if (!(await adapter.publication(id))) {
      res.send(404, unknown);
      return;
    }
    // The first is waited for: whether the store answers is known before the answer has begun.
    const first = await reports.next();
    res.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
    // If the store fails now, or the reader goes, the connection breaks: half an answer must not look like a whole one.
    await pipeline(linesOf(first, reports), res).catch(() => {});
  });
}

async function* linesOf(first: IteratorResult<PublicationNotification>, more: AsyncIterable<PublicationNotification>) {
  if (first.done) return;
  yield `${JSON.stringify(first.value)}\n`;
  for await (const report of more) yield `${JSON.stringify(report)}\n`;
}

function tellWrong(res: Response, error: unknown): void {
  if (error instanceof InvalidInputError) res.send(400, { error: error.message, field: error.field });
  else if (error instanceof NotificationIdReusedError) res.send(409, { error: error.message, field: 'id' });
  else throw error;
}
