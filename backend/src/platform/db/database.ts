import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../../generated/prisma/client.js';
import { currentCommitMark } from './commit-mark.js';
import { scopeConnections, type RowScope } from './row-scope.js';
import { endWhenSilent, watchPulse } from './silence.js';

/** A Prisma connection: the client itself or one transaction. Repositories are made from it and see nothing else. */
export type Db = Prisma.TransactionClient;

/** One statement for the hottest reads and the batch writes, which go to `pg` directly. `name` makes it a prepared one. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Something that runs statements: the pool, or the one connection of a transaction. */
export interface Sql {
  /** Rows in the shape that `Row` claims; int8 and counts come as numbers, numeric as text, timestamptz as `Date`. */
  query<Row>(statement: Statement): Promise<Row[]>;
}

export interface Database {
  readonly prisma: PrismaClient;
  readonly sql: Sql;
  /** Runs `work` in one transaction; repositories made from the `Db` it gets commit or roll back together. No network inside. */
  readonly inTransaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** The same on a plain `pg` connection, for batch work. */
  readonly inSqlTransaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize: number;
  /** Longest a statement may run, in milliseconds; the worker's batches take longer than a request may. */
  readonly statementTimeoutMs?: number;
  /** Longest a transaction through Prisma may last, in milliseconds. */
  readonly transactionTimeoutMs?: number;
  /** Longest wait for a connection; then the caller is told 503. */
  readonly connectTimeoutMs?: number;
  /** Rows of people's data that all statements reach; by default those of the work in hand. */
  readonly rowScope?: RowScope;
  readonly onPoolError?: (error: Error) => void;
  /** Watches the server's pulse, ends every connection when it stops, and tells so here. For processes, not for scripts. */
  readonly onSilence?: (error: unknown) => void;
}

const INT8 = 20;
/** A request that cannot have a connection within this time is answered 503. */
const CONNECT_TIMEOUT_MS = 1000;
const REQUEST_STATEMENT_TIMEOUT_MS = 10_000;

export function createPool(options: DatabaseOptions): pg.Pool {
  const { statementTimeoutMs = REQUEST_STATEMENT_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } =
    options;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    // The adapter drops offsets when it reads instants, so every session runs in UTC.
    options: '-c timezone=UTC',
    types: { getTypeParser },
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', (error) => options.onPoolError?.(error));
  // Nor one lost between two statements of a transaction: its next statement fails, and its holder is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A server that hangs answers no statement timeout; this one is the client's own.
  endWhenSilent(pool, statementTimeoutMs + 500);
  scopeConnections(pool, options.rowScope);
  return pool;
}

function getTypeParser(oid: number, format?: string): (value: string) => unknown {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options);
  const { url, applicationName, onSilence } = options;
  const stopWatch =
    onSilence && watchPulse(pool, { url, applicationName: `${applicationName}-pulse`, onSilence });
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: {
      maxWait: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      timeout: options.transactionTimeoutMs ?? REQUEST_STATEMENT_TIMEOUT_MS,
    },
  });
  return {
    prisma,
    sql: sqlOf(pool),
    inTransaction: (work) =>
      prisma.$transaction(async (db) => {
        const result = await work(db);
        await currentCommitMark()?.(db);
        return result;
      }),
    inSqlTransaction: (work) => runSqlTransaction(pool, work),
    close: async () => {
      await stopWatch?.();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Statements on a pool or a connection. */
export const sqlOf = (target: pg.Pool | pg.PoolClient): Sql => ({
  query: async <Row>({ name, text, values }: Statement) => {
    const result = await target.query({
      text,
      values: values ? [...values] : [],
      ...(name !== undefined && { name }),
    });
    return result.rows as Row[];
  },
});

/** Statements in a Prisma transaction, so that batch SQL can share it. Arrays and objects travel as JSON text: cast them in SQL. */
export const sqlOfDb = (db: Db): Sql => ({
  query: <Row>({ text, values = [] }: Statement) => db.$queryRawUnsafe<Row[]>(text, ...values),
});

async function runSqlTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks between two statements tells so by an event; unheard, it would end the process. The next statement fails.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    const result = await work(sqlOf(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away, not given to the next caller.
    const broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  } finally {
    client.off('error', ignore);
  }
}
