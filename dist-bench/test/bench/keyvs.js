import KeyvPostgres from '@keyv/postgres';
import { Keyv } from 'keyv';
import { openStore } from '../../src/index.js';
import { SqliteStore } from '../support/sqlite.js';
const postgresUrl = process.env.POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/test';
/**
 * Opens a store by a URL that only the benchmarks know: `keyv+postgres:<namespace>` or `keyv+sqlite:<file>`, a Keyv as
 * a user would make it.
 */
export async function openKeyvUrl(storeUrl) {
    return openStore(keyvOf(storeUrl));
}
/** Whether PostgreSQL answers at POSTGRES_URL. */
export async function findPostgres() {
    const adapter = postgres();
    try {
        await adapter.get('ping');
        return true;
    }
    catch {
        return false;
    }
    finally {
        await adapter.disconnect().catch(() => { });
    }
}
/** Deletes every row of a namespace. */
export async function forgetInPostgres(namespace) {
    const keyv = keyvOf(`keyv+postgres:${namespace}`);
    await keyv.clear();
    await keyv.disconnect();
}
function keyvOf(storeUrl) {
    const [, kind, rest] = /^keyv\+(postgres|sqlite):(.+)$/.exec(storeUrl) ?? [];
    if (rest === undefined)
        throw new Error(`No such store: ${storeUrl}.`);
    return kind === 'sqlite'
        ? new Keyv({ store: new SqliteStore(rest) })
        : new Keyv({ store: postgres(), namespace: rest });
}
function postgres() {
    const adapter = new KeyvPostgres({ uri: postgresUrl, table: 'clickatell_bench', connectionTimeoutMillis: 3000 });
    // The query rejects with the same error.
    adapter.on('error', () => { });
    return adapter;
}
