import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Migrated and empty; every test database is a copy of it. */
export const TEMPLATE_DATABASE = 'crm_test_template';

/** Of the superuser of the server that the tests start, and of the product's role. */
export const PASSWORD = 'test';
export const APPLICATION_ROLE = 'crm_test_application';

export interface TestDatabase {
  /** As superuser: whatever rules the database keeps for the product do not hold here. */
  readonly url: string;
  /** As the role of the product. */
  readonly applicationUrl: string;
  /** Ends whatever is still connected and removes the database. */
  readonly drop: () => Promise<void>;
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The same database as the role of the product. */
export function asApplication(url: string): string {
  const changed = new URL(url);
  changed.username = APPLICATION_ROLE;
  changed.password = PASSWORD;
  return changed.href;
}

export async function withSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database of the caller's own with all migrations applied; meant once per test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('testDatabaseUrl');
  const name = `crm_test_${randomUUID().replaceAll('-', '')}`;
  await withSuperuser(serverUrl, async (client) => {
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE_DATABASE}"`);
  });
  const url = withDatabase(serverUrl, name);
  return {
    url,
    applicationUrl: asApplication(url),
    drop: () =>
      withSuperuser(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }),
  };
}
