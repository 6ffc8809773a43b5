import { rememberedMs } from '../lives.js';
import { Script } from './connection.js';
import { lanesLua, readerLua, writesLua } from './lua.js';

export const rememberedSeconds = rememberedMs / 1000;

/**
 * Commits, each of them atomic. Arguments for each: its lane and token, or '' and '', and its writes. Answers for each:
 * -1 if the token does not have the lane, otherwise the number of keys with another value than expected (0: done), and
 * for each of these keys its index and its value.
 */
export const commitScript = new Script(`${readerLua}${writesLua}
local base, locks = KEYS[1], KEYS[1] .. 'locks'
while position < #ARGV do
  local lane, token = arg(), arg()
  local first, count = writes()
  local lock = token ~= '' and redis.call('HGET', locks, lane)
  if token ~= '' and (not lock or string.match(lock, '^%d+') ~= token) then out(-1)
  elseif differing(first, count) == 0 then apply(first, count) end
end
return answer`);

/** Every script of the lanes begins with this, which reads the first two arguments. */
export const lanes = `${readerLua}${writesLua}${lanesLua}`;

export const laneScripts = {
  /**
   * now, seconds to remember ids, room, then for each acceptance its writes, the number of its items, and for each
   * item id, lane, JSON. Answers for each acceptance what commitScript does; if the writes were done, also for each
   * item
   * -1 if its id is known, 0 if it is new, or the token of its lane if the caller has to run it.
   */
  accept: new Script(`${lanes}
local now, remembered, room = arg(), arg(), tonumber(arg())
while position < #ARGV do
  local first, count = writes()
  local items = tonumber(arg())
  if differing(first, count) > 0 then
    position = position + 3 * items
  else
    apply(first, count)
    for i = 1, items do
      local id, lane, json = arg(), arg(), arg()
      if redis.call('SET', base .. 'seen:' .. id, '1', 'NX', 'EX', remembered) then
        local token = put(lane, now, 0, json, room > 0)
        if token then room = room - 1 end
        out(token or 0)
      else
        out(-1)
      end
    end
  end
end
return finish()`),

  /**
   * now, seconds to remember ids, then for each turn that has ended: lane, token, sequence of the item or '', how it ended ('done', 'aside',
   * 'back' or 'unused'; for other work its id), '1' if this may have been done already, what the caller takes next
   * ('lane': the next item of this lane or another; 'other': of the lane that has waited longest; '': nothing), the
   * JSON of a dead letter, its id, the writes, the number of the items that are accepted with it, and for each of these
   * id, lane, JSON. Answers for each what commitScript does, then the number of claims (0 or 1) and the claim.
   */
  end: new Script(`${lanes}
local now, remembered = arg(), arg()
while position < #ARGV do
  local lane, token, sequence, how, again, want = arg(), arg(), arg(), arg(), arg(), arg()
  local aside, id = arg(), arg()
  local first, count = writes()
  local items_count = tonumber(arg())
  local next_item = position + 1
  position = position + 3 * items_count
  local claim, isOver = nil, true
  if not holds(lane, token) then
    local isDone = again == '1' and sequence == '' and redis.call('GET', base .. 'work:' .. how) == 'done'
    out(isDone and 0 or -1)
  else
    local items = base .. 'items:' .. lane
    local head = sequence ~= '' and redis.call('LINDEX', items, 0)
    local isHead = head and string.match(head, '^%d+') == sequence
    if again == '1' and sequence ~= '' and not isHead then
      out(0)
    elseif differing(first, count) > 0 then
      isOver = false
    else
      apply(first, count)
      if sequence == '' then
        redis.call('SET', base .. 'work:' .. how, 'done', 'PX', ms)
      elseif how == 'back' then
        keep_tries(lane, true)
      elseif isHead and how ~= 'unused' then
        redis.call('LPOP', items)
        redis.call('DECR', base .. 'depth')
        if how == 'aside' then
          set_aside(id, aside)
          for i = next_item, next_item + 3 * items_count - 1, 3 do
            if redis.call('SET', base .. 'seen:' .. ARGV[i], '1', 'NX', 'EX', remembered) then
              put(ARGV[i + 1], now, 0, ARGV[i + 2], false)
            end
          end
        end
      end
    end
    -- A work's token ends with it.
    if isOver then claim = advance(lane, sequence ~= '' and token, want == 'lane') end
  end
  if isOver and want ~= '' then claim = claim or take() end
  if isOver then tell(claim) end
end
return finish()`),

  /** How many. Answers that many claims of lanes that wait for a process. */
  take: new Script(`${lanes}
for i = 1, tonumber(arg()) do
  local claim = take()
  if not claim then break end
  tell(claim)
end
return finish()`),

  /** Lets lanes with an expired lease wait for a process again. Answers how many lanes wait in all. */
  reclaim: new Script(`${lanes}
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', held, '-inf', server_now(), 'LIMIT', 0, 200)) do
  keep_tries(lane)
  advance(lane, false, false)
end
out(redis.call('ZCARD', ready))
return finish()`),

  /** Lane and token of each lease. Renews those that still have their lane. Answers the tokens of the others. */
  renew: new Script(`${lanes}
while position < #ARGV do
  local lane, token = arg(), arg()
  if holds(lane, token) then redis.call('ZADD', held, 'XX', server_now() + ms, lane) else out(token) end
end
return answer`),

  /** lane, token. Answers 1 if the token has the lane. */
  holds: new Script(`${lanes}
local lane, token = arg(), arg()
return holds(lane, token) and 1 or 0`),

  /** lane, token, number of the try. Answers 1 if the token has the lane: then this try counts from now on. */
  begun: new Script(`${lanes}
local lane, token, try = arg(), arg(), arg()
if not holds(lane, token) then return 0 end
lock(lane, token, try, me)
return 1`),

  /**
   * The writes, then for each lane: the lane, its token, how many entries its list should have, and each of them. If all
   * lists are like that, deletes those of their entries that are items, and does the writes. Answers -1 if a token does
   * not have its lane; otherwise what commitScript does, then 1, or 0 if a list is another one.
   */
  empty: new Script(`${lanes}
local first, count = writes()
local lists, isSame = {}, true
while position < #ARGV do
  local lane, token, size = arg(), arg(), tonumber(arg())
  if not holds(lane, token) then return { -1 } end
  local found = redis.call('LRANGE', base .. 'items:' .. lane, 0, -1)
  isSame = isSame and #found == size
  for i = 1, size do isSame = arg() == found[i] and isSame end
  lists[#lists + 1] = { base .. 'items:' .. lane, found }
end
if differing(first, count) > 0 then return answer end
if not isSame then
  out(0)
  return answer
end
apply(first, count)
for _, list in ipairs(lists) do
  redis.call('DEL', list[1])
  for _, entry in ipairs(list[2]) do
    if string.match(entry, '^%d+ %S+ (%S+) ') == 'w' then redis.call('RPUSH', list[1], entry)
    else redis.call('DECR', base .. 'depth') end
  end
end
out(1)
return answer`),

  /** id, JSON of the dead letter or '' to delete it. */
  changeAside: new Script(`${lanes}
local id, json = arg(), arg()
if redis.call('HEXISTS', base .. 'aside-items', id) == 0 then return 0 end
if json == '' then
  redis.call('ZREM', base .. 'aside', id)
  redis.call('HDEL', base .. 'aside-items', id)
else
  redis.call('HSET', base .. 'aside-items', id, json)
end
return 1`),

  /** key, due at, JSON of {id, lane, json} */
  schedule: new Script(`${lanes}
local key, due, json = arg(), arg(), arg()
redis.call('ZADD', base .. 'due', due, key)
redis.call('HSET', base .. 'due-items', key, json)
return 1`),

  /** key */
  cancel: new Script(`${lanes}
local key = arg()
redis.call('HDEL', base .. 'due-items', key)
return redis.call('ZREM', base .. 'due', key)`),

  /**
   * now, seconds to remember ids, room, how many. Moves that many due items into their lanes. Answers how many were
   * due, when the next one is ('' for never), then claims.
   */
  due: new Script(`${lanes}
local now, remembered, room, most = arg(), arg(), tonumber(arg()), arg()
local keys = redis.call('ZRANGEBYSCORE', base .. 'due', '-inf', now, 'LIMIT', 0, most)
local claims = {}
for _, key in ipairs(keys) do
  local item = cjson.decode(redis.call('HGET', base .. 'due-items', key))
  redis.call('ZREM', base .. 'due', key)
  redis.call('HDEL', base .. 'due-items', key)
  if redis.call('SET', base .. 'seen:' .. item.id, '1', 'NX', 'EX', remembered) then
    local token = put(item.lane, now, 0, item.json, room > 0)
    if token then
      room = room - 1
      claims[#claims + 1] = { item.lane, token, token, 1, item.json }
    end
  end
end
out(#keys)
out(redis.call('ZRANGE', base .. 'due', 0, 0, 'WITHSCORES')[2] or '')
for _, claim in ipairs(claims) do tell(claim) end
return finish()`),

  /**
   * Answers how many items wait, how many dead letters there are, and when the oldest waiting item was accepted (''
   * if none waits).
   */
  measure: new Script(`${lanes}
drop_old_asides()
out(redis.call('GET', base .. 'depth') or '0')
out(redis.call('ZCARD', base .. 'aside'))
out(redis.call('ZRANGE', busy, 0, 0, 'WITHSCORES')[2] or '')
return answer`),

  /** Answers the JSON of each dead letter, oldest first. */
  asides: new Script(`${lanes}
drop_old_asides()
for _, id in ipairs(redis.call('ZRANGE', base .. 'aside', 0, -1)) do
  out(redis.call('HGET', base .. 'aside-items', id))
end
return answer`),

  /**
   * now, room, id. Moves a dead letter to the end of its lane, as an item that may have run before. Answers 1, or 0
   * for an unknown id, then its claim.
   */
  repeat: new Script(`${lanes}
local now, room, id = arg(), tonumber(arg()), arg()
drop_old_asides()
local kept = redis.call('HGET', base .. 'aside-items', id)
if not kept then
  out(0)
  return answer
end
redis.call('HDEL', base .. 'aside-items', id)
redis.call('ZREM', base .. 'aside', id)
local item = cjson.decode(kept)
local token = put(item.lane, now, 1, item.json, room > 0)
out(1)
tell(token and { item.lane, token, token, 2, item.json })
return finish()`),
} as const;
