/** For how long an id is remembered: Clickatell may repeat a callback for days. */
export const rememberedSeconds = 7 * 24 * 60 * 60;

/**
 * What the lanes do in Redis in one atomic step each. `base` is what all keys of the lanes begin with.
 *
 * - `<base>items:<lane>`  list: the lane, oldest first; an element is the time of its acceptance, a blank, and the JSON of
 *   an item or the token of a work that waits for its turn
 * - `<base>lock:<lane>`   the token of who runs a turn of the lane now; expires, should they die
 * - `<base>work:<token>`  the work still waits; expires, should its process die
 * - `<base>busy`          sorted set of the lanes in which something waits, by when the oldest was accepted
 * - `<base>depth`         items in all lanes
 * - `<base>seen:<id>`     an id that was accepted
 * - `<base>due`, `<base>due-items`      what is scheduled: keys by time, and their items
 * - `<base>aside`, `<base>aside-items`  what was set aside: ids in order, and their items
 * - `<base>looked`        somebody has just looked round for lanes that nobody runs
 */

const laneKeys = `
local base, lane, token, ms = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local items, lock = base .. 'items:' .. lane, base .. 'lock:' .. lane
`;

const append = `
local function append(base, lane, at, what)
  redis.call('ZADD', base .. 'busy', 'NX', at, lane)
  return redis.call('RPUSH', base .. 'items:' .. lane, at .. ' ' .. what)
end

-- Answers whether the lane has to be woken: who has it, and who put the first item in, see to it themselves.
local function accept(base, lane, at, json)
  redis.call('INCR', base .. 'depth')
  return append(base, lane, at, json) == 1 and redis.call('EXISTS', base .. 'lock:' .. lane) == 0
end
`;

/** The first item of the lane, where it is an item's turn; false where none waits, or a work has got the lane. */
const next = `
local function next_item()
  while true do
    local head = redis.call('LINDEX', items, 0)
    if not head then
      redis.call('ZREM', base .. 'busy', lane)
      return false
    end
    local at = string.match(head, '^%S+')
    local first = string.sub(head, #at + 2, #at + 2)
    if first == '{' then
      redis.call('ZADD', base .. 'busy', at, lane)
      return head
    end
    redis.call('LPOP', items)
    local work = string.sub(head, #at + 2)
    if redis.call('DEL', base .. 'work:' .. work) == 1 then
      redis.call('SET', lock, work, 'PX', ms)
      return false
    end
  end
end
`;

const takeNext = `${next}
local function take_next()
  redis.call('DEL', lock)
  local head = next_item()
  if head then redis.call('SET', lock, token, 'PX', ms) end
  return head or ''
end
`;

export const scripts = {
  /** now, seconds to remember ids, then for each item: id, lane, JSON. Answers 0 known, 1 new, 2 new in a lane to be woken. */
  laneAccept: `${append}
local base, now, remembered = KEYS[1], ARGV[1], ARGV[2]
local answers = {}
for i = 3, #ARGV, 3 do
  local answer = 0
  if redis.call('SET', base .. 'seen:' .. ARGV[i], '1', 'NX', 'EX', remembered) then
    answer = accept(base, ARGV[i + 1], now, ARGV[i + 2]) and 2 or 1
  end
  answers[#answers + 1] = answer
end
return answers`,

  /** lane, token, ms: locks the lane and answers its first item; '' where there is none, or somebody else has the lane. */
  laneTake: `${laneKeys}${takeNext}
local holder = redis.call('GET', lock)
if holder and holder ~= token then return '' end
return take_next()`,

  /**
   * lane, token, ms, how the element of the item begins, then '' and '', or the id and what is kept of an item that is
   * set aside: the item is done, unless somebody else has the lane by now. Answers the next one, as laneTake does. Does
   * no more when it is run again.
   */
  laneDone: `${laneKeys}${takeNext}
local holder = redis.call('GET', lock)
if holder and holder ~= token then return '' end
local head = redis.call('LINDEX', items, 0)
if head and string.sub(head, 1, #ARGV[4]) == ARGV[4] then
  redis.call('LPOP', items)
  redis.call('DECR', base .. 'depth')
  if ARGV[5] ~= '' then
    redis.call('ZADD', base .. 'aside', redis.call('INCR', base .. 'aside-count'), ARGV[5])
    redis.call('HSET', base .. 'aside-items', ARGV[5], ARGV[6])
  end
elseif not holder then
  return ''
end
return take_next()`,

  /** lane, token, ms, now: locks the lane for a work that is no item, or has it wait for its turn. Answers 1 if locked. */
  laneLock: `${laneKeys}${append}
local holder = redis.call('GET', lock)
local work = base .. 'work:' .. token
if holder == token or (not holder and redis.call('EXISTS', items) == 0) then
  redis.call('SET', lock, token, 'PX', ms)
  redis.call('DEL', work)
  return 1
end
if redis.call('EXISTS', work) == 0 then append(base, lane, ARGV[4], token) end
redis.call('SET', work, '1', 'PX', ms)
return 0`,

  /** lane, token, ms: gives the lane back. Answers 1 where items wait and nobody has the lane. */
  laneUnlock: `${laneKeys}${next}
redis.call('DEL', base .. 'work:' .. token)
local holder = redis.call('GET', lock)
if holder and holder ~= token then return 0 end
redis.call('DEL', lock)
return next_item() and 1 or 0`,

  /** ms, then lane and token of each: whoever holds them goes on holding them. */
  laneRenew: `
for i = 2, #ARGV, 2 do
  local lock = KEYS[1] .. 'lock:' .. ARGV[i]
  if redis.call('GET', lock) == ARGV[i + 1] then redis.call('PEXPIRE', lock, ARGV[1]) end
end
return 1`,

  /** ms, how many: lanes in which something waits and that nobody has; none where somebody has looked within so many ms. */
  laneForgotten: `
local base = KEYS[1]
local lanes = {}
if ARGV[1] ~= '0' and not redis.call('SET', base .. 'looked', '1', 'NX', 'PX', ARGV[1]) then return lanes end
for _, lane in ipairs(redis.call('ZRANGE', base .. 'busy', 0, 999)) do
  if redis.call('EXISTS', base .. 'lock:' .. lane) == 0 then lanes[#lanes + 1] = lane end
  if #lanes == tonumber(ARGV[2]) then break end
end
return lanes`,

  /** key, due at, JSON of {id, lane, json} */
  laneSchedule: `
redis.call('ZADD', KEYS[1] .. 'due', ARGV[2], ARGV[1])
redis.call('HSET', KEYS[1] .. 'due-items', ARGV[1], ARGV[3])
return 1`,

  /** key */
  laneCancel: `
redis.call('HDEL', KEYS[1] .. 'due-items', ARGV[1])
return redis.call('ZREM', KEYS[1] .. 'due', ARGV[1])`,

  /** now, seconds to remember ids: what is due goes into its lane. Answers when the next is due, or '', then lanes to be woken. */
  laneDue: `${append}
local base, now, remembered = KEYS[1], ARGV[1], ARGV[2]
local lanes = {}
for _, key in ipairs(redis.call('ZRANGEBYSCORE', base .. 'due', '-inf', now, 'LIMIT', 0, 500)) do
  local item = cjson.decode(redis.call('HGET', base .. 'due-items', key))
  redis.call('ZREM', base .. 'due', key)
  redis.call('HDEL', base .. 'due-items', key)
  if redis.call('SET', base .. 'seen:' .. item.id, '1', 'NX', 'EX', remembered) then
    if accept(base, item.lane, now, item.json) then lanes[#lanes + 1] = item.lane end
  end
end
local first = redis.call('ZRANGE', base .. 'due', 0, 0, 'WITHSCORES')
return {first[2] or '', unpack(lanes)}`,

  /** Answers how many items wait, how many are set aside, and when the oldest was accepted, where one waits. */
  laneMeasure: `
local depth = redis.call('GET', KEYS[1] .. 'depth') or '0'
local oldest = redis.call('ZRANGE', KEYS[1] .. 'busy', 0, 0, 'WITHSCORES')
return {depth, redis.call('ZCARD', KEYS[1] .. 'aside'), oldest[2]}`,

  /** Answers what is kept of each, oldest first. */
  laneAsides: `
local all = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1] .. 'aside', 0, -1)) do
  all[#all + 1] = redis.call('HGET', KEYS[1] .. 'aside-items', id)
end
return all`,

  /** now, id: an item that was set aside goes to the end of its lane. Answers the lane. */
  laneRepeat: `${append}
local base, now, id = KEYS[1], ARGV[1], ARGV[2]
local kept = redis.call('HGET', base .. 'aside-items', id)
if not kept then return '' end
redis.call('HDEL', base .. 'aside-items', id)
redis.call('ZREM', base .. 'aside', id)
local item = cjson.decode(kept)
accept(base, item.lane, now, item.json)
return item.lane`,
} as const;
