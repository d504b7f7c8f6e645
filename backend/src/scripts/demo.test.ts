import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { seedFreshOrganization } from '../modules/reference/index.js';
import { openDatabase, type Database } from '../platform/db/database.js';
import { isDay, wallClock } from '../platform/time.js';
import { secondsOf } from '../telephony-simulator/audio.js';
import { seedDemo } from './demo.js';

const SIZE = { days: 16, calls: 900, orders: 260 };
const NOW = new Date('2026-03-18T10:20:00Z');

interface Stage {
  readonly testDatabase: TestDatabase;
  readonly database: Database;
  readonly dataDir: string;
  readonly organizationId: number;
  readonly told: string[];
  seed(onProgress?: (text: string) => void): Promise<void>;
  /** The one value of a query. */
  value<T>(text: string): Promise<T>;
  close(): Promise<void>;
}

async function setStage(): Promise<Stage> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 2 });
  const fresh = { name: 'Test', timezone: 'Europe/Moscow' };
  const { organizationId } = await database.inTransaction((db) => seedFreshOrganization(db, fresh));
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'crm-demo-'));
  const told: string[] = [];
  const options = { databaseUrl: testDatabase.url, dataDir, now: NOW, size: SIZE, hashCost: 4 };
  return {
    ...{ testDatabase, database, dataDir, organizationId, told },
    seed: (onProgress = (text) => told.push(text)) => seedDemo({ ...options, onProgress }),
    value: async <T>(text: string) => {
      const [row] = await database.sql.query<{ value: T }>({ text: `SELECT (${text}) AS value` });
      return row?.value as T;
    },
    close: async () => {
      await database.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}

describe('a demo history', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage();
    await stage.seed();
  });
  afterAll(() => stage.close());

  test('has as many rows as asked for, and people of every kind', async () => {
    expect(await stage.value('SELECT count(*) FROM call')).toBe(SIZE.calls);
    expect(await stage.value('SELECT count(*) FROM "order"')).toBe(SIZE.orders);
    expect(
      await stage.value(
        `SELECT json_object_agg(role, n) FROM (SELECT role, count(*) AS n FROM callcentre_operator GROUP BY 1) r`,
      ),
    ).toEqual({
      ...{ operator: 12, manager: 1, viewer: 1, master: 4 },
    });
    expect(await stage.value('SELECT count(*) FROM phone')).toBe(16);
    expect(await stage.value('SELECT count(DISTINCT status_order) FROM "order"')).toBe(8);
  });

  test('lies in the past, visits alone reach into the future', async () => {
    const isPast = `<= '${NOW.toISOString()}'`;
    expect(
      await stage.value(`SELECT bool_and(ended_at ${isPast} AND ended_at >= date_create) FROM call`),
    ).toBe(true);
    expect(await stage.value(`SELECT bool_and(at ${isPast}) FROM order_history`)).toBe(true);
    expect(
      await stage.value(`SELECT bool_and(coalesce(closing_data, create_date) ${isPast}) FROM "order"`),
    ).toBe(true);
    expect(await stage.value(`SELECT count(*) > 0 FROM "order" WHERE NOT date_meeting ${isPast}`)).toBe(true);
    expect(await stage.value('SELECT bool_and(date_meeting > create_date) FROM "order"')).toBe(true);
  });

  test('tells calls whose times agree with each other and with their legs', async () => {
    const wrong = `SELECT count(*) FROM call WHERE status = 'answered' AND (
        talk_seconds <> extract(epoch FROM ended_at - answered_at)
        OR direction = 'inbound' AND wait_seconds <> extract(epoch FROM answered_at - date_create))`;
    expect(await stage.value(wrong)).toBe(0);
    const talking = `SELECT count(*) FROM call c WHERE c.status = 'answered'
      AND NOT EXISTS (SELECT 1 FROM mango m WHERE m.call_row_id = c.id AND m.connected_at = c.answered_at AND m.operator_id = c.operator_id)`;
    expect(await stage.value(talking)).toBe(0);
    const rung = `SELECT count(*) FROM call c WHERE c.missed_reason = 'ringing' AND NOT (c.missed_by <@ ARRAY(
      SELECT m.operator_id FROM mango m WHERE m.call_row_id = c.id AND m.kind = 'abonent'))`;
    expect(await stage.value(rung)).toBe(0);
  });

  test('leaves a few clients who wait for a call', async () => {
    const debts = await stage.value<number>('SELECT count(*) FROM debt');
    expect(debts).toBeGreaterThanOrEqual(3);
    expect(debts).toBeLessThanOrEqual(7);
  });

  test('keeps visits on the half-hours of their city, within its capacity', async () => {
    const rows = await stage.database.sql.query<{
      at: Date;
      timezone: string;
      place: number | null;
      capacity: number;
    }>({
      text: `SELECT o.date_meeting AS at, c.timezone, o.slot_place AS place, c.slot_capacity AS capacity
        FROM "order" o JOIN city c ON c.organization_id = o.organization_id AND c.name = o.city`,
    });
    for (const { at, timezone, place, capacity } of rows) {
      const { day, hour, minute } = wallClock(at, timezone);
      expect(isDay(day) && hour >= 10 && hour * 60 + minute <= 22 * 60 && minute % 30 === 0).toBe(true);
      expect(place ?? 1).toBeLessThanOrEqual(capacity);
    }
  });

  test('gives each order a history that ends where the order stands', async () => {
    const wrong = `SELECT count(*) FROM "order" o WHERE o.status_order <> (
        SELECT h.to_status FROM order_history h WHERE h.order_id = o.id AND h.to_status IS NOT NULL ORDER BY h.id DESC LIMIT 1)
      OR o.version <> (SELECT count(*) FROM order_history h WHERE h.order_id = o.id)
      OR o.master_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM master_city mc JOIN city c ON c.id = mc.city_id WHERE mc.master_id = o.master_id AND c.name = o.city)`;
    expect(await stage.value(wrong)).toBe(0);
    expect(
      await stage.value(
        'SELECT bool_and(clean = result - expenditure AND master_change <= clean) FROM "order" WHERE result > 0',
      ),
    ).toBe(true);
    expect(
      await stage.value(
        'SELECT count(*) FROM "order" o WHERE NOT EXISTS (SELECT 1 FROM order_call l WHERE l.order_id = o.id)',
      ),
    ).toBe(0);
  });

  test('has recordings that play as long as the talk was', async () => {
    const rows = await stage.database.sql.query<{ key: string; bytes: number; sha256: string; talk: number }>(
      {
        text: `SELECT r.storage_key AS key, r.bytes, r.sha256, c.talk_seconds AS talk
        FROM recording r JOIN call c ON c.id = r.call_row_id AND c.has_recording`,
      },
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(await stage.value('SELECT count(*) FROM call WHERE has_recording')).toBe(rows.length);
    for (const { key, bytes, sha256, talk } of rows) {
      const file = await readFile(path.join(stage.dataDir, 'files', key));
      expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([bytes, sha256]);
      expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 12)).toBe('RIFFWAVE');
      expect(secondsOf(file)).toBe(talk);
    }
  });

  test('has day totals that equal the facts', async () => {
    expect(await stage.value('SELECT count(*) FROM call_delta')).toBe(0);
    expect(await stage.value('SELECT count(*) FROM order_delta')).toBe(0);
    const lastOf = (table: string, columns: string): string =>
      `SELECT ${columns} FROM ${table} WHERE dim = 'all' ORDER BY day DESC LIMIT 1`;
    expect(await stage.value(lastOf('call_day', 'inbound_answered'))).toBe(
      await stage.value(`SELECT count(*) FROM call WHERE direction = 'inbound' AND status = 'answered'`),
    );
    expect(await stage.value(lastOf('call_day', 'inbound_talk_seconds'))).toBe(
      await stage.value(`SELECT sum(talk_seconds) FROM call WHERE direction = 'inbound'`),
    );
    expect(await stage.value(lastOf('order_day', 'status_completed'))).toBe(
      await stage.value(`SELECT count(*) FROM "order" WHERE status_order = 'completed'`),
    );
  });

  test('is made once: a second start changes nothing', async () => {
    const before = await stage.value('SELECT max(id) FROM call');
    await stage.seed();
    expect(await stage.value('SELECT count(*) FROM call')).toBe(SIZE.calls);
    expect(await stage.value('SELECT max(id) FROM call')).toBe(before);
    expect(stage.told.at(-1)).toContain('demo-operator-2026');
  });
});

describe('a demo that meets something unexpected', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  test('is made anew after it broke off, without traces of the first try', async () => {
    const failing = (text: string): void => {
      if (text.endsWith(' orders')) throw new Error('power failure');
    };
    await expect(stage.seed(failing)).rejects.toThrow('power failure');
    expect(await stage.value('SELECT count(*) FROM call')).toBe(SIZE.calls);

    await stage.seed();

    expect(await stage.value('SELECT count(*) FROM call')).toBe(SIZE.calls);
    expect(await stage.value('SELECT count(*) FROM "order"')).toBe(SIZE.orders);
    expect(await stage.value('SELECT count(*) FROM user_account')).toBe(18);
    expect(
      await stage.value(`SELECT sum(inbound_answered) FROM (SELECT DISTINCT ON (organization_id) inbound_answered FROM call_day
      WHERE dim = 'all' ORDER BY organization_id, day DESC) t`),
    ).toBe(
      String(
        await stage.value(`SELECT count(*) FROM call WHERE direction = 'inbound' AND status = 'answered'`),
      ),
    );
    const files = await readdir(
      path.join(stage.dataDir, 'files', 'recordings', String(stage.organizationId)),
    );
    expect(files).toHaveLength(await stage.value('SELECT count(*) FROM recording'));
  });

  test('leaves an organisation alone that has calls of its own', async () => {
    const { organizationId, database } = stage;
    await database.prisma.call.create({
      data: { organizationId, entryId: 'own', dateCreate: NOW, status: 'answered', direction: 'inbound' },
    });
    await stage.seed();
    expect(await stage.value('SELECT count(*) FROM call')).toBe(1);
    expect(await stage.value('SELECT count(*) FROM callcentre_operator')).toBe(0);
  });
});
