import { Script } from './connection.js';
export declare const rememberedSeconds: number;
/**
 * Commits, each of them atomic. Arguments for each: its lane and token, or '' and '', and its writes. Answers for each:
 * -1 if the token does not have the lane, otherwise the number of keys with another value than expected (0: done), and
 * for each of these keys its index and its value.
 */
export declare const commitScript: Script;
/** Every script of the lanes begins with this, which reads the first two arguments. */
export declare const lanes = "\nlocal position, answer = 0, {}\nlocal function arg()\n  position = position + 1\n  return ARGV[position]\nend\nlocal function out(value) answer[#answer + 1] = value end\n\nlocal function writes()\n  local count = tonumber(arg())\n  local first = position + 1\n  position = position + 5 * count\n  return first, count\nend\n\n-- Tells which keys hold something else than the commit expects, and what. Answers their number.\nlocal function differing(first, count)\n  local at, found = #answer + 1, 0\n  out(0)\n  for index = 0, count - 1 do\n    local i = first + 5 * index\n    if ARGV[i + 1] == 'c' then\n      local current = redis.call('GET', ARGV[i]) or ''\n      if current ~= ARGV[i + 3] then\n        found = found + 1\n        out(index)\n        out(current)\n      end\n    end\n  end\n  answer[at] = found\n  return found\nend\n\nlocal function apply(first, count)\n  for i = first, first + 5 * count - 1, 5 do\n    local value, ms = ARGV[i + 4], ARGV[i + 2]\n    if value == '' then redis.call('DEL', ARGV[i])\n    elseif value ~= '=' then\n      if ms == '' then redis.call('SET', ARGV[i], value)\n      else redis.call('SET', ARGV[i], value, 'PX', ms) end\n    end\n  end\nend\n\nlocal base, ms, me = KEYS[1], tonumber(arg()), arg()\nlocal locks, held, ready, busy = base .. 'locks', base .. 'held', base .. 'ready', base .. 'busy'\nlocal added, clock = 0, nil\n\nlocal function number() return redis.call('INCR', base .. 'count') end\n\nlocal function server_now()\n  if not clock then\n    local time = redis.call('TIME')\n    clock = time[1] * 1000 + math.floor(time[2] / 1000)\n  end\n  return clock\nend\n\nlocal function holds(lane, token)\n  local lock = redis.call('HGET', locks, lane)\n  return lock and string.match(lock, '^%d+') == token\nend\n\nlocal function lock(lane, token, try, process)\n  redis.call('HSET', locks, lane, token .. ' ' .. try .. ' ' .. process)\n  redis.call('ZADD', held, server_now() + ms, lane)\nend\n\n-- Locks a lane for its first item. A first run counts from here on, any later one from its beginning.\nlocal function lock_item(lane, token, tries)\n  lock(lane, token, math.max(tonumber(tries), 1), me)\nend\n\nlocal function unlock(lane)\n  redis.call('HDEL', locks, lane)\n  redis.call('ZREM', held, lane)\nend\n\nlocal function wait_for_process(lane)\n  redis.call('ZADD', ready, number(), lane)\n  added = added + 1\nend\n\n-- Puts an item into its lane. Answers the token where the caller is to run it at once.\nlocal function put(lane, at, tries, json, has_room)\n  local sequence = number()\n  redis.call('INCR', base .. 'depth')\n  if redis.call('RPUSH', base .. 'items:' .. lane, sequence .. ' ' .. at .. ' ' .. tries .. ' ' .. json) > 1 then return nil end\n  redis.call('ZADD', busy, at, lane)\n  if redis.call('HEXISTS', locks, lane) == 1 then return nil end\n  if not has_room then\n    wait_for_process(lane)\n    return nil\n  end\n  lock_item(lane, sequence, tries)\n  return sequence\nend\n\n-- Gives the lane to what is first in line: a work, or the caller if it wants the item. Answers the claim.\nlocal function advance(lane, token, is_wanted)\n  local items = base .. 'items:' .. lane\n  local granted = false\n  while true do\n    local head = redis.call('LINDEX', items, 0)\n    if not head then\n      redis.call('ZREM', busy, lane)\n      if not granted then unlock(lane) end\n      return nil\n    end\n    local sequence, at, tries, start = string.match(head, '^(%d+) (%S+) (%S+) ()')\n    if granted then\n      redis.call('ZADD', busy, at, lane)\n      return nil\n    end\n    if tries ~= 'w' then\n      redis.call('ZADD', busy, at, lane)\n      if not is_wanted then\n        unlock(lane)\n        wait_for_process(lane)\n        return nil\n      end\n      token = token or number()\n      lock_item(lane, token, tries)\n      return { lane, token, sequence, tries + 1, string.sub(head, start) }\n    end\n    redis.call('LPOP', items)\n    local process, id = string.match(head, '^(%S+) (%S+)', start)\n    if redis.call('EXISTS', base .. 'work:' .. id) == 1 then\n      granted = true\n      local own = number()\n      lock(lane, own, 0, process)\n      redis.call('SET', base .. 'work:' .. id, own, 'PX', ms)\n      redis.call('PUBLISH', base .. 'go:' .. process, id .. ' ' .. own)\n    end\n  end\nend\n\n-- Claims the lane that has waited longest.\nlocal function take()\n  while true do\n    local lane = redis.call('ZPOPMIN', ready)[1]\n    if not lane then return nil end\n    if redis.call('HEXISTS', locks, lane) == 0 then\n      local claim = advance(lane, false, true)\n      if claim then return claim end\n    end\n  end\nend\n\n-- The item that runs in the lane does not end now: how many of its runs began stays with it. Where its process lives,\n-- this run does not count.\nlocal function keep_tries(lane, is_alive)\n  local items = base .. 'items:' .. lane\n  local try = string.match(redis.call('HGET', locks, lane) or '', '^%d+ (%d+)')\n  local head = redis.call('LINDEX', items, 0)\n  if not head or not try or try == '0' then return end\n  local sequence, at, tries, start = string.match(head, '^(%d+) (%S+) (%S+) ()')\n  if tries == 'w' then return end\n  if is_alive then try = math.max(tonumber(tries), 1) end\n  redis.call('LSET', items, 0, sequence .. ' ' .. at .. ' ' .. try .. ' ' .. string.sub(head, start))\nend\n\n-- So many at once: more than are set aside by one call, and never so many that others would wait.\nlocal function drop_old_asides()\n  local before = (server_now() - 2592000000) * 1000\n  for _, id in ipairs(redis.call('ZRANGEBYSCORE', base .. 'aside', '-inf', before, 'LIMIT', 0, 200)) do\n    redis.call('ZREM', base .. 'aside', id)\n    redis.call('HDEL', base .. 'aside-items', id)\n  end\nend\n\n-- By when they were set aside, in microseconds of which the last digits only keep their order.\nlocal function set_aside(id, json)\n  drop_old_asides()\n  redis.call('ZADD', base .. 'aside', server_now() * 1000 + number() % 1000, id)\n  redis.call('HSET', base .. 'aside-items', id, json)\nend\n\n-- The number of claims, 0 or 1, and the claim.\nlocal function tell(claim)\n  out(claim and 1 or 0)\n  if claim then for _, field in ipairs(claim) do out(field) end end\nend\n\n-- One message wakes the others for all lanes that have become ready, unless some were before: then they know.\nlocal function finish()\n  if added > 0 and redis.call('ZCARD', ready) == added then redis.call('PUBLISH', base .. 'wake', '') end\n  return answer\nend\n";
export declare const laneScripts: {
    /**
     * now, seconds to remember ids, room, then for each acceptance its writes, the number of its items, and for each
     * item id, lane, JSON. Answers for each acceptance what commitScript does; if the writes were done, also for each
     * item
     * -1 if its id is known, 0 if it is new, or the token of its lane if the caller has to run it.
     */
    readonly accept: Script;
    /**
     * now, seconds to remember ids, then for each turn that has ended: lane, token, sequence of the item or '', how it ended ('done', 'aside',
     * 'back' or 'unused'; for other work its id), '1' if this may have been done already, what the caller takes next
     * ('lane': the next item of this lane or another; 'other': of the lane that has waited longest; '': nothing), the
     * JSON of a dead letter, its id, the writes, the number of the items that are accepted with it, and for each of these
     * id, lane, JSON. Answers for each what commitScript does, then the number of claims (0 or 1) and the claim.
     */
    readonly end: Script;
    /** How many. Answers that many claims of lanes that wait for a process. */
    readonly take: Script;
    /** Lets lanes with an expired lease wait for a process again. Answers how many lanes wait in all. */
    readonly reclaim: Script;
    /** Lane and token of each lease. Renews those that still have their lane. Answers the tokens of the others. */
    readonly renew: Script;
    /** lane, token. Answers 1 if the token has the lane. */
    readonly holds: Script;
    /** lane, token, number of the try. Answers 1 if the token has the lane: then this try counts from now on. */
    readonly begun: Script;
    /** key, due at, JSON of {id, lane, json} */
    readonly schedule: Script;
    /** key */
    readonly cancel: Script;
    /**
     * now, seconds to remember ids, room, how many. Moves that many due items into their lanes. Answers how many were
     * due, when the next one is ('' for never), then claims.
     */
    readonly due: Script;
    /**
     * Answers how many items wait, how many dead letters there are, and when the oldest waiting item was accepted (''
     * if none waits).
     */
    readonly measure: Script;
    /** Answers the JSON of each dead letter, oldest first. */
    readonly asides: Script;
    /**
     * now, room, id. Moves a dead letter to the end of its lane, as an item that may have run before. Answers 1, or 0
     * for an unknown id, then its claim.
     */
    readonly repeat: Script;
};
