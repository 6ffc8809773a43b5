// Runs in a thread of its own: accepts callbacks, stores them in the journal, and answers.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { answerOf } from '../inbound/answer.js';
import { authenticator } from '../inbound/authenticate.js';
import { receive } from '../inbound/receive.js';
import { answerNode, nodeSource } from '../inbound/rims.js';
import { Journal } from './journal.js';
import type { Asked, ThreadOptions, Told } from './protocol.js';

const port = parentPort;
if (!port) throw new Error('This module is the main module of a thread: see acceptor.ts.');
const tell = (told: Told) => port.postMessage(told);
const options: ThreadOptions = workerData;
/** How long a request under way may still take when the listener closes. */
const longestRequestMs = 5000;
const authenticate = authenticator(options.webhookSecret);

try {
  const server = createServer((request, response) => void take(request, response));
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  // Longer than proxies keep theirs, so that this side never closes a connection that a proxy is about to use.
  server.keepAliveTimeout = 65_000;
  const journal = await Journal.open(options.folder, options.limitBytes);
  server.listen(options.port, options.host);
  await once(server, 'listening');

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, reason: string) => {
      tell({ kind: 'refused', status, reason });
      answerNode(response, answerOf(status, reason));
    };
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== options.path) return refuse(404, `Callbacks are taken at ${options.path}.`);
    if (request.method !== 'POST') return refuse(405, 'Callbacks are POSTed.');
    const received = await receive(nodeSource(request), authenticate);
    if (!received.ok) return refuse(received.status, received.reason);
    try {
      await journal.append(JSON.stringify(received.value));
      answerNode(response, answerOf(200));
    } catch {
      refuse(503, 'The callback could not be stored: send it again.');
    }
  }

  async function hand(): Promise<void> {
    const page = await journal.read();
    if (page) tell({ kind: 'callbacks', ...page });
  }

  port.on('message', async (asked: Asked) => {
    if (asked.kind === 'taken') {
      await journal.taken(asked.end);
      tell({ kind: 'waiting', bytes: journal.waitingBytes });
      return hand();
    }
    if (asked.kind === 'turnOver') {
      await journal.turnOver();
      return tell({ kind: 'turnedOver' });
    }
    const late = setTimeout(() => server.closeAllConnections(), longestRequestMs);
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(async () => {
      clearTimeout(late);
      clearInterval(idle);
      await journal.close();
      port.close();
    });
  });
  const address = server.address();
  tell({ kind: 'listening', port: typeof address === 'object' && address !== null ? address.port : options.port });
  await hand();
} catch (error) {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
}
