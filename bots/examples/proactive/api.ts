import {
  type ClickatellAdapter,
  ClickatellAdapterError,
  holdWith,
  NotificationIdReusedError,
  template,
} from 'botbuilder-adapter-clickatell';
import express, { type NextFunction, type Request, type Response, Router } from 'express';

/** What a help desk calls, with `token` as the bearer token. Without a token, nobody may. */
export function ticketApi(adapter: ClickatellAdapter, token: string | undefined): Router {
  const api = Router();

  api.use((req, res, next) => {
    if (token && req.get('authorization') === `Bearer ${token}`) next();
    else res.status(401).json({ error: 'The bearer token is missing or wrong.' });
  }, express.json());

  // A text while the window is open, otherwise the template. The same ticket again is the same notification.
  api.post('/tickets/:id/resolved', async (req, res) => {
    const { to, name = 'there', summary = 'done' } = req.body ?? {};
    const ticket = req.params.id;
    const { id } = await adapter.notify({
      to,
      text: `${ticket} is resolved: ${summary}. Is it solved?`,
      choices: ['Solved', 'Not solved'],
      template: template('ticket_resolved', { name, ticket, summary }),
      id: `ticket-${ticket}-resolved`,
    });
    res.status(202).json({ id });
  });

  // What fits no template is held until the person writes. A newer note of the ticket takes its place.
  api.post('/tickets/:id/notes/:note', async (req, res) => {
    const { to, text } = req.body ?? {};
    const ticket = req.params.id;
    const { id } = await adapter.notify({
      to,
      text,
      whenClosed: holdWith(undefined, { key: ticket }),
      id: `ticket-${ticket}-note-${req.params.note}`,
    });
    res.status(202).json({ id });
  });

  api.get('/notifications/:id', async (req, res) => {
    const report = await adapter.notification(req.params.id);
    if (report) res.json(report);
    else res.status(404).json({ error: 'There is no such notification.' });
  });

  api.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof NotificationIdReusedError) res.status(409).json({ error: error.message });
    else if (error instanceof ClickatellAdapterError) res.status(400).json({ error: error.message });
    else next(error);
  });

  return api;
}
