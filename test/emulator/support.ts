import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { MovableClock } from '../../src/core/clock.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.js';
import type { Integration } from '../../src/emulator/provider/integrations.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

export const business = '27110000001';
export const person = '27820000001';
export const start = Date.UTC(2026, 2, 1, 9);

/** A callback as it arrived. */
export interface Received {
  readonly at: number;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly event: string;
  readonly entry: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

/**
 * A bot's webhook that only writes down what it gets. `answers` are the statuses of the next answers, 0 breaks
 * the connection, -1 never answers; then 200.
 */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  readonly answers: number[];
  close(): Promise<void>;
}

const running: { close(): Promise<void> }[] = [];

/** Ends everything that this file started, also after a failure. */
export async function closeAll(): Promise<void> {
  for (const one of running.splice(0).reverse()) await one.close();
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = record(JSON.parse(Buffer.concat(chunks).toString()));
    const [event = '', entries] = Object.entries(record(body.event))[0] ?? [];
    const entry = record(Array.isArray(entries) ? entries[0] : undefined);
    received.push({ at: performance.now(), url: req.url ?? '', headers: req.headers, event, entry, body });
    const status = answers.shift() ?? 200;
    if (status < 0) return;
    if (status === 0) req.socket.destroy();
    else {
      // restify, where a test has loaded it, makes writeHead answer nothing: the two calls must not be chained.
      res.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {});
      res.end('{}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const made: Receiver = {
    url: `http://127.0.0.1:${port}/api/messages?key=secret`,
    received,
    answers,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  running.push(made);
  return made;
}

export interface Setting {
  readonly emulator: Emulator;
  readonly integration: Integration;
  readonly bot: Receiver;
  readonly clock: MovableClock;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Result>;
  get(path: string, headers?: Record<string, string>): Promise<Result>;
  /** Posts messages as they are, `channel` and `to` filled in. */
  send(...messages: Record<string, unknown>[]): Promise<Result>;
}

export interface Result {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** An emulator whose clock stands still at `start`, a bot that receives its callbacks, and a client's calls. */
export async function setting(options: EmulatorOptions = {}): Promise<Setting> {
  const bot = await receiver();
  const clock = options.clock ?? new MovableClock({ now: () => start });
  const emulator = await createEmulator({ clock, ...options });
  running.push(emulator);
  const integration = emulator.integrate({ number: business, callbackUrl: bot.url, templates: catalogue() });
  const authorization = { authorization: integration.apiKey };
  const post: Setting['post'] = (path, body, headers = authorization) =>
    result(
      fetch(emulator.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  return {
    emulator,
    integration,
    bot,
    clock,
    post,
    get: (path, headers = authorization) => result(fetch(emulator.url + path, { headers })),
    send: (...messages) =>
      post('/v1/message', { messages: messages.map((message) => ({ channel: 'whatsapp', to: person, ...message })) }),
  };
}

export function catalogue(): TemplateCatalog {
  const templates = [
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      header: { type: 'text', text: 'Support' },
      body: 'Hi {{1}}, your ticket {{2}} is resolved. Tell us if it is not.',
      slots: ['name', 'ticket'],
      footer: 'Reply STOP to opt out',
      buttons: [
        { type: 'quickReply', title: 'Solved' },
        { type: 'quickReply', title: 'Not solved' },
      ],
    },
  ];
  return TemplateCatalog.parse({ defaultLanguage: 'en', templates });
}

export async function result(answer: Promise<Response>): Promise<Result> {
  const response = await answer;
  return { status: response.status, json: record(await response.json()) };
}

/** The value as an object; an empty one for anything else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The objects in an array that came as JSON. */
export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** Resolves once the condition holds; fails after five seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The names of the statuses that the bot has heard of, in the order of their arrival. */
export function statusNames({ received }: Receiver, messageId?: unknown): unknown[] {
  return received
    .filter(({ event, entry }) => event === 'messageStatusUpdate' && (!messageId || entry.messageId === messageId))
    .map(({ entry }) => entry.status);
}
