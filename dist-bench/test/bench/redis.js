import { createClient } from '@redis/client';
/** The URL of a Redis that answers, if one does. */
export async function findRedis() {
    const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
    const client = connection(url);
    try {
        await client.connect();
        await client.close();
        return url;
    }
    catch {
        return undefined;
    }
}
/** Deletes every key that begins with the prefix. */
export async function forgetInRedis(redisUrl, prefix) {
    const client = connection(redisUrl);
    await client.connect();
    for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1000 })) {
        if (keys.length > 0)
            await client.unlink(keys);
    }
    await client.close();
}
/** Counts, with MONITOR, what the clients of one store ask of Redis while `work` runs. Others may use the same Redis. */
export async function countCommands(redisUrl, prefix, work) {
    const client = connection(redisUrl);
    await client.connect();
    const byClient = new Map();
    const ours = new Set();
    let inScripts = 0;
    await client.monitor((line) => {
        const source = /^\S+ \[\d+ ([^\]]+)\]/.exec(String(line))?.[1];
        if (source === undefined)
            return;
        const isOurs = String(line).includes(prefix);
        if (source === 'lua') {
            if (isOurs)
                inScripts += 1;
            return;
        }
        // Not every command names a key: a client is known by one that did.
        if (isOurs)
            ours.add(source);
        byClient.set(source, (byClient.get(source) ?? 0) + 1);
    });
    await work();
    client.destroy();
    const commands = [...ours].reduce((sum, source) => sum + (byClient.get(source) ?? 0), 0);
    return { commands, inScripts };
}
function connection(url) {
    const client = createClient({ url, socket: { connectTimeout: 2000, reconnectStrategy: false } });
    // connect() rejects with the same error.
    client.on('error', () => { });
    return client;
}
