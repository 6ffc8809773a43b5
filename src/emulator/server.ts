import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errors, paths } from '../clickatell/wire.js';
import { callProgram } from './control/program.js';
import { control } from './control/routes.js';
import { fromElsewhere } from './control/sameSite.js';
import { type Answer, decoded, readBody, wireFailure, write } from './http.js';
import { isPage, page } from './page/files.js';
import type { Integration } from './provider/integrations.js';
import { largestUploadBytes } from './provider/media.js';
import { downloadMedia, mediaMetadata, shownFile, uploadMedia } from './provider/mediaRoutes.js';
import { balance, messageStatus, notify } from './provider/messageRoutes.js';
import { sendMessages } from './provider/sendMessages.js';
import type { World } from './world.js';

interface Call {
  readonly world: World;
  readonly integration: Integration;
  readonly query: URLSearchParams;
  /** The id after the path, as in `/v1/message/{id}`. */
  readonly id: string;
  readonly contentType: string;
  readonly body: Buffer;
}

interface Route {
  readonly method: string;
  readonly path: string;
  /** Whether an id follows the path. */
  readonly withId?: true;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

const controlPrefix = '/_emulator/';
const programPrefix = 'program/';
const longestRequestBytes = 20 * 1024 * 1024;
const longestControlBytes = 30 * 1024 * 1024;

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: paths.message,
    answer: async ({ world, integration, body }) => {
      const began = performance.now();
      const answer = await sendMessages(world, integration, body);
      world.wire.exchanged(integration.number, body, answer, Math.round(performance.now() - began));
      return answer;
    },
  },
  {
    method: 'GET',
    path: paths.message,
    withId: true,
    answer: ({ world, integration, id }) => messageStatus(world, integration, id),
  },
  {
    method: 'POST',
    path: paths.notification,
    answer: ({ world, integration, body }) => notify(world, integration, body),
  },
  {
    method: 'POST',
    path: paths.media,
    answer: ({ world, integration, query, contentType, body }) =>
      uploadMedia(world, integration, query, contentType, body),
  },
  { method: 'GET', path: paths.media, answer: ({ world, query }) => downloadMedia(world, query) },
  { method: 'GET', path: paths.media, withId: true, answer: ({ world, id }) => mediaMetadata(world, id) },
  { method: 'GET', path: paths.balance, answer: balance },
];

/** The one server of the emulator: the provider's API, the control plane and the page. */
export function serve(world: World): Server {
  return createServer((req, res) => {
    respond(world, req, res).catch(() => {
      if (res.headersSent) res.destroy();
      else write(res, wireFailure(errors.internal));
    });
  });
}

async function respond(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const target = req.url ?? '/';
  const url = URL.canParse(target, 'http://emulator') ? new URL(target, 'http://emulator') : undefined;
  if (!url) write(res, wireFailure(errors.noSuchResource));
  else if (req.method === 'GET' && isPage(url.pathname)) await respondWithPage(world, url.pathname, req, res);
  else if (url.pathname.startsWith(controlPrefix)) await respondToControl(world, url, req, res);
  else await respondAsProvider(world, url, req, res);
}

async function respondWithPage(world: World, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const refusal = fromElsewhere({ host: req.headers.host }, world.host);
  if (refusal) return write(res, { status: 403, json: { error: refusal } });
  write(res, (await page(path)) ?? wireFailure(errors.noSuchResource));
}

async function respondToControl(world: World, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = url.pathname.slice(controlPrefix.length);
  const refusal = fromElsewhere(req.headers, world.host);
  if (refusal) return write(res, { status: 403, json: { error: refusal } });
  if (path === 'events' && req.method === 'GET') return world.events.stream(req, res, url.searchParams.get('after'));
  if (path.startsWith('media/') && req.method === 'GET') {
    return write(res, shownFile(world, decoded(path.slice('media/'.length))));
  }
  const body = await readBody(req, longestControlBytes);
  if (!body) return write(res, { status: 413, json: { error: 'body: is longer than 30 MB' } });
  if (path.startsWith(programPrefix)) {
    const called = path.slice(programPrefix.length);
    return write(res, await callProgram(world.program, req.method ?? '', called, url.search, body));
  }
  write(res, await control(world, req.method ?? '', path, url, body));
}

async function respondAsProvider(world: World, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.setHeader('date', new Date(world.clock.now()).toUTCString());
  const matching = routes.filter(({ path, withId }) => (withId ? idAfter(path, url) : url.pathname === path));
  const route = matching.find(({ method }) => method === req.method);
  if (!route) return write(res, wireFailure(matching.length > 0 ? errors.method : errors.noSuchResource));
  const sends = route.path === paths.message && req.method === 'POST';
  if (sends && world.faults.take('refuse')) {
    req.socket.destroy();
    return;
  }
  if (!sends) world.requests.other++;
  const integration = world.integrations.withKey(req.headers.authorization ?? '');
  if (!integration) return write(res, wireFailure(errors.invalidKey));
  if (req.method === 'GET' && world.faults.take('askRefused'))
    return write(res, wireFailure(errors.addressNotApproved));
  const uploads = route.path === paths.media;
  const body = await readBody(req, uploads ? largestUploadBytes : longestRequestBytes);
  if (!body) return write(res, wireFailure(uploads ? errors.mediaTooLarge : errors.contentTooLarge, 413));
  const contentType = req.headers['content-type'] ?? '';
  const id = idAfter(route.path, url) ?? '';
  write(res, await route.answer({ world, integration, query: url.searchParams, id, contentType, body }));
}

function idAfter(path: string, url: URL): string | undefined {
  const id = url.pathname.startsWith(`${path}/`) ? url.pathname.slice(path.length + 1) : '';
  return id === '' || id.includes('/') ? undefined : id;
}
