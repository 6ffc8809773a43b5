import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import restify, { type Request, type Response, type Server } from 'restify';
import {
  type ClickatellAdapter,
  isSkewed,
  lastFour,
  readJson,
  type Store,
  StoreError,
  type TemplateAside,
  type UploadsOff,
} from '../src/index.js';
import { consentRoutes } from './consent.js';
import { costRoutes } from './costs.js';
import { deadLetterRoutes } from './deadLetters.js';
import { decisionRoutes } from './decisions.js';
import { deskRoutes } from './desk.js';
import { heldRoutes } from './held.js';
import type { Metrics } from './metrics.js';
import { notificationRoutes } from './notifications.js';
import { peopleRoutes } from './people.js';
import { publicationRoutes } from './publications.js';

export interface ServerOptions {
  readonly adapter: ClickatellAdapter;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** The bearer token of everything under `/api` except the callbacks. Without it, the API is closed. */
  readonly apiToken: string | undefined;
  /** A former token that calls may carry instead, while their programs are changed. */
  readonly previousApiToken?: string | undefined;
  /** Opens the metrics as the API's token does, and nothing else. */
  readonly metricsToken?: string | undefined;
  /** Whether this machine alone can reach the server. Others need the token for the metrics, too. Default false. */
  readonly isLocal?: boolean | undefined;
  /** The bots' own routes under `/api`. */
  readonly routes: readonly ((server: Server) => void)[];
}

const callbackPath = '/api/messages';
const metricsPath = '/metrics';
const bodyLimit = 5 * 1024 * 1024;

/** For an API that is not for pages: nothing may be cached, framed, run or sniffed. */
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The HTTP server of the bots: the callbacks, the API behind its token, health and metrics. */
export function createServer(parts: ServerOptions): Server {
  const { adapter, store, metrics, log, routes } = parts;
  // restify logs with pino; its types still say bunyan.
  const options = Object.assign<restify.ServerOptions, object>({ name: 'bots', ignoreTrailingSlash: true }, { log });
  const server = restify.createServer(options);
  server.server.requestTimeout = 60_000;
  server.server.headersTimeout = 15_000;
  // Longer than proxies keep theirs, so that this side never closes a connection that a proxy is about to use.
  server.server.keepAliveTimeout = 65_000;

  server.pre((_req, res, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) res.header(name, value);
    next();
  });
  server.use((req, res, next) => {
    // Use the route's own path: the router also matches /%61pi/… and a slash at the end.
    const path = String(req.getRoute().path);
    if (path === callbackPath || !(path.startsWith('/api/') || needsToken(path, req, parts))) return next();
    admit(req, res, parts).then((isAdmitted) => next(isAdmitted ? undefined : false), next);
  });
  server.on('restifyError', (_req: Request, res: Response, error: HttpFailure, done: () => void) => {
    tellError(res, error, log);
    done();
  });

  server.post(callbackPath, async (req, res) => {
    await adapter.process(req, res);
  });
  notificationRoutes(server, adapter);
  publicationRoutes(server, adapter);
  heldRoutes(server, adapter);
  deadLetterRoutes(server, adapter);
  consentRoutes(server, adapter);
  peopleRoutes(server, adapter);
  deskRoutes(server, adapter);
  decisionRoutes(server, adapter);
  costRoutes(server, adapter);
  for (const add of routes) add(server);

  server.get('/healthz', async (_req, res) => {
    res.send(200, { status: 'up' });
  });
  server.get('/readyz', async (_req, res) => {
    const off = await Promise.all([
      adapter.templatesAside(),
      adapter.uploadsOff(),
      store.ping(),
      adapter.backlog(),
    ]).catch(() => undefined);
    const waits = adapter.paused.map(({ business, reason }) => ({ number: lastFour(business), reason }));
    const paused = waits.length > 0 ? { paused: waits } : {};
    const [aside = [], uploads = []] = off ?? [];
    const warnings = { ...templatesAside(aside), ...uploadsOff(uploads), ...clockWarning(adapter.clockSkewMs) };
    const ready = { status: 'ready', ...paused, ...warnings };
    if (off) res.send(200, ready);
    else res.send(503, { status: 'not ready', reason: 'The store does not answer.' });
  });
  server.get(metricsPath, async (_req, res) => {
    res.sendRaw(200, await metrics.registry.metrics(), { 'content-type': metrics.registry.contentType });
  });
  return server;
}

/** Nothing while all templates are sent. Others take the place of one that is set aside, so the program stays ready. */
function templatesAside(aside: readonly TemplateAside[]): object {
  if (aside.length === 0) return {};
  const shown = aside.map(({ business, template, language, until, reason }) => ({
    ...{ template, language, number: lastFour(business) },
    ...{ until: new Date(until).toISOString(), reason },
  }));
  return { templatesAside: shown };
}

/** Nothing while files can be uploaded. Otherwise they leave inside the messages, so the program stays ready. */
function uploadsOff(off: readonly UploadsOff[]): object {
  if (off.length === 0) return {};
  const reason = 'Clickatell takes no uploads of this integration: ask Clickatell to enable them.';
  const shown = off.map(({ business, until }) => ({
    ...{ number: lastFour(business), until: new Date(until).toISOString(), reason },
  }));
  return { uploadsOff: shown };
}

/** Nothing while the clock is right. A wrong clock is no reason to take the program out of service. */
function clockWarning(aheadMs: number): object {
  if (!isSkewed(aheadMs)) return {};
  const clockSkewSeconds = Math.round(aheadMs / 1000);
  const far = `${Math.abs(clockSkewSeconds)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
  return {
    clockSkewSeconds,
    warning: `This machine’s clock is ${far} Clickatell’s. Set it: the customer service windows are judged by it.`,
  };
}

/**
 * Metrics tell how much business there is. They need the token where others than this machine can ask for them,
 * directly or through a proxy on this machine.
 */
function needsToken(path: string, req: Request, { isLocal }: Pick<ServerOptions, 'isLocal'>): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'via'].some((name) => req.headers[name] !== undefined);
  return path === metricsPath && (!isLocal || isForwarded);
}

/**
 * Checks the token, and reads the body as JSON whatever its content type. Answers the request if it is not admitted.
 */
async function admit(
  req: Request,
  res: Response,
  { apiToken, previousApiToken, metricsToken }: Pick<ServerOptions, 'apiToken' | 'previousApiToken' | 'metricsToken'>,
): Promise<boolean> {
  const taken = [apiToken, previousApiToken, ...(req.getRoute().path === metricsPath ? [metricsToken] : [])];
  if (taken.every((one) => one === undefined)) {
    res.send(403, { error: 'The API and the metrics are closed: set API_TOKEN to open them.' });
    return false;
  }
  if (!carries(req.header('authorization', ''), taken)) {
    const challenge = { 'www-authenticate': 'Bearer' };
    res.send(401, { error: 'The call must carry the token: Authorization: Bearer <API_TOKEN>.' }, challenge);
    return false;
  }
  if (req.method !== 'POST' && req.method !== 'PUT') return true;
  if (needsNoBody(req)) {
    req.body = {};
    return true;
  }
  const read = await readJson(req, bodyLimit);
  if (read.ok) req.body = read.value;
  else res.send(read.status, { error: read.reason });
  return read.ok;
}

/** What is done to the thing that the path names, such as the repeat of a dead letter, needs no fields. */
function needsNoBody(req: Request): boolean {
  const isEmpty = req.headers['transfer-encoding'] === undefined && Number(req.headers['content-length'] ?? 0) === 0;
  return isEmpty && req.method === 'POST' && String(req.getRoute().path).includes('/:');
}

function carries(authorization: string, tokens: readonly (string | undefined)[]): boolean {
  const given = /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return tokens.some((token) => token !== undefined && timingSafeEqual(digest(given), digest(token)));
}

interface HttpFailure extends Error {
  statusCode?: number;
  toJSON?: () => object;
}

/** Makes restify answer an error with a sentence. The details of an internal failure stay in the log. */
function tellError(res: Response, error: HttpFailure, log: Logger): void {
  const isStore = error instanceof StoreError;
  const status = isStore ? 503 : (error.statusCode ?? 500);
  if (status >= 500) log.error({ err: error }, 'a request failed');
  const sentence = isStore ? 'The store does not answer: try again.' : 'The request failed.';
  error.statusCode = status;
  error.toJSON = () => ({ error: status >= 500 ? sentence : error.message });
  res.status(status);
}
