import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect } from 'chai';

/** A way to Redis that can fail. */
export interface RedisProxy {
  readonly url: string;
  /** The connections that are open, oldest first. */
  readonly sockets: ReadonlySet<Socket>;
  /** Lets the connections fall silent without ending them. Later ones work. */
  silence(): void;
  /** Ends the given connections and every new one, until `mend`. */
  cut(cutSockets?: Iterable<Socket>): void;
  mend(): void;
  close(): void;
}

export async function proxyTo(url: string): Promise<RedisProxy> {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  let generation = 0;
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const born = generation;
    const behind = connect(Number(port), hostname);
    sockets.add(socket);
    for (const each of [socket, behind]) each.on('error', () => {});
    socket.on('data', (data) => born === generation && behind.write(data));
    socket.on('close', () => {
      sockets.delete(socket);
      behind.destroy();
    });
    behind.on('data', (data) => born === generation && socket.write(data)).on('close', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') return expect.fail('The proxy does not listen on a port.');
  const endAll = (some: Iterable<Socket>) => {
    for (const socket of [...some]) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}/0`,
    sockets,
    silence: () => {
      generation += 1;
    },
    cut: (cutSockets = sockets) => {
      isCut = true;
      endAll(cutSockets);
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      server.close();
      endAll(sockets);
    },
  };
}
