import { Redis, type RedisOptions, ReplyError } from 'ioredis';
import { StoreError } from '../../core/errors.js';
import { scripts } from './scripts.js';

/** How long Redis may take to answer, in ms. */
export const answerMs = 5000;

/** One of the lanes' scripts, with its arguments. Rejects with StoreError where Redis does not do it. */
export type RunScript = (name: keyof typeof scripts, ...args: readonly (string | number)[]) => Promise<unknown>;

export function connect(url: string, options: RedisOptions): Redis {
  // Each command that fails says so itself; an 'error' that nobody listens to would end the process.
  return new Redis(url, options).on('error', () => {});
}

/**
 * What the connection answers. One that was silent for too long is given up for a new one: where the other side has gone
 * without a word, the machine itself would take a quarter of an hour to notice.
 */
export async function answered<T>(connection: Redis, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (connection.status === 'ready' && !(error instanceof ReplyError)) connection.disconnect(true);
    throw error;
  }
}

/** The lanes' scripts on a connection, over the keys that begin with `base`. */
export function scriptsOn(connection: Redis, base: string): RunScript {
  for (const [name, lua] of Object.entries(scripts)) connection.defineCommand(name, { numberOfKeys: 1, lua });
  return async (name, ...args) => {
    const command: unknown = Reflect.get(connection, name);
    if (typeof command !== 'function') throw new TypeError(`${name} is not defined`);
    return guarded(() => answered(connection, command.call(connection, base, ...args)));
  };
}

/** What the lanes ask of Redis, or StoreError. */
export async function guarded<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (cause) {
    throw new StoreError('The lanes in Redis cannot be read or written now.', { cause });
  }
}
