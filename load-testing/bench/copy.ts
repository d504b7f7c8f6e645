import { randomBytes } from 'node:crypto';
import { createApp } from '../../backend/src/app.js';
import { createContainer, type Foundation } from '../../backend/src/container.js';
import { createPasswords } from '../../backend/src/modules/identity/index.js';
import { readEnvironment, secretsOf, type Environment } from '../../backend/src/platform/config/env.js';
import {
  openDatabase,
  type Database,
  type Sql,
  type Statement,
} from '../../backend/src/platform/db/database.js';
import { silentLogger } from '../../backend/src/platform/logging/logger.js';
import { createMetrics } from '../../backend/src/platform/metrics.js';
import { createNotificationBus } from '../../backend/src/platform/realtime/notification-bus.js';
import { systemClock } from '../../backend/src/platform/time.js';

/** Environment of the processes that are measured. */
export function benchEnvironment(databaseUrl: string, dataDir: string) {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    JWT_SECRET: randomBytes(32).toString('hex'),
    SECRETS_KEY: randomBytes(32).toString('base64'),
    // One token asks for everybody here.
    REQUESTS_PER_SECOND: '0',
    LOG_LEVEL: 'info',
    LOG_FILE: `${dataDir}/bench.log`,
  } as const;
}

export interface Copy {
  /** The database behind it, unheard. */
  readonly sql: Sql;
  /** An access token of a new session of the organisation's first owner. */
  token(): Promise<string>;
  /** What the API asks the database for the answer to this path, without the look for who calls. */
  statementsOf(path: string): Promise<Statement[]>;
  /** The answer itself. */
  get(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The product in this process, with every statement it sends written down. */
export async function openCopy(source: Readonly<Record<string, string>>): Promise<Copy> {
  const environment: Environment = readEnvironment(source);
  const url = environment.databaseUrl;
  const database = openDatabase({ url, applicationName: 'bench', poolSize: 4 });
  const said: Statement[] = [];
  const heard = { ...database, sql: heardBy(said, database.sql) };
  const foundation: Foundation = {
    environment,
    redis: null,
    secrets: secretsOf(environment),
    database: heard,
    bus: createNotificationBus({ url, applicationName: 'bench-bus', logger: silentLogger }),
    clock: systemClock,
    logger: silentLogger,
    metrics: createMetrics('bench'),
    passwords: createPasswords({ cost: 4 }),
  };
  const container = createContainer(foundation);
  const server = createApp(foundation, container).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;

  const token = () => issueToken(database, container);
  const own = await token();
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(base + path, { headers: { Authorization: `Bearer ${own}` } });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  return {
    sql: database.sql,
    token,
    get,
    statementsOf: async (path) => {
      said.length = 0;
      await get(path);
      return said.filter(({ name }) => name !== 'actor-by-session');
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await database.close();
    },
  };
}

/** Statements that are written down as they are sent. */
const heardBy = (said: Statement[], sql: Sql): Sql => ({
  query: <Row>(statement: Statement) => {
    said.push(statement);
    return sql.query<Row>(statement);
  },
});

async function issueToken(
  { prisma }: Database,
  { identity }: ReturnType<typeof createContainer>,
): Promise<string> {
  const owner = await prisma.operator.findFirstOrThrow({ where: { role: 'owner' } });
  const { organizationId, id: operatorId, userAccountId: accountId } = owner;
  const expiresAt = new Date(Date.now() + 12 * 3_600_000);
  const session = await prisma.session.create({
    data: { organizationId, userAccountId: accountId, operatorId, expiresAt },
  });
  return identity.accessTokens.issue({ accountId, organizationId, operatorId, sessionId: session.id });
}
