import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it went over the wire, and its answer. Bodies are whole. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

export interface Tap {
  readonly url: string;
  readonly exchanges: Exchange[];
  close(): Promise<void>;
}

/** Headers that differ from run to run, or that a connection has for itself. */
const unlike = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'date', 'authorization']);

/** Stands between a client and a server, passes everything on, and keeps it in the order of the requests. */
export async function tapInto(target: string): Promise<Tap> {
  const exchanges: Exchange[] = [];
  const server = http.createServer(async (request, response) => {
    const { method = '', url: path = '' } = request;
    const body = await buffer(request);
    const { host: _, 'transfer-encoding': __, connection: ___, ...headers } = request.headers;
    const at = exchanges.push({ ...{ method, path, headers: {}, body: '', status: 0, answer: '' } }) - 1;
    const sent = http.request(new URL(path, target), {
      method,
      headers: { ...headers, 'content-length': body.length },
    });
    sent.end(body);
    const [answered]: http.IncomingMessage[] = await once(sent, 'response');
    if (!answered) throw new Error('There is no answer.');
    const answer = await buffer(answered);
    exchanges[at] = {
      ...{ method, path, body: body.toString('latin1'), answer: answer.toString('latin1') },
      headers: alike(request.headers),
      status: answered.statusCode ?? 0,
    };
    response.writeHead(answered.statusCode ?? 500, answered.headers);
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function alike(headers: http.IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !unlike.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
