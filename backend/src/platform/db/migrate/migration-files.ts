import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCK_FILE = 'migration_lock.toml';
const LOCK_CONTENT = 'provider = "postgresql"\n';
const SCRIPT = 'migration.sql';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Migrations of a folder in Prisma Migrate's layout, oldest first; an absent folder holds none. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(path.join(folder, name, SCRIPT)))
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name, SCRIPT), 'utf8') }));
}

/** The same folder as the schema engine wants to be told of it. */
export function toMigrationList(folder: string) {
  const lockFile = path.join(folder, LOCK_FILE);
  const content = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : LOCK_CONTENT;
  return {
    baseDir: folder,
    shadowDbInitScript: '',
    lockfile: { path: LOCK_FILE, content },
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: SCRIPT, content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

/** Writes a new migration, named by the current UTC second; returns its folder. */
export function writeMigration(folder: string, name: string, sql: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(folder, `${stamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, SCRIPT), sql);
  const lockFile = path.join(folder, LOCK_FILE);
  if (!existsSync(lockFile)) writeFileSync(lockFile, `# Keep this file in git.\n${LOCK_CONTENT}`);
  return target;
}

/** A schema is one file or a folder of `.prisma` files. */
export function readSchemaFiles(schema: string): { path: string; content: string }[] {
  const paths = statSync(schema).isDirectory()
    ? readdirSync(schema, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.prisma'))
        .sort()
        .map((name) => path.join(schema, name))
    : [schema];
  return paths.map((file) => ({ path: file, content: readFileSync(file, 'utf8') }));
}
