import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/database.js';
import { startRedisServer, type TestRedis } from '../../../../test/redis-server.js';
import { parseRedisUrl, type RedisServer } from '../../../platform/config/redis.js';
import { openDatabase, type Database } from '../../../platform/db/database.js';
import { silentLogger } from '../../../platform/logging/logger.js';
import { createRedis, createRedisClient, type Redis } from '../../../platform/redis/redis.js';
import type { Buckets, Place } from './buckets.js';
import { createRedisBuckets } from './redis-buckets.js';
import { createPostgresBuckets } from './throttle.repository.js';

let testDatabase: TestDatabase;
let database: Database;
let server: TestRedis;
let redis: Redis;
let stores: readonly [Buckets, Buckets];

const address = (): RedisServer => {
  const parsed = parseRedisUrl(server.url);
  if (!parsed) throw new Error('No address of a Redis');
  return parsed;
};

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 2 });
  server = await startRedisServer();
  redis = createRedis({ server: address(), clientName: 'test', logger: silentLogger });
  await redis.start();
  stores = [createPostgresBuckets(database), createRedisBuckets(redis)];
});
afterAll(async () => {
  redis.stop();
  await server.stop();
  await database.close();
  await testDatabase.drop();
});

interface StrangerStep {
  readonly kind: 'stranger';
  readonly address: string;
  readonly name: string;
}
interface KeyStep {
  readonly kind: 'window' | 'opened' | 'open' | 'clear';
  readonly key: string;
}
/** One call at both stores; places are given back by how long ago they were taken. */
type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | StrangerStep
  | KeyStep
  | { readonly kind: 'giveBack'; readonly ago: number };

const WINDOW = { limit: 3, seconds: 60 };
const key = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: waits() }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('stranger' as const), address: key, name: key }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('window' as const, 'opened' as const), key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'clear' as const), key }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('giveBack' as const), ago: fc.nat({ max: 4 }) }) },
);

/** At, just before and just after the ends of pauses, windows and days. */
function waits(): fc.Arbitrary<number> {
  const ends = [1, 2, 4, 60, 900, 86_400].map((seconds) => seconds * 1000);
  return fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(...ends.flatMap((end) => [end - 1, end, end + 1])));
}

/** What a store answers to a run of calls. */
async function replay(store: Buckets, steps: readonly Step[], run: string): Promise<unknown[]> {
  const taken: (readonly Place[])[] = [];
  let now = Date.UTC(2030, 0, 1);
  const answers: unknown[] = [];
  for (const current of steps) {
    if (current.kind === 'wait') now += current.ms;
    else answers.push(await ask(store, current, { run, taken, now: new Date(now) }));
  }
  return answers;
}

interface Turn {
  readonly run: string;
  readonly now: Date;
  /** Newest last. */
  readonly taken: (readonly Place[])[];
}

async function ask(store: Buckets, asked: Exclude<Step, { kind: 'wait' }>, turn: Turn): Promise<unknown> {
  const { run, taken, now } = turn;
  switch (asked.kind) {
    case 'giveBack':
      return store.giveBack(taken.at(-1 - asked.ago) ?? []);
    case 'clear':
      return store.clear(`${run}:${asked.key}`);
    case 'open':
      return store.open(`${run}:opened:${asked.key}`, now);
    case 'opened': {
      const place = await store.takeOfOpened(`${run}:opened:${asked.key}`, WINDOW, now);
      if (place) taken.push([place]);
      return place;
    }
    case 'stranger':
    case 'window': {
      const taking =
        'key' in asked
          ? await store.takeOfWindow(`${run}:${asked.key}`, WINDOW, now)
          : await store.takeOfStranger(
              { address: `${run}:from:${asked.address}`, name: `${run}:at:${asked.name}` },
              now,
            );
      if ('places' in taking) taken.push(taking.places);
      return taking;
    }
  }
}

let runs = 0;
test('both stores answer any run of calls alike', async () => {
  const [inPostgres, inRedis] = stores;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      runs += 1;
      const run = `run-${String(runs)}`;
      expect(await replay(inRedis, steps, run)).toEqual(await replay(inPostgres, steps, run));
    }),
    { numRuns: 60 },
  );
});

test('both stores give the hundredth failure of a day and no more, and the longest pause', async () => {
  const attempts: Step[] = Array.from({ length: 103 }, () => [
    { kind: 'stranger', address: 'a', name: 'b' } as const,
    { kind: 'wait', ms: 800_000 } as const,
  ]).flat();
  const [inPostgres, inRedis] = stores;
  const told = await replay(inRedis, attempts, 'hundred');
  expect(told).toEqual(await replay(inPostgres, attempts, 'hundred'));
  expect(told.filter((answer) => 'places' in (answer as object)).length).toBeLessThan(103);
});

test('every bucket goes by itself after two days', async () => {
  const client = createRedisClient({ server: address(), clientName: 'test-look', isTriedAgain: false });
  await client.connect();
  const keys = await client.keys('*');
  expect(keys.length).toBeGreaterThan(100);
  const lives = await Promise.all(keys.map((name) => client.ttl(name)));
  client.destroy();
  expect(Math.min(...lives)).toBeGreaterThan(86_400);
  expect(Math.max(...lives)).toBeLessThanOrEqual(2 * 86_400);
  for (const name of keys) expect(name).toMatch(/^crm:sign-in:/);
});

test('without Redis no place is taken, and a right attempt that cannot be given back is right all the same', async () => {
  const [, inRedis] = stores;
  const now = new Date();
  const taking = await inRedis.takeOfWindow('right', WINDOW, now);
  await server.kill();
  await expect(inRedis.takeOfWindow('right', WINDOW, now)).rejects.toMatchObject({ code: 'not_ready' });
  await expect(inRedis.open('right', now)).rejects.toMatchObject({ code: 'not_ready' });
  await expect(inRedis.giveBack('places' in taking ? taking.places : [])).resolves.toBeUndefined();
  await expect(inRedis.clear('right')).resolves.toBeUndefined();
});
