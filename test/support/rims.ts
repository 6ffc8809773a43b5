import { once } from 'node:events';
import { createServer, Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import restify from 'restify';
import type { CallbackRequest, FetchOptions } from '../../src/index.js';

/** What a rim needs of an adapter, whatever its host is. */
export interface Served {
  process(request: CallbackRequest, response: ServerResponse): Promise<void>;
  fetch(request: Request, options?: FetchOptions): Promise<Response>;
}

/** A way to give an adapter its callbacks. */
export interface Rim {
  readonly name: string;
  readonly open: (adapter: Served) => Server;
}

export const rims: readonly Rim[] = [
  { name: 'restify', open: (adapter) => restifyServer(adapter) },
  { name: 'restify with bodyParser', open: (adapter) => restifyServer(adapter, restify.plugins.bodyParser()) },
  { name: 'Express', open: (adapter) => expressServer(adapter) },
  {
    name: 'Express with express.json()',
    open: (adapter) => expressServer(adapter, express.json({ limit: '25mb', type: '*/*' })),
  },
  { name: 'node:http', open: (adapter) => createServer((req, res) => adapter.process(req, res)) },
  { name: 'Hono', open: (adapter) => honoServer((request) => adapter.fetch(request)) },
  {
    name: 'Hono after something has read the body',
    open: (adapter) => honoServer(async (request) => adapter.fetch(request, { body: await request.text() })),
  },
  {
    name: 'a bare fetch handler',
    open: (adapter) => createServer(getRequestListener((request) => adapter.fetch(request))),
  },
];

function restifyServer(adapter: Served, ...plugins: restify.RequestHandlerType[]): Server {
  const server = restify.createServer();
  for (const plugin of plugins) server.use(plugin);
  server.post('/api/messages', async (req, res) => {
    await adapter.process(req, res);
  });
  if (!(server.server instanceof Server)) throw new Error('restify listens without TLS.');
  return server.server;
}

function expressServer(adapter: Served, ...parsers: express.RequestHandler[]): Server {
  const app = express();
  // Otherwise it prints what it refuses.
  app.set('env', 'test');
  for (const parser of parsers) app.use(parser);
  app.post('/api/messages', (req, res) => adapter.process(req, res));
  return createServer(app);
}

function honoServer(answer: (request: Request) => Promise<Response>): Server {
  const app = new Hono();
  app.post('/api/messages', (c) => answer(c.req.raw));
  return createServer(getRequestListener(app.fetch));
}

/** Listens while `use` runs, which gets the address for callbacks. */
export async function withServer(server: Server, use: (url: string) => Promise<void>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}/api/messages`);
  } finally {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}
