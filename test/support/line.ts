import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The way to the provider. It can refuse connections, as in an outage. */
export interface Line {
  readonly url: string;
  /** Ends all connections, and refuses new ones. */
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function lineTo(target: string): Promise<Line> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let port = 0;
  let server: Server | undefined;
  const line: Line = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    async down() {
      const closed = server && once(server, 'close');
      server?.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      server = undefined;
    },
    async up() {
      if (server) return;
      server = createServer((socket) => {
        const behind = connect(Number(targetPort), hostname);
        sockets.add(socket);
        for (const each of [socket, behind]) each.on('error', () => {});
        socket.pipe(behind).pipe(socket);
        socket.on('close', () => {
          sockets.delete(socket);
          behind.destroy();
        });
        behind.on('close', () => socket.destroy());
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
  };
  await line.up();
  return line;
}
