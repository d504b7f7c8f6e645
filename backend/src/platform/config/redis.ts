/** The Redis that `REDIS_URL` names. */
export interface RedisServer {
  readonly host: string;
  readonly port: number;
  /** `rediss:`, with the server's certificate verified. */
  readonly isTls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
}

const DEFAULT_PORT = 6379;
// The value holds a password, so a mistake names the variable alone.
const MISTAKE =
  'REDIS_URL is not an address such as redis://:password@host:6379 or rediss://user:password@host:6379/1, with special characters ' +
  'of the password percent-encoded';

/** Null where none is named: counters are in the database then. */
export function readRedis(optional: (name: string) => string | null, mistakes: string[]): RedisServer | null {
  const value = optional('REDIS_URL');
  if (value === null) return null;
  const server = parseRedisUrl(value);
  if (server === null) mistakes.push(MISTAKE);
  return server;
}

/** Null for what is no address of a Redis. */
export function parseRedisUrl(value: string): RedisServer | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return null;
  const path = /^\/?(?<database>\d{0,3})$/.exec(url.pathname);
  return path && serverOf(url, Number(path.groups?.['database']));
}

function serverOf(
  { hostname, port, protocol, username, password }: URL,
  database: number,
): RedisServer | null {
  try {
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? DEFAULT_PORT : Number(port),
      isTls: protocol === 'rediss:',
      username: decodeURIComponent(username) || null,
      password: decodeURIComponent(password) || null,
      database,
    };
  } catch {
    return null; // a percent sign that encodes nothing
  }
}
