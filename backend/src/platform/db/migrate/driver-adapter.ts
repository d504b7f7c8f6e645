import { DriverAdapterError, type SqlDriverAdapter, type SqlQuery } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { columnTypeOf, decoderOf } from './column-types.js';

export const PROVIDER = 'postgres';
export const ADAPTER_NAME = '@prisma/adapter-pg';

/** A connection whose session runs in UTC; losing it while idle fails the next query instead of the process. */
export async function connectInUtc(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const UNDEFINED_TABLE = '42P01';

/** Rethrows PostgreSQL's error in the form the schema engine reads; anything else passes as it is. */
export function raiseForEngine(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const code = error.code ?? 'N/A';
  const original = { originalCode: code, originalMessage: error.message };
  if (code === UNDEFINED_TABLE) {
    // This is how the engine notices that a database has no table of applied migrations yet.
    const table = /"([^"]+)"/.exec(error.message)?.[1] ?? '?';
    throw new DriverAdapterError({ kind: 'TableDoesNotExist', table, ...original });
  }
  throw new DriverAdapterError({
    kind: 'postgres',
    code,
    severity: error.severity ?? 'ERROR',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
    ...original,
  });
}

const types = { getTypeParser: decoderOf };

const run = (client: pg.Client, query: SqlQuery): Promise<pg.QueryArrayResult<unknown[]>> =>
  client
    .query<unknown[]>({ text: query.sql, values: query.args, rowMode: 'array', types })
    .catch(raiseForEngine);

/**
 * The schema engine's way to the database. It differs from `@prisma/adapter-pg`, which knows no `"char"` columns and
 * cuts scripts at every semicolon, function bodies included.
 */
export function createDriverAdapter(client: pg.Client, dispose: () => Promise<void>): SqlDriverAdapter {
  return {
    provider: PROVIDER,
    adapterName: ADAPTER_NAME,
    dispose,
    queryRaw: async (query) => {
      const { fields, rows } = await run(client, query);
      return {
        columnNames: fields.map((field) => field.name),
        columnTypes: fields.map((field) => columnTypeOf(field.dataTypeID)),
        rows,
      };
    },
    executeRaw: async (query) => (await run(client, query)).rowCount ?? 0,
    // One simple query is one implicit transaction: a failing migration leaves nothing behind.
    executeScript: async (script) => {
      await client.query(script).catch(raiseForEngine);
    },
    startTransaction: () => Promise.reject(new Error('the schema engine opens no driver transactions')),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  };
}
