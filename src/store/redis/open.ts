import type { Clock } from '../../core/clock.js';
import { ConfigurationError, StoreError } from '../../core/errors.js';
import { within } from '../../core/within.js';
import type { Pacing } from '../pacing.js';
import type { SharedMailbox } from '../sharedMailbox.js';
import { newClient, type RedisClient, RedisConnection } from './connection.js';
import { RedisMailbox } from './mailbox.js';
import { RedisPacing } from './pace.js';
import { RedisValues } from './values.js';

/** A Redis for several processes. What is written is as safe as that Redis is set up to keep it. */
export interface OpenRedis {
  readonly kind: 'redis';
  /** Holds the password, so it belongs in no log. */
  readonly url: string;
  /** What every key of this program begins with, before a colon. The values' own begin with `<prefix>:keyv:`. */
  readonly prefix: string;
  /** The URL for people: without user and password. */
  readonly place: string;
  readonly values: RedisValues;
  /** The store's connection; it connects again by itself, and rejects commands while it is not connected. */
  readonly client: RedisClient;
  readonly pacing: Pacing;
  /** The mailbox of one set of lanes. `takeOverMs`: after how long the lanes of a process that died go to others. */
  mailbox(clock: Clock, takeOverMs: number): SharedMailbox;
  close(): Promise<void>;
}

const defaultPrefix = 'clickatell';

/**
 * Connects to Redis. `answerMs`: how long it may take to answer, now and for every command; what takes longer rejects
 * with StoreError, and for a write it is then not known whether it was done.
 */
export async function openRedis(url: string, answerMs = 5000): Promise<OpenRedis> {
  const { connectionUrl, prefix, place } = partsOf(url);
  let opened = false;
  const client = newClient(connectionUrl, answerMs, () => opened);
  try {
    await within(answerMs, client.connect());
  } catch (cause) {
    if (client.isOpen) client.destroy();
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

/** `place` is the URL for people: without user and password. No fault repeats the URL, which may hold them. */
function partsOf(url: string): { connectionUrl: string; prefix: string; place: string } {
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

/** Node gives an error without a message where several addresses refuse; then its code says what happened. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
