import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { openDatabase, type Database, type Sql } from '../../platform/db/database.js';
import { silentLogger } from '../../platform/logging/logger.js';
import { createInboxMetrics } from './inbox.metrics.js';
import { createInboxProcessor, type InboxHandler, type InboxProcessor } from './inbox.processor.js';
import { insertEvents } from './inbox.repository.js';
import { MAX_ATTEMPTS, pauseAfter } from './retry.rules.js';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 5 });
  await database.sql.query({ text: 'CREATE TABLE applied (body text PRIMARY KEY)' });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  await database.sql.query({ text: 'TRUNCATE applied, inbox_event' });
});

/** Writes every event down; fails at `bad`, refuses `dead` and `later`. */
const handler: InboxHandler = {
  apply: async (sql, events) => {
    for (const { raw } of events) {
      await sql.query({ text: 'INSERT INTO applied VALUES ($1)', values: [raw.toString()] });
      if (raw.toString() === 'bad') throw new Error('cannot apply it, call +7 999 123-45-67');
    }
    const refused = events.filter(({ raw }) => ['dead', 'later'].includes(raw.toString()));
    return new Map(
      refused.map(({ id, raw }) => [id, { outcome: raw.toString() as 'dead' | 'later', reason: 'so it is' }]),
    );
  },
};

const processorOf = (apply: InboxHandler, batchSize = 200): InboxProcessor =>
  createInboxProcessor({
    database,
    handlers: { test: apply },
    metrics: createInboxMetrics({ registry: new Registry(), sql: database.sql, spoolBytes: () => 0 }),
    logger: silentLogger,
    batchSize,
  });

const receive = (...bodies: readonly string[]) =>
  insertEvents(
    database.sql,
    bodies.map((body) => ({
      organizationId: 1,
      provider: 'test',
      path: 'x',
      raw: Buffer.from(body),
      receivedAt: null,
    })),
  );

const applied = async (sql: Sql = database.sql): Promise<string[]> =>
  (await sql.query<{ body: string }>({ text: 'SELECT body FROM applied ORDER BY body' })).map(
    ({ body }) => body,
  );

const rows = async () =>
  Object.fromEntries(
    (await database.prisma.inboxEvent.findMany()).map(({ raw, status, attempts, lastError }) => [
      Buffer.from(raw).toString(),
      [status, attempts, lastError],
    ]),
  );

const makeDue = () => database.sql.query({ text: `UPDATE inbox_event SET next_attempt_at = now()` });

describe('a batch', () => {
  test('with an event that fails is undone, and the others are applied one by one', async () => {
    await receive('a', 'bad', 'b');
    await processorOf(handler).pass();

    expect(await applied()).toEqual(['a', 'b']);
    expect(await rows()).toEqual({
      a: ['processed', 1, null],
      b: ['processed', 1, null],
      bad: ['failed', 1, expect.stringContaining('cannot apply it') as unknown],
    });
    expect(JSON.stringify(await rows())).not.toContain('123-45');
  });

  test('that is cut off in the middle leaves nothing half done and is applied later', async () => {
    await receive('a', 'b');
    let isCutOff = true;
    const processor = processorOf({
      apply: async (sql, events) => {
        const refused = await handler.apply(sql, events);
        // What a killed process or a lost connection looks like to the database.
        if (isCutOff) await sql.query({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' });
        return refused;
      },
    });

    await expect(processor.pass()).rejects.toThrow();
    expect(await applied()).toEqual([]);
    expect(await rows()).toEqual({ a: ['pending', 0, null], b: ['pending', 0, null] });
    isCutOff = false;
    await processor.pass();
    expect(await applied()).toEqual(['a', 'b']);
  });

  test('is taken by one worker only', async () => {
    await receive(...Array.from({ length: 60 }, (_, index) => `event ${String(index)}`));
    const workers = [processorOf(handler, 10), processorOf(handler, 10), processorOf(handler, 10)];

    await Promise.all(
      workers.map(async (worker) => {
        while (await worker.pass()) {
          // Until nothing is due.
        }
      }),
    );

    expect(await applied()).toHaveLength(60);
    expect(Object.values(await rows()).every(([status]) => status === 'processed')).toBe(true);
  });

  test('says whether there may be more', async () => {
    await receive('a', 'b', 'c');
    const processor = processorOf(handler, 2);

    expect([await processor.pass(), await processor.pass(), await processor.pass()]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('retries', () => {
  test('a failed event waits before each attempt and is given up after eight', async () => {
    await receive('bad');
    const processor = processorOf(handler);
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
      await processor.pass();
      await processor.pass();
      expect((await rows())['bad']?.slice(0, 2)).toEqual(['failed', attempt]);
      await makeDue();
    }
    await processor.pass();

    expect((await rows())['bad']?.slice(0, 2)).toEqual(['dead', MAX_ATTEMPTS]);
    await makeDue();
    expect(await processor.pass()).toBe(false);
    expect((await rows())['bad']?.[1]).toBe(MAX_ATTEMPTS);
  });

  test('what cannot ever be applied is dead at once, what cannot be yet is tried again', async () => {
    await receive('dead', 'later', 'fine');
    await processorOf(handler).pass();

    expect(await rows()).toEqual({
      dead: ['dead', 1, 'so it is'],
      later: ['failed', 1, 'so it is'],
      fine: ['processed', 1, null],
    });
  });

  test('pauses grow from a second to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(pauseAfter)).toEqual([1, 4, 16, 64, 256, 1024, 3600, 3600]);
  });

  test('an event of an unknown sender is dead, not lost', async () => {
    await insertEvents(database.sql, [
      { organizationId: 1, provider: 'nobody', path: 'x', raw: Buffer.from('a'), receivedAt: null },
    ]);
    await processorOf(handler).pass();

    expect(await rows()).toEqual({ a: ['dead', 1, 'unknown_provider'] });
  });
});
