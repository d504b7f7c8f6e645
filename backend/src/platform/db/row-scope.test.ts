import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, withSuperuser, type TestDatabase } from '../../../test/database.js';
import { createBuild } from '../../../test/factories/build.js';
import { runInContext } from '../http/request-context.js';
import { grantToApplication, roleOf, SEARCH_FUNCTIONS } from './application-role.js';
import { openDatabase, type Database } from './database.js';
import { asSystem } from './row-scope.js';

/** Tables with what is known of clients, and the log of who looked. */
const SCOPED = [
  ...[
    'audit',
    'call',
    'call_event',
    'client_erasure',
    'client_ref',
    'debt',
    'inbox_event',
    'live_event',
    'mango',
  ],
  ...['order', 'order_call', 'order_history', 'recording'],
];

let testDatabase: TestDatabase;
let owner: Database;
let product: Database;
let ours: number;
let theirs: number;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await grantToApplication(testDatabase.url, roleOf(testDatabase.applicationUrl));
  owner = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 3 });
  product = openDatabase({ url: testDatabase.applicationUrl, applicationName: 'test', poolSize: 2 });
  const build = createBuild(owner);
  ours = (await build.organization()).id;
  theirs = (await build.organization()).id;
  for (const organizationId of [ours, theirs]) await fill(organizationId);
});
afterAll(async () => {
  await product.close();
  await owner.close();
  await testDatabase.drop();
});

/** A row in each of the tables, whatever its columns mean. */
async function fill(id: number): Promise<void> {
  const operator = await createBuild(owner, id).operator();
  await owner.inSqlTransaction(async (sql) => {
    await sql.query({ text: 'SET LOCAL session_replication_role = replica' });
    const insert = (text: string): Promise<unknown> => sql.query({ text, values: [id] });
    await insert(
      `INSERT INTO audit (organization_id, action, object_type) VALUES ($1, 'order.create', 'order')`,
    );
    await insert(
      `INSERT INTO call (organization_id, entry_id, date_create, status, direction) VALUES ($1, 'entry', now(), 'answered', 'inbound')`,
    );
    await insert(
      `INSERT INTO call_event (organization_id, kind, event_key, seq, entry_id, inbox_id, payload, received_at)
       VALUES ($1, 'call', 'key', 1, 'entry', 1, '{}', now())`,
    );
    await insert(
      `INSERT INTO client_ref (organization_id, phone, id) VALUES ($1, '+79991234567', md5(random()::text))`,
    );
    await insert(
      `INSERT INTO client_erasure (organization_id, client_id, pseudonym, reason, operator_id, finished_at, calls_total, orders_total)
       VALUES ($1, 'client', '+01234567890123', 'asked', ${String(operator.id)}, now(), 0, 0)`,
    );
    await insert(
      `INSERT INTO debt (organization_id, phone_client, first_missed_at, last_missed_at, tries, last_call_id, cities)
       VALUES ($1, '+79991234567', now(), now(), 1, 1, '{}')`,
    );
    await insert(
      `INSERT INTO inbox_event (organization_id, provider, path, dedup, raw) VALUES ($1, 'mango', 'events/call', '\\x00', '\\x00')`,
    );
    await insert(
      `INSERT INTO live_event (organization_id, type, operator_ids, data) VALUES ($1, 'reload', '{}', '{}')`,
    );
    await insert(
      `INSERT INTO mango (organization_id, call_row_id, call_id, kind, status, mango_data) VALUES ($1, 1, 'leg', 'abonent', 'started', '{}')`,
    );
    await insert(
      `INSERT INTO "order" (organization_id, rk, city, phone, type_order, client_name, address, date_meeting, type_equipment, problem,
         operator_name_id, slot_place)
       SELECT $1, 'RK001', 'Саратов', '+79991234567', 'first_time', 'Анна', 'Ленина, 1', now(), 'kp', 'Шум', ${String(operator.id)}, 1`,
    );
    await insert(`INSERT INTO order_call (organization_id, order_id, call_id) VALUES ($1, $1::int, 1)`);
    await insert(
      `INSERT INTO order_history (organization_id, order_id, kind, changes) VALUES ($1, 1, 'created', '{}')`,
    );
    await insert(
      `INSERT INTO recording (organization_id, call_row_id, recording_id, state) VALUES ($1, 1, 'rec', 'announced')`,
    );
  });
}

const counts = async (): Promise<Record<string, number>> => {
  const parts = SCOPED.map((name) => `SELECT '${name}' AS name, count(*) AS count FROM "${name}"`);
  const rows = await product.sql.query<{ name: string; count: number }>({ text: parts.join(' UNION ALL ') });
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
};
const all = (count: number) => Object.fromEntries(SCOPED.map((name) => [name, count]));

/** As a request of somebody of this organisation. */
const as = <T>(organizationId: number | null, work: () => Promise<T>): Promise<T> => {
  const actor = organizationId === null ? null : ({ organizationId } as never);
  return runInContext(
    { requestId: 'r', ip: null, userAgent: null, locale: 'ru', actor },
    async () => await work(),
  );
};

describe('the rows that the role of the product reaches', () => {
  test('are none before anybody has said whose', async () => {
    expect(await counts()).toEqual(all(0));
    expect(await as(null, counts)).toEqual(all(0));
  });

  test('are those of the caller, whatever the connection served before', async () => {
    for (const id of [ours, theirs, ours]) {
      expect(await as(id, counts)).toEqual(all(1));
      const rows = await as(id, () => product.prisma.call.findMany());
      expect(rows.map(({ organizationId }) => organizationId)).toEqual([id]);
    }
    expect(await counts()).toEqual(all(0));
  });

  test('are all for the work of the product itself, and none again after it', async () => {
    expect(await asSystem(counts)).toEqual(all(2));
    expect(await as(ours, () => asSystem(counts))).toEqual(all(2));
    expect(await counts()).toEqual(all(0));
  });

  test('are told apart when many ask at once, in transactions too, also after one that failed', async () => {
    const look = (id: number, round: number) =>
      as(id, () =>
        product.inTransaction(async (db) => {
          const rows = await db.order.findMany({ select: { organizationId: true } });
          if (round % 5 === 0) throw new Error('rolled back');
          return rows.map(({ organizationId }) => organizationId);
        }),
      ).catch(() => [id]);
    const rounds = Array.from({ length: 60 }, (_, round) => ({ id: round % 2 ? ours : theirs, round }));
    const seen = await Promise.all(rounds.map(({ id, round }) => look(id, round)));
    expect(seen).toEqual(rounds.map(({ id }) => [id]));
  });

  test('cannot be written for another organisation', async () => {
    const step = { orderId: 1, kind: 'created', changes: {} };
    await expect(
      as(ours, () => product.prisma.orderHistory.createMany({ data: [{ ...step, organizationId: theirs }] })),
    ).rejects.toThrow('row-level security');
    expect(await as(ours, () => product.prisma.call.updateMany({ data: { comment: 'x' } }))).toEqual({
      count: 1,
    });
    expect(
      await as(ours, () => product.prisma.call.deleteMany({ where: { organizationId: theirs } })),
    ).toEqual({
      count: 0,
    });
  });

  test('stay closed to a value that is no organisation', async () => {
    const client = new pg.Client({ connectionString: testDatabase.applicationUrl });
    await client.connect();
    for (const value of ['', '0', 'ALL', '1 OR 1=1', '99999999999999999999', '-1']) {
      await client.query(`SELECT set_config('app.organization_id', $1, false)`, [value]);
      const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM call');
      expect({ value, count: rows[0]?.count }).toEqual({ value, count: '0' });
    }
    await client.end();
  });

  test('every table with personal data of clients has its policy', async () => {
    const rows = await owner.sql.query<{ name: string }>({
      text: `SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    });
    expect(rows.map(({ name }) => name)).toEqual(SCOPED);
  });
});

describe('the role of the product', () => {
  const refused = async (text: string): Promise<string> => {
    const error: unknown = await asSystem(() => product.sql.query({ text })).then(
      () => null,
      (failure: unknown) => failure,
    );
    return error instanceof Error ? error.message : 'was allowed';
  };

  test.each([
    'CREATE TABLE own (x int)',
    'CREATE TEMP TABLE own (x int)',
    'CREATE SCHEMA own',
    'CREATE FUNCTION own() RETURNS int LANGUAGE sql RETURN 1',
    'CREATE EXTENSION citext',
    'CREATE ROLE another',
    'ALTER TABLE call ADD COLUMN own int',
    'ALTER TABLE call DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE audit DISABLE TRIGGER ALL',
    'DROP POLICY row_scope ON call',
    'DROP TABLE call',
    'SET session_replication_role = replica',
    'UPDATE audit SET ip = NULL',
    `UPDATE audit SET seal_no = 1, hash = '\\x00'`,
    'DELETE FROM audit',
    'TRUNCATE audit',
    'TRUNCATE call',
    'DELETE FROM audit_verification',
    'DELETE FROM _prisma_migrations',
    `SELECT pg_read_file('/etc/passwd')`,
    `SELECT pg_ls_dir('/')`,
    `SELECT lo_import('/etc/passwd')`,
    `COPY call TO PROGRAM 'cat'`,
    `COPY call FROM '/etc/passwd'`,
  ])('may not %s', async (text) => {
    expect(await refused(text)).toMatch(/permission denied|must be owner|must be superuser/);
  });

  test('cannot escape its scope by switching row security off', async () => {
    const client = new pg.Client({ connectionString: testDatabase.applicationUrl });
    await client.connect();
    await client.query('SET row_security = off');
    await expect(client.query('SELECT * FROM call')).rejects.toThrow('row-level security');
    await client.end();
  });

  test('may add to the log and ask for seals', async () => {
    await product.prisma.audit.createMany({
      data: [{ action: 'x.y', objectType: 'x', organizationId: theirs }],
    });
    const [row] = await product.sql.query<{ sealed: number }>({ text: 'SELECT audit_seal(100) AS sealed' });
    expect(row?.sealed).toBe(3);
  });
});

test('searches use their indexes under row level security once a superuser has marked four functions', async () => {
  const plan = async (text: string): Promise<string> => {
    const lines = await as(ours, () =>
      product.inSqlTransaction(async (sql) => {
        await sql.query({ text: 'SET LOCAL enable_seqscan = off' });
        return sql.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN ${text}` });
      }),
    );
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  };
  const words = `SELECT id FROM "order" WHERE lower(client_name || ' ' || address) LIKE '%тельмана%'`;
  const ending = `SELECT id FROM call WHERE organization_id = ${String(ours)} AND reverse(phone_client) ~>=~ '7654' AND reverse(phone_client) ~<~ '7654:'`;
  expect(await plan(words)).not.toContain('Index Cond: (lower');
  await withSuperuser(testDatabase.url, (client) => client.query(SEARCH_FUNCTIONS));
  expect(await plan(words)).toContain('Index Cond: (lower');
  expect(await plan(ending)).toMatch(/Index Cond: .*reverse/);
});
