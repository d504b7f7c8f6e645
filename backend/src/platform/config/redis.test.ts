import { expect, test } from 'vitest';
import type { ConfigurationError } from './env.js';
import { readEnvironment } from './env.js';
import { parseRedisUrl } from './redis.js';

const PLAIN = { host: '127.0.0.1', port: 6379, isTls: false, username: null, password: null, database: 0 };

test.each([
  ['redis://127.0.0.1', PLAIN],
  ['redis://127.0.0.1:6380/3', { ...PLAIN, port: 6380, database: 3 }],
  ['redis://:s%40cret@127.0.0.1/', { ...PLAIN, password: 's@cret' }],
  [
    'rediss://crm:pass@127.0.0.1:6390',
    { ...PLAIN, port: 6390, isTls: true, username: 'crm', password: 'pass' },
  ],
  ['redis://[::1]', { ...PLAIN, host: '::1' }],
])('%s is an address', (url, server) => {
  expect(parseRedisUrl(url)).toEqual(server);
});

test.each([
  'redis',
  '127.0.0.1:6379',
  'http://127.0.0.1:6379',
  'redis://',
  'redis://127.0.0.1/first',
  'redis://127.0.0.1/1/2',
  'redis://:hush%hush@127.0.0.1',
  'redis://:hush#hush@127.0.0.1:6379',
])('%s is none, and a start names the variable without its value', (url) => {
  expect(parseRedisUrl(url)).toBeNull();
  const wrong = (): unknown =>
    readEnvironment({
      DATABASE_URL: 'postgresql://crm@127.0.0.1/crm',
      JWT_SECRET: 'x'.repeat(32),
      SECRETS_KEY: Buffer.alloc(32).toString('base64'),
      REDIS_URL: url,
    });
  expect(wrong).toThrow(/REDIS_URL is not an address/);
  try {
    wrong();
  } catch (error) {
    expect((error as ConfigurationError).mistakes).toHaveLength(1);
    expect((error as Error).message).not.toContain('hush');
  }
});
