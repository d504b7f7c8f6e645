import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, withSuperuser, type TestDatabase } from '../../../../test/database.js';
import { openMigrate, type Migrate } from './open-migrate.js';

const PRISMA_FOLDER = path.resolve(import.meta.dirname, '../../../../prisma');
const schema = path.join(PRISMA_FOLDER, 'schema.prisma');

let database: TestDatabase;
let folder: string;
let migrations: string;
let migrate: Migrate;

const run = (sql: string): Promise<unknown[]> =>
  withSuperuser(database.url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(migrations, name));
  await writeFile(path.join(migrations, name, 'migration.sql'), sql);
}

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-migrate-'));
  migrations = path.join(folder, 'migrations');
  await cp(path.join(PRISMA_FOLDER, 'migrations'), migrations, { recursive: true });
  migrate = await openMigrate({ url: database.url, schema, migrations });
});

afterEach(async () => {
  await migrate.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('schema.prisma, the migrations and a migrated database agree', async () => {
  expect(await migrate.schemaAhead()).toBeNull();
  expect(await migrate.databaseDrift()).toBeNull();
  expect(await migrate.catalogueDrift()).toEqual({ missing: [], extra: [] });
  expect(await migrate.status()).toMatchObject({
    history: null,
    failedMigrationNames: [],
    editedMigrationNames: [],
  });
});

test('a migration is applied once, whoever deploys at the same time, with function bodies whole', async () => {
  await addMigration(
    '99990101000000_function',
    `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n; RETURN 2 * n; END; $$;`,
  );
  const other = await openMigrate({ url: database.url, schema, migrations });
  const applied = await Promise.all([migrate.deploy(), other.deploy()]);
  await other.close();
  expect(applied.flat()).toEqual(['99990101000000_function']);
  expect(await run('SELECT twice(21)')).toEqual([{ twice: 42 }]);
});

test('a failing migration leaves nothing behind and is applied again once it is right', async () => {
  await addMigration('99990101000000_wrong', 'CREATE TABLE half (x int); SELECT 1 / 0;');
  await expect(migrate.deploy()).rejects.toThrow('division by zero');
  expect(await run(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  expect((await migrate.status()).failedMigrationNames).toEqual(['99990101000000_wrong']);

  await writeFile(
    path.join(migrations, '99990101000000_wrong', 'migration.sql'),
    'CREATE TABLE half (x int);',
  );
  expect(await migrate.releaseUnfinished()).toEqual(['99990101000000_wrong']);
  expect(await migrate.deploy()).toEqual(['99990101000000_wrong']);
});

test('a migration whose process was killed is applied again', async () => {
  await addMigration('99990101000000_killed', 'CREATE TABLE late (x int);');
  await run(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
             VALUES ('1', 'x', '99990101000000_killed', now(), 0)`);
  await expect(migrate.deploy()).rejects.toThrow();
  expect(await migrate.releaseUnfinished()).toEqual(['99990101000000_killed']);
  expect(await migrate.deploy()).toEqual(['99990101000000_killed']);
});

test('objects that Prisma does not model are compared too', async () => {
  await run(`CREATE FUNCTION by_hand() RETURNS int LANGUAGE sql AS 'SELECT 1'`);
  await run(`ALTER TABLE city ADD CONSTRAINT by_hand_check CHECK (id > 0)`);
  expect(await migrate.databaseDrift()).toBeNull();
  const { missing, extra } = await migrate.catalogueDrift();
  expect(missing).toEqual([]);
  expect(extra).toHaveLength(2);
  expect(extra.join('\n')).toMatch(/by_hand_check/);
  expect(extra.join('\n')).toMatch(/FUNCTION public.by_hand/);
});

test('an edited migration is reported', async () => {
  await addMigration('99990101000000_edited', 'SELECT 1;');
  await migrate.deploy();
  await writeFile(path.join(migrations, '99990101000000_edited', 'migration.sql'), 'SELECT 2;');
  expect((await migrate.status()).editedMigrationNames).toEqual(['99990101000000_edited']);
});
