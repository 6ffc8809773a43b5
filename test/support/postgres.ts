import { randomUUID } from 'node:crypto';
import KeyvPostgres from '@keyv/postgres';
import { Keyv } from 'keyv';

const configured = process.env.POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/test';
const table = 'clickatell_test';
let answer: Promise<KeyvPostgres | undefined> | undefined;

/**
 * A suite that needs PostgreSQL. If none answers it is skipped and says so; with REQUIRE_ALL=1 it fails instead.
 * Inside hooks and tests, `freshKeyv` gives a Keyv with a namespace of its own.
 */
export function describeWithPostgres(title: string, suite: (freshKeyv: () => Promise<Keyv>) => void): void {
  describe(title, () => {
    const keyvs: Keyv[] = [];

    before(async function () {
      answer ??= connect();
      if ((await answer) === undefined) this.skip();
    });
    after(async () => {
      // A store adapter has only one namespace, and the last Keyv that was made has set it.
      for (const keyv of keyvs) {
        keyv.store.namespace = keyv.namespace;
        await keyv.clear();
      }
    });

    // In a suite of its own, because mocha runs no hooks of a skipped suite.
    describe('with PostgreSQL', () => {
      suite(async () => {
        const keyv = new Keyv({ store: await answer, namespace: `test-${randomUUID()}`, throwOnErrors: true });
        keyvs.push(keyv);
        return keyv;
      });
    });
  });
}

async function connect(): Promise<KeyvPostgres | undefined> {
  const store = new KeyvPostgres({
    uri: configured,
    table,
    // The process can end while the pool is idle.
    allowExitOnIdle: true,
    connectionTimeoutMillis: 3000,
  });
  // All suites share the adapter, and each Keyv adds listeners to it.
  store.setMaxListeners(0);
  // The query rejects with the same error.
  store.on('error', () => {});
  try {
    await store.get('ping');
    return store;
  } catch (cause) {
    await store.disconnect().catch(() => {});
    const problem = `No PostgreSQL answers at ${new URL(configured).host}`;
    if (process.env.REQUIRE_ALL === '1') throw new Error(`${problem}, and REQUIRE_ALL=1 asks for it.`, { cause });
    console.warn(`\n*** ${problem}: THE TESTS THAT NEED POSTGRESQL ARE SKIPPED. Set POSTGRES_URL to run them. ***\n`);
    return undefined;
  }
}
