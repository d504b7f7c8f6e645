import { STRANGERS } from './throttle.rules.js';

/** As long as rows of the database's buckets are kept: longer than any bucket counts, by the clock of Redis. */
const KEPT_MS = 2 * 86_400_000;

// A bucket is a hash: failures, first (ms), blocked (ms, absent without a pause). `ofWindow` and `ofStrangers` answer the bucket as it
// is with one failure more, or nil and when a place is free; what they answer is written by `keep`, so that of two buckets both are or none.
const LIBRARY = `
local function find(key)
  local row = redis.call('HMGET', key, 'failures', 'first', 'blocked')
  if not row[1] then return nil end
  return { failures = tonumber(row[1]), first = tonumber(row[2]), blocked = row[3] and tonumber(row[3]) }
end
local function keep(key, bucket)
  redis.call('HSET', key, 'failures', bucket.failures, 'first', bucket.first)
  if bucket.blocked then redis.call('HSET', key, 'blocked', bucket.blocked) else redis.call('HDEL', key, 'blocked') end
  redis.call('PEXPIRE', key, ${String(KEPT_MS)})
end
local function ofWindow(key, now, limit, ms)
  local bucket = find(key)
  if not bucket or bucket.first <= now - ms then return { failures = 1, first = now } end
  if bucket.failures >= limit then return nil, bucket.first + ms end
  bucket.failures = bucket.failures + 1
  return bucket
end
local function ofStrangers(key, now)
  local day = ${String(STRANGERS.daySeconds * 1000)}
  local bucket = find(key)
  if not bucket or bucket.first <= now - day then return { failures = 1, first = now } end
  if bucket.failures >= ${String(STRANGERS.mostADay)} then return nil, bucket.first + day end
  if bucket.blocked and bucket.blocked > now then return nil, bucket.blocked end
  bucket.failures = bucket.failures + 1
  local beyond = bucket.failures - ${String(STRANGERS.free)}
  bucket.blocked = beyond >= 0 and now + 1000 * math.min(2 ^ math.min(beyond, 20), ${String(STRANGERS.longestPauseSeconds)}) or nil
  return bucket
end
`;

/** KEYS: bucket. ARGV: now, limit, ms. Answers 1 and since when the place belongs, or 0 and when one is free. */
export const TAKE_OF_WINDOW = `${LIBRARY}
local now = tonumber(ARGV[1])
local bucket, openAt = ofWindow(KEYS[1], now, tonumber(ARGV[2]), tonumber(ARGV[3]))
if not bucket then return { 0, openAt } end
keep(KEYS[1], bucket)
return { 1, bucket.first }`;

/** KEYS: address, name. ARGV: now, limit and ms of the address. Answers as {@link TAKE_OF_WINDOW}, with since when of both. */
export const TAKE_OF_STRANGER = `${LIBRARY}
local now = tonumber(ARGV[1])
local address, openAt = ofWindow(KEYS[1], now, tonumber(ARGV[2]), tonumber(ARGV[3]))
if not address then return { 0, openAt } end
local name, nameOpenAt = ofStrangers(KEYS[2], now)
if not name then return { 0, nameOpenAt } end
keep(KEYS[1], address)
keep(KEYS[2], name)
return { 1, address.first, name.first }`;

/** KEYS: bucket. ARGV: now, limit, ms. Answers as {@link TAKE_OF_WINDOW}; 0 and nothing where no window is open. */
export const TAKE_OF_OPENED = `${LIBRARY}
local bucket = find(KEYS[1])
local isOpen = bucket and bucket.first > tonumber(ARGV[1]) - tonumber(ARGV[3])
if not isOpen or bucket.failures >= tonumber(ARGV[2]) then return { 0 } end
bucket.failures = bucket.failures + 1
keep(KEYS[1], bucket)
return { 1, bucket.first }`;

/** KEYS: bucket. ARGV: now. */
export const OPEN = `${LIBRARY}
keep(KEYS[1], { failures = 0, first = tonumber(ARGV[1]) })`;

/** KEYS: buckets. ARGV: since when the place in each belongs. */
export const GIVE_BACK = `${LIBRARY}
for at, key in ipairs(KEYS) do
  local bucket = find(key)
  if bucket and bucket.first == tonumber(ARGV[at]) then
    local left = bucket.failures - 1
    redis.call('HSET', key, 'failures', math.max(left, 0))
    if left < ${String(STRANGERS.free)} then redis.call('HDEL', key, 'blocked') end
  end
end`;

/** KEYS: bucket. */
export const CLEAR = `redis.call('DEL', KEYS[1])`;
