import { createRedisClient } from '../src/platform/redis/redis.js';
import { KEY_PREFIX } from '../src/modules/identity/sign-in/redis-buckets.js';
import type { TestApi } from './api.js';

/** What stands in the buckets of failures, wherever the API under test keeps them. */
export interface SignInBuckets {
  count(prefix: string): Promise<number>;
  setFailures(key: string, failures: number): Promise<void>;
}

export function bucketsOf({ database: { prisma }, environment: { redis: server } }: TestApi): SignInBuckets {
  if (!server)
    return {
      count: (prefix) => prisma.signInThrottle.count({ where: { key: { startsWith: prefix } } }),
      setFailures: async (key, failures) => {
        await prisma.signInThrottle.update({ where: { key }, data: { failures } });
      },
    };
  const withRedis = async <T>(work: (client: ReturnType<typeof createRedisClient>) => Promise<T>) => {
    const client = createRedisClient({ server, clientName: 'test-buckets', isTriedAgain: false });
    await client.connect();
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  };
  return {
    count: (prefix) => withRedis(async (client) => (await client.keys(`${KEY_PREFIX}${prefix}*`)).length),
    setFailures: (key, failures) =>
      withRedis(async (client) => {
        // A bucket that is not there yet is a mistake of the test.
        if ((await client.exists(`${KEY_PREFIX}${key}`)) === 0) throw new Error(`No bucket ${key}`);
        await client.hSet(`${KEY_PREFIX}${key}`, 'failures', failures);
      }),
  };
}
