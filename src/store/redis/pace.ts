import type { PaceRates, Pacing, Rate } from '../pacing.js';
import { type RedisConnection, Script } from './connection.js';

/**
 * The generic cell rate algorithm. A key holds the server time until which its burst is used up, and expires then. Each
 * message has two keys, each with its burst and its ms per message; everyMs 0 means no limit.
 */
const reserveScript = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local delays = {}
local function place(i)
  local key, burst, every = KEYS[1] .. ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  if every == 0 then return 0 end
  local used = math.max(tonumber(redis.call('GET', key) or '0'), now) + every
  redis.call('SET', key, string.format('%.3f', used), 'PX', math.ceil(used - now))
  return math.max(0, used - now - burst * every)
end
for i = 1, #ARGV, 6 do
  delays[#delays + 1] = math.ceil(math.max(place(i), place(i + 3)))
end
return delays`);

/** A number. Answers for how many ms its burst is used up. */
const usedScript = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
return { math.ceil(math.max(0, tonumber(redis.call('GET', KEYS[1] .. ARGV[1]) or '0') - now)) }`);

/** Enforces the rate limits across all processes that share this Redis. */
export class RedisPacing implements Pacing {
  readonly #connection: RedisConnection;
  readonly #base: string;

  constructor(connection: RedisConnection, base: string) {
    this.#connection = connection;
    this.#base = base;
  }

  async reserve(
    messages: readonly { readonly business: string; readonly person: string }[],
    { perPerson, perNumber }: PaceRates,
  ): Promise<readonly number[]> {
    const isPaced = perPerson.everyMs > 0 || perNumber.everyMs > 0;
    if (messages.length === 0 || !isPaced) return messages.map(() => 0);
    const args = messages.flatMap(({ business, person }) => [
      ...argsOf(`${business}:${person}`, perPerson),
      ...argsOf(business, perNumber),
    ]);
    const answer = await this.#connection.run(reserveScript, this.#base, args);
    return messages.map(() => answer.number());
  }

  async usedMs(business: string): Promise<number> {
    return (await this.#connection.run(usedScript, this.#base, [business])).number();
  }
}

function argsOf(key: string, { burst, everyMs }: Rate): string[] {
  const isPaced = everyMs > 0 && Number.isFinite(burst);
  return [key, isPaced ? String(burst) : '0', isPaced ? String(everyMs) : '0'];
}
