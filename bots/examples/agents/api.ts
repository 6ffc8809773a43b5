import {
  ClickatellAdapterError,
  type ClickatellAgentsAdapter,
  InvalidInputError,
  parseReply,
} from 'botbuilder-adapter-clickatell/agents';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { resolvedNotification } from './agent.js';
import type { Tickets } from './tickets.js';

/** What the desk does over HTTP, with `token` as the bearer token. Without a token, nobody may. */
export function deskApi(adapter: ClickatellAgentsAdapter, tickets: Tickets, token: string | undefined): Router {
  const api = Router();

  api.use((req, res, next) => {
    if (token && req.get('authorization') === `Bearer ${token}`) next();
    else res.status(401).json({ error: 'The bearer token is missing or wrong.' });
  }, express.json());

  api.post('/tickets/:id/resolve', async (req, res) => {
    const resolution: unknown = req.body?.resolution;
    if (typeof resolution !== 'string' || !resolution.trim())
      throw new InvalidInputError('resolution', 'must be a text');
    const ticket = await tickets.change(req.params.id, { state: 'resolved', resolution: resolution.trim() });
    if (!ticket) return void res.status(404).json({ error: 'There is no such ticket.' });
    res.status(202).json({ ticket, notification: (await adapter.notify(resolvedNotification(ticket))).id });
  });

  // The conversations that a human has been asked for.
  api.get('/conversations', async (_, res) => void res.json(await adapter.desk.conversations()));

  api.post('/conversations/:id/reply', async (req, res) => {
    res.status(202).json(await adapter.desk.reply(req.params.id, parseReply(req.body)));
  });

  api.post('/conversations/:id/close', async (req, res) => {
    await adapter.desk.close(req.params.id);
    res.sendStatus(204);
  });

  api.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof ClickatellAdapterError) res.status(400).json({ error: error.message });
    else next(error);
  });

  return api;
}
