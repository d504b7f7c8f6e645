import { parseRedisUrl, type RedisServer } from '../platform/config/redis.js';
import { createRedisClient } from '../platform/redis/redis.js';
import { codeOf, explainFailure, networkSentences } from './connection-failure.js';
import { misconfigured, type StartFailure } from './start-failure.js';

/** Sentences by the code of the network, or by the first word of what Redis answers. */
const SENTENCES: Readonly<Record<string, string>> = {
  ...networkSentences('Redis'),
  ETIMEDOUT: 'it does not answer: check host, port and firewall, and whether it speaks TLS (rediss://)',
  ECONNRESET:
    'what listens there is not Redis or closes the connection: correct host, port and TLS (rediss://)',
  EPROTO: 'it speaks no TLS: write redis:// or correct the port',
  NOAUTH: 'it asks for a password: put it into the address',
  WRONGPASS: 'the password or user is wrong: correct it',
  NOPERM: 'this user may not run scripts (EVAL) on the keys crm:sign-in:*: grant it',
  LOADING: 'it is still reading its data: start again in a moment',
  READONLY: 'it is a replica that takes no changes: name the primary server',
};

/** What the start tries: a change under a key of ours that goes by itself. */
const TRIAL = `return redis.call('SET', KEYS[1], '1', 'PX', 1000)`;
const TRIAL_KEY = 'crm:sign-in:start';
const PATIENCE_MS = 5000;

/** The Redis without its password, for sentences. */
export const describeRedis = ({ username, host, port, database }: RedisServer): string =>
  `${username === null ? '' : `${username}@`}${host}:${String(port)}/${String(database)}`;

/** Why the Redis cannot be used, in one sentence. */
export const explainRedisError = (server: RedisServer, error: unknown): StartFailure =>
  explainFailure(
    {
      variable: 'REDIS_URL',
      address: describeRedis(server),
      sentences: SENTENCES,
      passing: ['LOADING'],
    },
    redisCodeOf(error),
    error,
  );

function redisCodeOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== '') return code.startsWith('ERR_SSL') ? 'EPROTO' : code;
  if (!(error instanceof Error)) return '';
  if (/without any password configured|invalid password/i.test(error.message)) return 'WRONGPASS';
  if (/socket closed/i.test(error.message)) return 'ECONNRESET';
  return /^[A-Z]+(?= )/.exec(error.message)?.[0] ?? '';
}

/** @throws {StartFailure} with what is wrong with the Redis of `REDIS_URL` and what to do. */
export async function checkExternalRedis(url: string): Promise<void> {
  const server = parseRedisUrl(url);
  if (!server)
    throw misconfigured(
      'REDIS_URL cannot be read: it has to look like redis://:password@host:6379 or rediss://user:password@host:6379/1, with special ' +
        'characters of the password percent-encoded.',
    );
  const client = createRedisClient({ server, clientName: 'crm-start', isTriedAgain: false });
  // Told by the rejection too.
  client.on('error', () => undefined);
  const late = setTimeout(() => {
    client.destroy();
  }, PATIENCE_MS);
  try {
    await client.connect();
    await client.eval(TRIAL, { keys: [TRIAL_KEY] });
  } catch (error) {
    throw explainRedisError(server, error);
  } finally {
    clearTimeout(late);
    client.destroy();
  }
}
