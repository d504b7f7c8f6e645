import path from 'node:path';
import { openMigrate, type Migrate } from '../platform/db/migrate/open-migrate.js';

const USAGE = `usage: migrate deploy | status | check | create <name> | resolve --applied <name> | resolve --rolled-back <name>
DATABASE_URL names the database.`;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** True when all is well; false makes the exit code 1. */
type Command = (migrate: Migrate, args: readonly string[]) => Promise<boolean>;

async function deploy(migrate: Migrate): Promise<boolean> {
  const applied = await migrate.deploy();
  print(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'the database is up to date');
  return true;
}

async function status(migrate: Migrate): Promise<boolean> {
  const { history, failedMigrationNames, editedMigrationNames } = await migrate.status();
  if (history) print(`history: ${JSON.stringify(history)}`);
  if (failedMigrationNames.length > 0) print(`failed: ${failedMigrationNames.join(', ')}`);
  if (editedMigrationNames.length > 0)
    print(`edited after being applied: ${editedMigrationNames.join(', ')}`);
  const isClean = !history && failedMigrationNames.length + editedMigrationNames.length === 0;
  if (isClean) print('history: the database has all migrations');
  return isClean;
}

async function check(migrate: Migrate): Promise<boolean> {
  const hasHistory = await status(migrate);
  const ahead = await migrate.schemaAhead();
  if (ahead !== null) print(`schema.prisma is ahead of prisma/migrations:\n${ahead}`);
  const drift = await migrate.databaseDrift();
  if (drift !== null) print(`the database differs from prisma/migrations:\n${drift}`);
  const { missing, extra } = await migrate.catalogueDrift();
  for (const line of missing) print(`missing in the database: ${line}`);
  for (const line of extra) print(`made by no migration: ${line}`);
  const isClean = hasHistory && ahead === null && drift === null && missing.length + extra.length === 0;
  if (isClean) print('schema, migrations and database agree');
  return isClean;
}

async function create(migrate: Migrate, [name = 'change']: readonly string[]): Promise<boolean> {
  const folder = await migrate.create(name);
  print(folder ?? 'nothing to do: the migrations already make schema.prisma');
  return true;
}

async function resolve(migrate: Migrate, [flag, name]: readonly string[]): Promise<boolean> {
  if (name && flag === '--applied') await migrate.markApplied(name);
  else if (name && flag === '--rolled-back') await migrate.markRolledBack(name);
  else throw new Error(USAGE);
  return true;
}

const COMMANDS: Readonly<Record<string, Command>> = { deploy, status, check, create, resolve };

async function main([name = 'status', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  const url = process.env['DATABASE_URL'];
  if (!command || !url) throw new Error(USAGE);
  const prisma = path.resolve(import.meta.dirname, '../../prisma');
  const migrate = await openMigrate({
    url,
    schema: path.join(prisma, 'schema.prisma'),
    migrations: path.join(prisma, 'migrations'),
  });
  try {
    return (await command(migrate, args)) ? 0 : 1;
  } finally {
    await migrate.close();
  }
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
