import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the host saw it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Serve = (request: Asked, response: ServerResponse) => void;

/** An HTTP server on a real socket that does what the test says, and remembers what it was asked. */
export async function startHost(serve: Serve) {
  const asked: Asked[] = [];
  const ended: string[] = [];
  const behaviour = { serve };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks) };
      asked.push(seen);
      response.on('close', () => ended.push(url));
      behaviour.serve(seen, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    /** The requests of which the answer, or the connection, has ended. */
    ended,
    behave(next: Serve) {
      behaviour.serve = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Host = Awaited<ReturnType<typeof startHost>>;

/** An answer; without what `writeHead` returns, which restify takes away in the whole process. */
export function status(code: number, headers: Record<string, string | number> = {}, body: Buffer | string = ''): Serve {
  return (_, response) => {
    response.writeHead(code, headers);
    response.end(body);
  };
}

/** An answer with this body. */
export function bytes(body: Buffer | string, headers: Record<string, string> = {}): Serve {
  return status(200, { 'content-length': Buffer.byteLength(body), ...headers }, body);
}

/** An answer as the provider's errors are. */
export function failure(code: number, error: number, description = 'said so'): Serve {
  return status(code, {}, JSON.stringify({ error: { code: error, description } }));
}

/** One after the other, a request each; the last one for good. */
export function inTurn(...behaviours: [Serve, ...Serve[]]): Serve {
  let turn = 0;
  return (request, response) => {
    const serve = behaviours[Math.min(turn, behaviours.length - 1)];
    turn += 1;
    serve?.(request, response);
  };
}
