import { asideMs } from '../lives.js';
/** Helpers that read the arguments and write the answer, both from start to end. */
export const readerLua = `
local position, answer = 0, {}
local function arg()
  position = position + 1
  return ARGV[position]
end
local function out(value) answer[#answer + 1] = value end
`;
/**
 * The writes of a commit: their number, then for each the key, how ('s' or 'c'), ms to keep, expected and next text.
 */
export const writesLua = `
local function writes()
  local count = tonumber(arg())
  local first = position + 1
  position = position + 5 * count
  return first, count
end

-- Tells which keys hold something else than the commit expects, and what. Answers their number.
local function differing(first, count)
  local at, found = #answer + 1, 0
  out(0)
  for index = 0, count - 1 do
    local i = first + 5 * index
    if ARGV[i + 1] == 'c' then
      local current = redis.call('GET', ARGV[i]) or ''
      if current ~= ARGV[i + 3] then
        found = found + 1
        out(index)
        out(current)
      end
    end
  end
  answer[at] = found
  return found
end

local function apply(first, count)
  for i = first, first + 5 * count - 1, 5 do
    local value, ms = ARGV[i + 4], ARGV[i + 2]
    if value == '' then redis.call('DEL', ARGV[i])
    elseif value ~= '=' then
      if ms == '' then redis.call('SET', ARGV[i], value)
      else redis.call('SET', ARGV[i], value, 'PX', ms) end
    end
  end
end
`;
/**
 * The lanes in Redis. `base` is the prefix of all their keys. The first two arguments are how long a lease lasts, in ms,
 * and the id of the calling process.
 *
 * - `<base>items:<lane>`  list: the lane, oldest first. An item is its sequence number, the time of its acceptance, how
 *   often it may have run, and its JSON. Other work that waits is a number, the time, 'w', its process and its id
 * - `<base>locks`         hash: for each lane that a process runs, the token of the lease, the number of the try, and the
 *   process
 * - `<base>held`          sorted set: the same lanes, by when their lease expires
 * - `<base>ready`         sorted set: lanes in which something waits and that no process runs, in turn order
 * - `<base>busy`          sorted set: lanes in which something waits or runs, by when the oldest was accepted
 * - `<base>work:<id>`     other work that waits: '', or its token once it has the lane; expires if its process dies
 * - `<base>processes`     sorted set: the processes, by when each was last heard of
 * - `<base>waits:<token>` hash: the works that a turn waits for, each with its lane; expires if the turn's process dies
 * - `<base>count`         the counter of sequence numbers and tokens
 * - `<base>depth`         items in all lanes
 * - `<base>seen:<id>`     an id that was accepted
 * - `<base>due`, `<base>due-items`      scheduled items: keys by time, and the items
 * - `<base>aside`, `<base>aside-items`  dead letters: ids by when they were set aside, and the items
 *
 * A lane in which something waits is always either in `locks` or in `ready`. An expired lease is still valid until
 * another process takes the lane: then its token is no longer in `locks`, and nothing can be written with it any more.
 * Channels: `<base>wake` (a lane is ready), `<base>go:<process>` (work of that process has its lane).
 */
export const lanesLua = `
local base, ms, me = KEYS[1], tonumber(arg()), arg()
local locks, held, ready, busy = base .. 'locks', base .. 'held', base .. 'ready', base .. 'busy'
local added, clock = 0, nil

local function number() return redis.call('INCR', base .. 'count') end

local function server_now()
  if not clock then
    local time = redis.call('TIME')
    clock = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return clock
end

local function holds(lane, token)
  local lock = redis.call('HGET', locks, lane)
  return lock and string.match(lock, '^%d+') == token
end

local function lock(lane, token, try, process)
  redis.call('HSET', locks, lane, token .. ' ' .. try .. ' ' .. process)
  redis.call('ZADD', held, server_now() + ms, lane)
end

-- Locks a lane for its first item. A first run counts from here on, any later one from its beginning.
local function lock_item(lane, token, tries)
  lock(lane, token, math.max(tonumber(tries), 1), me)
end

local function unlock(lane)
  redis.call('HDEL', locks, lane)
  redis.call('ZREM', held, lane)
end

local function wait_for_process(lane)
  redis.call('ZADD', ready, number(), lane)
  added = added + 1
end

-- Puts an item into its lane. Answers the token where the caller is to run it at once.
local function put(lane, at, tries, json, has_room)
  local sequence = number()
  redis.call('INCR', base .. 'depth')
  if redis.call('RPUSH', base .. 'items:' .. lane, sequence .. ' ' .. at .. ' ' .. tries .. ' ' .. json) > 1 then return nil end
  redis.call('ZADD', busy, at, lane)
  if redis.call('HEXISTS', locks, lane) == 1 then return nil end
  if not has_room then
    wait_for_process(lane)
    return nil
  end
  lock_item(lane, sequence, tries)
  return sequence
end

-- Gives the lane to what is first in line: a work, or the caller if it wants the item. Answers the claim.
local function advance(lane, token, is_wanted)
  local items = base .. 'items:' .. lane
  local granted = false
  while true do
    local head = redis.call('LINDEX', items, 0)
    if not head then
      redis.call('ZREM', busy, lane)
      if not granted then unlock(lane) end
      return nil
    end
    local sequence, at, tries, start = string.match(head, '^(%d+) (%S+) (%S+) ()')
    if granted then
      redis.call('ZADD', busy, at, lane)
      return nil
    end
    if tries ~= 'w' then
      redis.call('ZADD', busy, at, lane)
      if not is_wanted then
        unlock(lane)
        wait_for_process(lane)
        return nil
      end
      token = token or number()
      lock_item(lane, token, tries)
      return { lane, token, sequence, tries + 1, string.sub(head, start) }
    end
    redis.call('LPOP', items)
    local process, id = string.match(head, '^(%S+) (%S+)', start)
    if redis.call('EXISTS', base .. 'work:' .. id) == 1 then
      granted = true
      local own = number()
      lock(lane, own, 0, process)
      redis.call('SET', base .. 'work:' .. id, own, 'PX', ms)
      redis.call('PUBLISH', base .. 'go:' .. process, id .. ' ' .. own)
    end
  end
end

-- Claims the lane that has waited longest.
local function take()
  while true do
    local lane = redis.call('ZPOPMIN', ready)[1]
    if not lane then return nil end
    if redis.call('HEXISTS', locks, lane) == 0 then
      local claim = advance(lane, false, true)
      if claim then return claim end
    end
  end
end

-- The item that runs in the lane does not end now: how many of its runs began stays with it. Where its process lives,
-- this run does not count.
local function keep_tries(lane, is_alive)
  local items = base .. 'items:' .. lane
  local try = string.match(redis.call('HGET', locks, lane) or '', '^%d+ (%d+)')
  local head = redis.call('LINDEX', items, 0)
  if not head or not try or try == '0' then return end
  local sequence, at, tries, start = string.match(head, '^(%d+) (%S+) (%S+) ()')
  if tries == 'w' then return end
  if is_alive then try = math.max(tonumber(tries), 1) end
  redis.call('LSET', items, 0, sequence .. ' ' .. at .. ' ' .. try .. ' ' .. string.sub(head, start))
end

-- So many at once: more than are set aside by one call, and never so many that others would wait.
local function drop_old_asides()
  local before = (server_now() - ${asideMs}) * 1000
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', base .. 'aside', '-inf', before, 'LIMIT', 0, 200)) do
    redis.call('ZREM', base .. 'aside', id)
    redis.call('HDEL', base .. 'aside-items', id)
  end
end

-- By when they were set aside, in microseconds of which the last digits only keep their order.
local function set_aside(id, json)
  drop_old_asides()
  redis.call('ZADD', base .. 'aside', server_now() * 1000 + number() % 1000, id)
  redis.call('HSET', base .. 'aside-items', id, json)
end

-- The number of claims, 0 or 1, and the claim.
local function tell(claim)
  out(claim and 1 or 0)
  if claim then for _, field in ipairs(claim) do out(field) end end
end

-- One message wakes the others for all lanes that have become ready, unless some were before: then they know.
local function finish()
  if added > 0 and redis.call('ZCARD', ready) == added then redis.call('PUBLISH', base .. 'wake', '') end
  return answer
end
`;
