import { Script } from './connection.js';
import { lanes } from './scripts.js';
/** How many lanes one beat frees at most, so that Redis is not blocked for long. */
export const mostFreed = 200;
/** For how long a process without connections has not shown itself. Longer than it waits between two tries to connect. */
const goneMs = 2500;
/** For how long after a start of Redis nobody is taken for gone: everyone was cut off, and connects again. */
const youngSeconds = 5;
/**
 * '1' if lanes of processes that are gone are to be freed. Shows that the calling process lives. Answers how many lanes
 * were freed; if these are as many as possible, there may be more.
 *
 * The system closes the connections of a process that was killed, and then Redis knows that nobody listens on its
 * channel. A process that is only slow or stopped keeps its connections, and so does, for Redis, a machine that has
 * vanished: their leases have to expire. A process that cannot listen but shows itself is not gone either. If Redis
 * does not tell who listens, as some proxies and access rules do, nobody is gone.
 */
export const beatScript = new Script(`${lanes}
local processes, now = base .. 'processes', server_now()
redis.call('ZADD', processes, now, me)
-- By then its leases have expired, and those of work that was granted to it after its end.
redis.call('ZREMRANGEBYSCORE', processes, '-inf', now - 2 * ms)

local function listens(process)
  local answer = redis.pcall('PUBSUB', 'NUMSUB', base .. 'go:' .. process)
  return answer[2] and tonumber(answer[2]) > 0
end

local function is_redis_young()
  local info = redis.pcall('INFO', 'server')
  local seconds = type(info) == 'string' and string.match(info, 'uptime_in_seconds:(%d+)')
  return not seconds or tonumber(seconds) < ${youngSeconds}
end

local silent = arg() == '1' and redis.call('ZRANGEBYSCORE', processes, '-inf', now - ${goneMs}) or {}
if #silent == 0 or not listens(me) or is_redis_young() then return 0 end
local gone, freed = {}, 0
for _, process in ipairs(silent) do gone[process] = not listens(process) end
local all = redis.call('HGETALL', locks)
for i = 1, #all, 2 do
  if freed == ${mostFreed} then break end
  if gone[string.match(all[i + 1], '^%d+ %d+ (.+)$')] then
    keep_tries(all[i])
    advance(all[i], false, false)
    freed = freed + 1
  end
end
if freed > 0 then finish() end
return freed`);
