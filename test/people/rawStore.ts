import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import type { Store } from '../../src/index.js';
import type { RedisStore } from '../../src/store/open.js';

/** Everything that a store keeps, as texts: all keys and all values, its lanes too. */
export async function rawTexts(store: Store): Promise<string[]> {
  if (isRedis(store)) return redisTexts(store);
  const texts: string[] = [];
  for await (const rows of store.engine.values.scan()) for (const { key, json } of rows) texts.push(key, json);
  return texts;
}

/** The rows of the values, by their keys. */
export async function rowsOf(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const rows of store.engine.values.scan()) for (const { key, json } of rows) found.set(key, json);
  return found;
}

/** The bytes of all files in a folder, as text. */
export async function bytesIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return files.join('\n');
}

function isRedis(store: Store): store is RedisStore {
  return store.kind === 'redis';
}

/** Whatever the types of the keys are. */
async function redisTexts({ url, prefix }: RedisStore): Promise<string[]> {
  const client = createClient({ url });
  await client.connect();
  const texts: string[] = [];
  for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1000 })) {
    for (const key of keys) {
      texts.push(key);
      switch (await client.type(key)) {
        case 'string':
          texts.push((await client.get(key)) ?? '');
          break;
        case 'list':
          texts.push(...(await client.lRange(key, 0, -1)));
          break;
        case 'zset':
          texts.push(...(await client.zRange(key, 0, -1)));
          break;
        case 'hash':
          texts.push(...Object.entries(await client.hGetAll(key)).flat());
          break;
        default:
          throw new Error('A key of a type that this test does not know.');
      }
    }
  }
  await client.close();
  return texts;
}
