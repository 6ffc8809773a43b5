import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { OutgoingMessage } from '../../src/clickatell/batch.js';

const sent = z.object({
  messages: z
    .array(
      z.object({ channel: z.literal('whatsapp'), to: z.string(), clientMessageId: z.string(), content: z.string() }),
    )
    .optional(),
});

/** A request as the provider saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: unknown;
  messages: { to: string; clientMessageId: string; content: string }[];
}

export interface Answer {
  status?: number;
  /** JSON; a string is sent as it stands. */
  body?: unknown;
}

/** What the provider does with a request: it answers, closes the connection, or never answers. */
export type Reaction = Answer | 'reset' | 'silence';

export type Behaviour = (request: Seen) => Reaction | Promise<Reaction>;

/** A provider on a real socket that does what the test says, and remembers what it saw. */
export async function startProvider(behaviour: Behaviour = acceptAll) {
  const requests: Seen[] = [];
  let behave = behaviour;
  let connections = 0;
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const messages = sent.safeParse(body).data?.messages ?? [];
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body, messages };
    requests.push(seen);
    const reaction = await behave(seen);
    if (reaction === 'reset') request.socket.resetAndDestroy();
    else if (reaction !== 'silence') {
      const { status = 202, body: answer = '' } = reaction;
      response.writeHead(status, { 'content-type': 'text/plain' });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    behave(next: Behaviour) {
      behave = next;
    },
    closeIdleConnections: () => server.closeIdleConnections(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Provider = Awaited<ReturnType<typeof startProvider>>;

/** Accepts every message, with `api-` and its own id as the provider's id. */
export function acceptAll({ messages }: Pick<Seen, 'messages'>): Answer {
  const entries = messages.map(({ to, clientMessageId }) => ({
    apiMessageId: `api-${clientMessageId}`,
    accepted: true,
    to,
    clientMessageId,
    error: null,
  }));
  return { status: 202, body: { messages: entries, error: null } };
}

/** One behaviour per request, in order; the last one for all that follow. */
export function inTurn(...behaviours: Behaviour[]): Behaviour {
  let turn = 0;
  return (request) => {
    const behaviour = behaviours[Math.min(turn, behaviours.length - 1)] ?? acceptAll;
    turn += 1;
    return behaviour(request);
  };
}

/** An answer that is an error for the request as a whole. */
export function globalError(status: number, code: number, description = 'said so'): Behaviour {
  return () => ({ status, body: { error: { code, description } } });
}

export function message(clientMessageId: string, to = '27820000001'): OutgoingMessage {
  return { channel: 'whatsapp', to, clientMessageId, content: `text of ${clientMessageId}` };
}

/** Blocks its callers until it is opened. */
export function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Polls until the condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 2_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('It did not come about in time.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The error that a promise rejects with; fails if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`It resolved, with ${JSON.stringify(value)}.`);
}
