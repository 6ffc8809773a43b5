import { Script } from './connection.js';
import { lanes } from './scripts.js';

/** What `enterScript` answers for work that waits in a circle. */
export const circle = 'circle';

/**
 * lane, id of the work, now, '1' if it gives way, '1' if it is next in the lane, then lane and token of each turn that waits for the work. Locks the
 * lane for work that is not an item, or puts it in the queue. Answers the token, '' while it waits, or 'circle' if what
 * has the lane waits for one of these turns; where the work gives way, it then loses its place. Must be polled while it
 * waits: otherwise its place expires.
 */
export const enterScript = new Script(`${lanes}
local lane, id, now, gives_way, is_next = arg(), arg(), arg(), arg(), arg()
local work, items = base .. 'work:' .. id, base .. 'items:' .. lane
local tokens = {}
while position < #ARGV do
  local _, token = arg(), arg()
  tokens[token] = true
end

-- Follows who waits for whom from one lane to the next, through at most 1,000 turns.
local function is_circle()
  local todo, seen, at = { lane }, {}, 1
  while todo[at] and at <= 1000 do
    local token = string.match(redis.call('HGET', locks, todo[at]) or '', '^%d+')
    if token and not seen[token] then
      if tokens[token] then return true end
      seen[token] = true
      local waits = redis.call('HGETALL', base .. 'waits:' .. token)
      for i = 1, #waits, 2 do
        if redis.call('GET', base .. 'work:' .. waits[i]) == '' then todo[#todo + 1] = waits[i + 1] end
      end
    end
    at = at + 1
  end
  return false
end

local function keep_waits()
  for token in pairs(tokens) do
    redis.call('HSET', base .. 'waits:' .. token, id, lane)
    redis.call('PEXPIRE', base .. 'waits:' .. token, ms)
  end
end

local state = redis.call('GET', work)
if state then
  redis.call('PEXPIRE', work, ms)
  if state ~= '' then return state end
  keep_waits()
  if not is_circle() then return '' end
  if gives_way == '1' then redis.call('DEL', work) end
  return '${circle}'
end
local isLocked = redis.call('HEXISTS', locks, lane) == 1
if not isLocked and redis.call('EXISTS', items) == 0 then
  local token = number()
  lock(lane, token, 0, me)
  redis.call('SET', work, token, 'PX', ms)
  return tostring(token)
end
local entry = number() .. ' ' .. now .. ' w ' .. me .. ' ' .. id
-- The item that runs stays the first of the list until it ends; other work that runs is not in the list.
local try = is_next == '1' and string.match(redis.call('HGET', locks, lane) or '', '^%d+ (%d+)')
local head = try and try ~= '0' and redis.call('LINDEX', items, 0)
local length
if head then length = redis.call('LINSERT', items, 'AFTER', head, entry)
elseif is_next == '1' then length = redis.call('LPUSH', items, entry)
else length = redis.call('RPUSH', items, entry) end
if length == 1 then redis.call('ZADD', busy, now, lane) end
redis.call('SET', work, '', 'PX', ms)
keep_waits()
return ''`);

/** lane, id of the work that is given up. */
export const giveUpScript = new Script(`${lanes}
local lane, id = arg(), arg()
local token = redis.call('GET', base .. 'work:' .. id)
redis.call('DEL', base .. 'work:' .. id)
if token and token ~= '' and holds(lane, token) then advance(lane, false, false) end
return finish()`);
