import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REDIS_PASSWORD, startRedisServer, type TestRedis } from '../../test/redis-server.js';
import { checkExternalRedis } from './external-redis.js';
import { StartFailure } from './start-failure.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());

async function failureOf(url: string): Promise<StartFailure> {
  const failure: unknown = await checkExternalRedis(url).catch((error: unknown) => error);
  if (failure instanceof StartFailure) return failure;
  throw new Error('the Redis was accepted');
}
const withPassword = (password: string): string => redis.url.replace(REDIS_PASSWORD, password);

test('a Redis that takes scripts is accepted', async () => {
  await checkExternalRedis(redis.url);
});

test.each([
  ['a wrong password', () => withPassword('wrong-password'), 'the password or user is wrong', 78],
  ['none', () => redis.url.replace(`:${REDIS_PASSWORD}@`, ''), 'it asks for a password', 78],
  ['TLS where there is none', () => redis.url.replace('redis:', 'rediss:'), 'speaks TLS', 1],
  ['no address', () => 'localhost:6379', 'cannot be read', 78],
  ['a port where nothing listens', () => 'redis://:hush-hush@127.0.0.1:1', 'nothing listens there', 1],
])('%s is told in a sentence that has no password', async (_, url, words, exitCode) => {
  const failure = await failureOf(url());
  expect(failure.message).toMatch(/^REDIS_URL /);
  expect(failure.message).toContain(words);
  expect(failure.exitCode).toBe(exitCode);
  expect(failure.message).not.toMatch(new RegExp(`${REDIS_PASSWORD}|wrong-password|hush`));
});

test('what takes the connection and says nothing is given up', async () => {
  const mute = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const { port } = mute.address() as AddressInfo;
  const failure = await failureOf(`redis://127.0.0.1:${String(port)}`);
  expect(failure.message).toContain('it does not answer');
  mute.close();
});
