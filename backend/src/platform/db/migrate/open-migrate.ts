import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { compareCatalogues, type CatalogueDrift } from './catalogue.js';
import {
  ADAPTER_NAME,
  connectInUtc,
  createDriverAdapter,
  PROVIDER,
  raiseForEngine,
} from './driver-adapter.js';
import { createSchemaEngine, withoutLingeringTimers, type SchemaEngine } from './engine.js';
import { underEngineLock } from './engine-lock.js';
import { releaseUnfinishedMigrations } from './unfinished.js';
import { readMigrations, readSchemaFiles, toMigrationList, writeMigration } from './migration-files.js';
import { createShadowDatabase } from './shadow-database.js';

export interface MigrateOptions {
  /** Connection string of the database to migrate. */
  readonly url: string;
  /** Path of `schema.prisma` or of a folder of `.prisma` files. */
  readonly schema: string;
  /** Path of the migrations folder in Prisma Migrate's layout. */
  readonly migrations: string;
}

/** The change that would remove a difference, or null when there is none. */
export type Difference = string | null;

interface Opened extends MigrateOptions {
  readonly engine: SchemaEngine;
  readonly client: pg.Client;
}

const filters = { externalTables: [], externalEnums: [] };

const createAdapters = (client: pg.Client, url: string): SqlMigrationAwareDriverAdapterFactory => ({
  provider: PROVIDER,
  adapterName: ADAPTER_NAME,
  connect: () => Promise.resolve(createDriverAdapter(client, () => Promise.resolve())),
  connectToShadowDb: async () => {
    const shadow = await createShadowDatabase(url).catch(raiseForEngine);
    return createDriverAdapter(shadow.client, shadow.drop);
  },
});

const createHistory = ({ engine, client, migrations }: Opened) => ({
  /** Lets `deploy` try again what began and did not end; returns the names. */
  releaseUnfinished: (): Promise<string[]> => releaseUnfinishedMigrations(client),
  /** Applies what is missing, under an advisory lock, and returns the names; a failing one is rolled back whole. */
  deploy: async (): Promise<string[]> => {
    const input = { migrationsList: toMigrationList(migrations), filters };
    const apply = () => withoutLingeringTimers(() => engine.applyMigrations(input));
    return (await underEngineLock(client, apply)).appliedMigrationNames;
  },
  /** The database against the folder: what is behind, failed, or was edited after it had been applied. */
  status: () =>
    engine.diagnoseMigrationHistory({
      migrationsList: toMigrationList(migrations),
      optInToShadowDatabase: false,
      filters,
    }),
  markApplied: async (migrationName: string): Promise<void> => {
    await engine.markMigrationApplied({ migrationName, migrationsList: toMigrationList(migrations) });
  },
  markRolledBack: async (migrationName: string): Promise<void> => {
    await engine.markMigrationRolledBack({ migrationName });
  },
});

function createComparisons({ engine, client, url, schema, migrations }: Opened) {
  const files = readSchemaFiles(schema);
  const modelled = { tag: 'schemaDatamodel' as const, files };
  const live = { tag: 'schemaDatasource' as const, files, configDir: '.' };
  const differenceTo = async (to: typeof modelled | typeof live): Promise<Difference> => {
    const from = { tag: 'migrations' as const, ...toMigrationList(migrations) };
    const found = await engine.diff({ from, to, script: true, exitCode: true, filters });
    return found.exitCode === 0 ? null : (found.stdout ?? '');
  };
  const schemaAhead = (): Promise<Difference> => differenceTo(modelled);
  return {
    /** What `schema.prisma` has and the migrations folder does not make. */
    schemaAhead,
    /** What the live database has and the migrations folder does not make, as far as Prisma models it. */
    databaseDrift: (): Promise<Difference> => differenceTo(live),
    /** The same for everything Prisma does not model. */
    catalogueDrift: async (): Promise<CatalogueDrift> => {
      const shadow = await createShadowDatabase(url);
      try {
        for (const { sql } of readMigrations(migrations)) await shadow.client.query(sql);
        return await compareCatalogues(shadow.client, client);
      } finally {
        await shadow.drop();
      }
    },
    /** Writes the difference between folder and schema as a new migration; null when there is none. */
    create: async (name: string): Promise<string | null> => {
      const sql = await schemaAhead();
      return sql ? writeMigration(migrations, name, sql) : null;
    },
  };
}

/**
 * `prisma migrate` without the native engine, over one connection that `close` ends. The history needs no more than
 * ownership of the database; the comparisons need CREATEDB for a shadow database.
 */
export async function openMigrate(options: MigrateOptions) {
  const client = await connectInUtc(options.url);
  try {
    const engine = await createSchemaEngine(
      readSchemaFiles(options.schema),
      createAdapters(client, options.url),
    );
    const opened = { ...options, engine, client };
    return {
      ...createHistory(opened),
      ...createComparisons(opened),
      close: async (): Promise<void> => {
        engine.free();
        await client.end();
      },
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

export type Migrate = Awaited<ReturnType<typeof openMigrate>>;
