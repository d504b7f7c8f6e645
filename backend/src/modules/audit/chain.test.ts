import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, withSuperuser, type TestDatabase } from '../../../test/database.js';
import { openDatabase, type Database } from '../../platform/db/database.js';
import { silentLogger, type Logger } from '../../platform/logging/logger.js';
import { sealRows } from './chain.queries.js';
import { headFileIn, type HeadFile } from './head-file.js';
import { recordAudit } from './audit.repository.js';
import { createSealLoop } from './seal-loop.js';
import { verifyChain } from './verify-chain.js';

let testDatabase: TestDatabase;
let database: Database;
let folder: string;
let heads: HeadFile;
let now: Date;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 6 });
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-audit-'));
  heads = headFileIn(folder);
  now = new Date('2026-11-26T10:00:00Z');
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(folder, { recursive: true, force: true });
});

const logWithErrors = (errors: string[]): Logger => ({
  ...silentLogger,
  error: (message) => errors.push(message),
});
const sealLoop = (logger = silentLogger) =>
  createSealLoop({ database, heads, clock: { now: () => now }, logger });

/** Rows with texts that a careless form would mix up. */
async function write(count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1)
    await recordAudit(database.prisma, {
      action: 'order.update',
      objectType: 'order',
      objectId: `№ ${String(index)},1:x`,
      organizationId: 1,
      fields: {
        result: { before: null, after: 1500.5 + index },
        comment: {},
        city: { after: 'Энгельс "2"' },
      },
    });
}

const seal = (most = 500): Promise<number> => sealRows(database.sql, most);
const verify = async (after = 0) => verifyChain(database.sql, { heads: await heads.read(), after });
/** What only who owns the server can do: triggers look away. */
const tamper = (sql: string): Promise<unknown> =>
  withSuperuser(testDatabase.url, async (client) => {
    await client.query(`SET session_replication_role = replica; ${sql}`);
  });

test('rows are sealed without a gap, in batches, and the chain that comes out is whole', async () => {
  await write(5);
  expect([await seal(2), await seal(2), await seal(2), await seal(2)]).toEqual([2, 2, 1, 0]);
  await write(1);
  await seal();
  const rows = await database.prisma.audit.findMany({ orderBy: { id: 'asc' } });
  expect(rows.map(({ sealNo }) => Number(sealNo))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await verify()).toEqual({ firstSealNo: 1, lastSealNo: 6, fault: null });
  expect(await verify(4)).toEqual({ firstSealNo: 5, lastSealNo: 6, fault: null });
});

test('an empty log is whole', async () => {
  expect(await verify()).toEqual({ firstSealNo: null, lastSealNo: null, fault: null });
});

test('a row that commits late is not passed over', async () => {
  const late = new pg.Client({ connectionString: testDatabase.url });
  await late.connect();
  await late.query(`BEGIN; INSERT INTO audit (action, object_type) VALUES ('order.late', 'order')`);
  await write(1);
  expect(await seal()).toBe(1);
  await late.query('COMMIT');
  await late.end();
  expect(await seal()).toBe(1);
  const last = await database.prisma.audit.findFirst({ where: { sealNo: 2 } });
  expect(last?.action).toBe('order.late');
  expect((await verify()).fault).toBeNull();
});

test('one sealer works at a time, and many at once make one chain', async () => {
  await write(30);
  const holder = new pg.Client({ connectionString: testDatabase.url });
  await holder.connect();
  await holder.query('BEGIN; SELECT audit_seal(1)');
  expect(await seal()).toBe(-1);
  await holder.query('COMMIT');
  await holder.end();
  await Promise.all(Array.from({ length: 20 }, () => seal(5)));
  while ((await seal()) !== 0);
  expect(await verify()).toEqual({ firstSealNo: 1, lastSealNo: 30, fault: null });
});

test.each([
  ['an altered row', `UPDATE audit SET action = 'order.read' WHERE seal_no = 4`, 'altered', 4],
  ['an altered value', `UPDATE audit SET diff_fields = '{}' WHERE seal_no = 2`, 'altered', 2],
  ['another person', `UPDATE audit SET actor_operator_id = 9 WHERE seal_no = 5`, 'altered', 5],
  ['another instant', `UPDATE audit SET at = at + interval '1 ms' WHERE seal_no = 1`, 'altered', 1],
  ['a row that is gone', `DELETE FROM audit WHERE seal_no = 3`, 'missing', 3],
  ['the first row gone', `DELETE FROM audit WHERE seal_no = 1`, 'missing', 1],
  ['a tail that is cut', `DELETE FROM audit WHERE seal_no >= 4`, 'tail_cut', 4],
  ['everything gone', `DELETE FROM audit`, 'tail_cut', 1],
])('%s is found and named', async (_, sql, kind, sealNo) => {
  await write(6);
  const loop = sealLoop();
  await seal();
  await loop.stop();
  await tamper(sql);
  expect((await verify()).fault).toMatchObject({ kind, sealNo });
});

test('a chain that was made anew from an altered row on does not have the hashes kept outside', async () => {
  await write(3);
  await seal();
  await sealLoop().stop();
  await tamper(
    `UPDATE audit SET action = 'order.read' WHERE id = 2; UPDATE audit SET seal_no = NULL, hash = NULL WHERE seal_no >= 2`,
  );
  await seal();
  expect((await verify()).fault).toEqual({ kind: 'rewritten', sealNo: 3, auditId: 3 });
});

test('the head is written when the loop begins, every hour and at its stop, once each, for nobody else to read', async () => {
  const loop = sealLoop();
  const written = async (): Promise<number[]> => (await heads.read()).map(({ sealNo }) => sealNo);
  await write(1);
  loop.start();
  await expect.poll(written).toEqual([1]);
  await write(1);
  loop.wake();
  await expect.poll(async () => database.prisma.audit.count({ where: { sealNo: null } })).toBe(0);
  expect(await written()).toEqual([1]);
  now = new Date('2026-11-26T11:00:00Z');
  loop.wake();
  await expect.poll(written).toEqual([1, 2]);
  await write(1);
  loop.wake();
  await expect.poll(async () => database.prisma.audit.count({ where: { sealNo: null } })).toBe(0);
  await loop.stop();
  await sealLoop().stop();
  expect(await written()).toEqual([1, 2, 3]);
  expect((await stat(heads.path)).mode & 0o777).toBe(0o600);
});

test('a sealer that does not find its own head again raises an alarm', async () => {
  await write(2);
  await seal();
  await sealLoop().stop();
  await tamper('DELETE FROM audit WHERE seal_no = 2');
  const errors: string[] = [];
  await sealLoop(logWithErrors(errors)).stop();
  expect(errors).toEqual(['audit chain was changed behind the sealer, run audit:verify']);
});

test('half a line that a killed process left is no head, a line of nonsense is an error', async () => {
  await appendFile(heads.path, '{"sealNo":1,"hash":"ab","at":"2026-11-26T10:00:00Z"}\n{"sealNo":2,"ha');
  expect(await heads.read()).toHaveLength(1);
  await appendFile(heads.path, '\n');
  await expect(heads.read()).rejects.toThrow('line 2 is no head of the chain');
});

test.each(['UPDATE audit SET ip = NULL', 'DELETE FROM audit', 'TRUNCATE audit'])(
  '%s is refused to whoever goes through SQL',
  async (sql) => {
    await write(1);
    await expect(database.sql.query({ text: sql })).rejects.toThrow('audit is append-only');
    await seal();
    await expect(database.sql.query({ text: sql })).rejects.toThrow('audit is append-only');
  },
);

test('a seal is put on once', async () => {
  await write(1);
  await seal();
  const again = `UPDATE audit SET seal_no = 7, hash = sha256('x')`;
  await expect(database.sql.query({ text: again })).rejects.toThrow('audit is append-only');
});

test('the command tells by its exit code what it found', { timeout: 60_000 }, async () => {
  await write(3);
  await seal();
  const run = async (env: NodeJS.ProcessEnv): Promise<{ code: number; text: string }> => {
    const script = path.join(import.meta.dirname, '../../scripts/verify-audit.ts');
    const options = { env: { ...process.env, DATA_DIR: folder, ...env } };
    const ended: { stdout: string; stderr: string; code?: number } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', script],
      options,
    ).catch((error: unknown) => error as { stdout: string; stderr: string; code: number });
    return { code: ended.code ?? 0, text: ended.stdout + ended.stderr };
  };
  const url = { DATABASE_URL: testDatabase.url };
  const whole = await run(url);
  expect(whole).toMatchObject({
    code: 0,
    text: expect.stringContaining('the chain is whole, 1 to 3') as string,
  });
  await tamper('DELETE FROM audit WHERE seal_no = 2');
  const broken = await run(url);
  expect(broken).toMatchObject({ code: 1, text: expect.stringContaining('row 2 is missing') as string });
  const unread = await run({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  expect(unread.code).toBe(2);
  expect(await readFile(heads.path, 'utf8').catch(() => '')).toBe('');
});
