import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetInRedis } from './redis.js';

/** The URL of a new, empty LMDB store, for as long as `use` takes. */
export async function withLmdb<T>(use: (storeUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    return await use(`lmdb:${folder}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The URL of a store that ends with its process. */
export function withMemory<T>(use: (storeUrl: string) => Promise<T>): Promise<T> {
  return use('memory:');
}

/** The URL of a new, empty store in Redis, for as long as `use` takes. */
export async function withRedis<T>(redisUrl: string, use: (storeUrl: string) => Promise<T>): Promise<T> {
  const prefix = `bench-${randomUUID()}`;
  try {
    return await use(`${redisUrl}?prefix=${prefix}`);
  } finally {
    await forgetInRedis(redisUrl, prefix);
  }
}
