import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { expect } from 'chai';
import { eventually } from '../support/eventually.js';

export interface Started {
  /** Its emulator's base URL. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the example that is installed in a folder, as its README says. */
export async function startExample(folder: string): Promise<Started> {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(await freePort()), EMULATOR_PORT: '0', STORE_URL: 'memory:' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: npm, its shell and the program end together.
    detached: true,
  });
  const closed = once(child, 'close');
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await closed;
  };
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  try {
    await eventually(() => expect(written).to.match(/Talk to it: \S+/), 45_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: /Talk to it: (\S+)/.exec(written)?.[1] ?? '', stop };
}

async function freePort(): Promise<number> {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  server.close();
  return address.port;
}
