import { join } from 'node:path';
import { Keyv } from 'keyv';
import sqlite from 'node-sqlite3-wasm';
import { removeFolders, temporaryFolder } from './folder.js';

/**
 * A Keyv store adapter over a real SQLite file, with the statements of `@keyv/sqlite`: that package cannot be installed
 * everywhere, because its install script downloads a binary.
 */
export class SqliteStore {
  namespace: string | undefined;
  readonly #database: InstanceType<typeof sqlite.Database>;

  /** `isSynced`: whether each write waits for the disk, which only a power cut needs. */
  constructor(file: string, { isSynced = true } = {}) {
    this.#database = new sqlite.Database(file);
    if (!isSynced) this.#database.exec('PRAGMA synchronous = OFF');
    this.#database.exec('CREATE TABLE IF NOT EXISTS keyv(key VARCHAR(255) PRIMARY KEY, value TEXT)');
  }

  async get(key: string): Promise<unknown> {
    return this.#database.get('SELECT value FROM keyv WHERE key = ?', key)?.value;
  }

  async getMany(keys: string[]): Promise<unknown[]> {
    const select = 'SELECT key, value FROM keyv WHERE key IN (SELECT value FROM json_each(?))';
    const rows = this.#database.all(select, JSON.stringify(keys));
    const values = new Map(rows.map(({ key, value }) => [key, value]));
    return keys.map((key) => values.get(key));
  }

  async set(key: string, value: string): Promise<void> {
    const upsert = 'INSERT INTO keyv(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value';
    this.#database.run(upsert, [key, value]);
  }

  async delete(key: string): Promise<boolean> {
    return this.#database.run('DELETE FROM keyv WHERE key = ?', key).changes > 0;
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const remove = 'DELETE FROM keyv WHERE key IN (SELECT value FROM json_each(?))';
    return this.#database.run(remove, JSON.stringify(keys)).changes > 0;
  }

  async *iterator(namespace?: string): AsyncGenerator<[string, unknown]> {
    const select = 'SELECT key, value FROM keyv WHERE key LIKE ?';
    for (const row of this.#database.all(select, `${namespace ? `${namespace}:` : ''}%`)) {
      yield [String(row.key), row.value];
    }
  }

  async clear(): Promise<void> {
    this.#database.run('DELETE FROM keyv WHERE key LIKE ?', `${this.namespace ?? ''}%`);
  }

  async disconnect(): Promise<void> {
    this.#database.close();
  }
}

const open: Keyv[] = [];

/** A Keyv over an empty file of its own. `closeSqlite` closes all of them: call it in an `after` hook. */
export async function freshSqlite(): Promise<Keyv> {
  const store = new SqliteStore(join(await temporaryFolder(), 'keyv.db'), { isSynced: false });
  const keyv = new Keyv({ store, throwOnErrors: true });
  open.push(keyv);
  return keyv;
}

export async function closeSqlite(): Promise<void> {
  for (const keyv of open.splice(0)) await keyv.disconnect();
  await removeFolders();
}
