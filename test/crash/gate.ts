import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be shut: then whoever comes is refused, and whoever is on it is thrown off. */
export interface Gate {
  readonly url: string;
  /** The port behind it. */
  to: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function openGate(): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  const gate = {
    to: 0,
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    async open() {
      server = createServer((near) => {
        const far = connect(gate.to, '127.0.0.1');
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one);
          one.pipe(other);
          one.on('error', () => {});
          one.on('close', () => {
            sockets.delete(one);
            other.destroy();
          });
        }
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    async shut() {
      server?.close();
      for (const socket of sockets) socket.destroy();
      if (server?.listening) await once(server, 'close');
    },
  };
  await gate.open();
  return gate;
}
