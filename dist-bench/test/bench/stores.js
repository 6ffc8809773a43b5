import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetInPostgres } from './keyvs.js';
import { forgetInRedis } from './redis.js';
/** The URL of a new, empty LMDB store, for as long as `use` takes. */
export async function withLmdb(use) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
        return await use(`lmdb:${folder}`);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
/** The URL of a store that ends with its process. */
export function withMemory(use) {
    return use('memory:');
}
/** A new, empty SQLite file, which a Keyv keeps the store in, for as long as `use` takes. */
export async function withSqlite(use) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
        return await use(`keyv+sqlite:${join(folder, 'keyv.db')}`);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
/** A new, empty namespace of a Keyv over PostgreSQL, for as long as `use` takes. */
export async function withPostgres(use) {
    const namespace = `bench-${randomUUID()}`;
    try {
        return await use(`keyv+postgres:${namespace}`);
    }
    finally {
        await forgetInPostgres(namespace);
    }
}
/** The URL of a new, empty store in Redis, for as long as `use` takes. */
export async function withRedis(redisUrl, use) {
    const prefix = `bench-${randomUUID()}`;
    try {
        return await use(`${redisUrl}?prefix=${prefix}`);
    }
    finally {
        await forgetInRedis(redisUrl, prefix);
    }
}
