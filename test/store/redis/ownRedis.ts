import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from '@redis/client';
import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';

/** A test's own Redis server, which can stop and come back with its data. */
export interface OwnRedis {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** If Redis is not installed, it says so and resolves with `undefined`; with REQUIRE_ALL=1 it rejects instead. */
export async function ownRedis(): Promise<OwnRedis | undefined> {
  const version = spawn('redis-server', ['--version'], { stdio: 'ignore' });
  const isThere = await new Promise((resolve) =>
    version.on('error', () => resolve(false)).on('exit', () => resolve(true)),
  );
  if (!isThere) {
    if (process.env.REQUIRE_ALL === '1')
      throw new Error('redis-server is not installed, and REQUIRE_ALL=1 asks for it.');
    console.warn('\n*** redis-server is not installed: TESTS IN WHICH REDIS GOES AWAY ARE SKIPPED. ***\n');
    return undefined;
  }
  const folder = await temporaryFolder();
  const port = String(await freePort());
  const options = [
    '--port',
    port,
    '--dir',
    folder,
    '--bind',
    '127.0.0.1',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ];
  let server: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async start() {
      server = spawn('redis-server', [...options, '--save', ''], { stdio: 'ignore' });
      await eventually(() => answers(`redis://127.0.0.1:${port}/0`), 5000);
    },
    async stop() {
      if (!server) return;
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      server = undefined;
      await ended;
    },
  };
}

/** Tests with a Redis server of their own, which runs when they begin. They are skipped if Redis is not installed. */
export function describeWithOwnRedis(title: string, define: (redis: () => OwnRedis) => void): void {
  describe(title, function () {
    this.timeout(120_000);
    let redis: OwnRedis | undefined;
    before(async function () {
      redis = await ownRedis();
      if (!redis) return this.skip();
      await redis.start();
    });
    after(async () => {
      await redis?.stop();
      await removeFolders();
    });
    define(() => redis ?? expect.fail('There is no Redis.'));
  });
}

async function answers(url: string): Promise<void> {
  const client = createClient({ url, socket: { connectTimeout: 1000, reconnectStrategy: false } });
  // connect() rejects with the same error.
  client.on('error', () => {});
  await client.connect();
  expect(await client.ping()).to.equal('PONG');
  await client.close();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') return expect.fail('The server does not listen on a port.');
  return address.port;
}
