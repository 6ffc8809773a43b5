import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';

const configured = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
let answer: Promise<string | undefined> | undefined;

/**
 * The URL of a Redis that answers. If none does, it says so and resolves with `undefined`; with REQUIRE_ALL=1 it
 * rejects instead. Tests get a URL with their own prefix from `describeWithRedis`.
 */
export function redisUrl(): Promise<string | undefined> {
  answer ??= ping();
  return answer;
}

/**
 * A suite that needs Redis. If none answers it is skipped and says so; with REQUIRE_ALL=1 it fails instead. Inside
 * hooks and tests, `freshUrl` gives a store URL with its own key prefix. The keys are deleted when the suite ends.
 */
export function describeWithRedis(title: string, suite: (freshUrl: () => string) => void): void {
  describe(title, () => {
    const prefixes: string[] = [];

    before(async function () {
      if ((await redisUrl()) === undefined) this.skip();
    });
    after(() => forget(prefixes));

    // In a suite of its own, because mocha runs no hooks of a skipped suite.
    describe('with Redis', () => {
      suite(() => {
        const prefix = `test-${randomUUID()}`;
        prefixes.push(prefix);
        return `${configured}?prefix=${prefix}`;
      });
    });
  });
}

async function ping(): Promise<string | undefined> {
  const client = connection();
  try {
    await client.connect();
    await client.ping();
    await client.close();
    return configured;
  } catch (cause) {
    const problem = `No Redis answers at ${new URL(configured).host}`;
    if (process.env.REQUIRE_ALL === '1') throw new Error(`${problem}, and REQUIRE_ALL=1 asks for it.`, { cause });
    console.warn(`\n*** ${problem}: THE TESTS THAT NEED REDIS ARE SKIPPED. Set REDIS_URL to run them. ***\n`);
    return undefined;
  }
}

async function forget(prefixes: readonly string[]): Promise<void> {
  if (prefixes.length === 0) return;
  const client = connection();
  await client.connect();
  for (const prefix of prefixes) {
    for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
  }
  await client.close();
}

function connection() {
  const client = createClient({ url: configured, socket: { connectTimeout: 2000, reconnectStrategy: false } });
  // connect() rejects with the same error.
  client.on('error', () => {});
  return client;
}
