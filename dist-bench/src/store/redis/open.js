import { ConfigurationError, StoreError } from '../../core/errors.js';
import { within } from '../../core/within.js';
import { newClient, RedisConnection } from './connection.js';
import { RedisMailbox } from './mailbox.js';
import { RedisPacing } from './pace.js';
import { RedisValues } from './values.js';
const defaultPrefix = 'clickatell';
/** A program that starts is to say within 5 s that its Redis does not answer. */
const slowestConnectMs = 3000;
/**
 * Connects to Redis. `answerMs`: how long it may take to answer, now and for every command. A command that takes longer
 * rejects with StoreError; a write may then have been done or not.
 */
export async function openRedis(url, answerMs = 5000) {
    const { connectionUrl, prefix, place } = partsOf(url);
    let opened = false;
    const client = newClient(connectionUrl, answerMs, () => opened);
    try {
        await within(Math.min(answerMs, slowestConnectMs), client.connect());
    }
    catch (cause) {
        if (client.isOpen)
            client.destroy();
        throw new StoreError(`The store ${place} cannot be reached: ${reasonOf(cause)}.`, { cause });
    }
    opened = true;
    const connection = new RedisConnection(client, place, answerMs);
    const values = new RedisValues(connection, prefix);
    return {
        kind: 'redis',
        url: connectionUrl,
        prefix,
        place,
        values,
        client,
        pacing: new RedisPacing(connection, `${prefix}:pace:`),
        mailbox: (clock, takeOverMs) => new RedisMailbox(connection, values, `${prefix}:lanes:`, clock, takeOverMs),
        close: () => connection.close(),
    };
}
/** `place` is the URL without user and password. No error contains the URL itself, which may hold them. */
function partsOf(url) {
    if (!URL.canParse(url))
        throw new ConfigurationError('The store URL is not a URL: it must look like redis://host:6379/0.');
    const parsed = new URL(url);
    const unknown = [...parsed.searchParams.keys()].filter((name) => name !== 'prefix');
    if (unknown.length > 0) {
        throw new ConfigurationError(`The store URL has unknown parameters (${unknown.join(', ')}): only prefix is known.`);
    }
    if (!/^(\/\d*)?$/.test(parsed.pathname)) {
        throw new ConfigurationError('The store URL must end with the number of a database, as in redis://host:6379/0.');
    }
    const prefix = parsed.searchParams.get('prefix') || defaultPrefix;
    parsed.search = '';
    parsed.hash = '';
    return { connectionUrl: parsed.href, prefix, place: `${parsed.protocol}//${parsed.host}${parsed.pathname}` };
}
/** If several addresses refuse, Node's error has no message; then its code says what happened. */
function reasonOf(cause) {
    if (!(cause instanceof Error))
        return String(cause);
    return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
