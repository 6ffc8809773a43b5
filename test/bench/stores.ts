import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';

/** The URL of a new, empty LMDB store, for as long as `use` takes. */
export async function withLmdb<T>(use: (storeUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    return await use(`lmdb:${folder}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The URL of a new, empty store in Redis, for as long as `use` takes. */
export async function withRedis<T>(redisUrl: string, use: (storeUrl: string) => Promise<T>): Promise<T> {
  const prefix = `bench-${randomUUID()}`;
  try {
    return await use(`${redisUrl}?prefix=${prefix}`);
  } finally {
    const client = connection(redisUrl);
    await client.connect();
    for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
    await client.close();
  }
}

/** The URL of a Redis that answers; `undefined` where none does. */
export async function findRedis(): Promise<string | undefined> {
  const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
  const client = connection(url);
  try {
    await client.connect();
    await client.close();
    return url;
  } catch {
    return undefined;
  }
}

function connection(url: string) {
  const client = createClient({ url, socket: { connectTimeout: 2000, reconnectStrategy: false } });
  // connect() rejects with the same error.
  client.on('error', () => {});
  return client;
}
