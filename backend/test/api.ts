import type { Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import request, { type Response, type Test } from 'supertest';
import { expect, inject } from 'vitest';
import { createApp, type AppOptions } from '../src/app.js';
import { createContainer, type Container, type Foundation } from '../src/container.js';
import { createPasswords } from '../src/modules/identity/index.js';
import { readEnvironment, secretsOf, type Environment } from '../src/platform/config/env.js';
import { openDatabase, type Database } from '../src/platform/db/database.js';
import { silentLogger, type Logger } from '../src/platform/logging/logger.js';
import { createMetrics } from '../src/platform/metrics.js';
import { createNotificationBus } from '../src/platform/realtime/notification-bus.js';
import { createRedis, type Redis } from '../src/platform/redis/redis.js';
import type { Clock } from '../src/platform/time.js';
import { createAnswerCheck } from './answer-check.js';
import { createBuild, type Build, type TestOperator } from './factories/build.js';
import { createTestDatabase } from './database.js';
import { startRedisServer, type TestRedis } from './redis-server.js';

/** The present moment of the tests; `set` moves it. Sessions and tokens live in it too, so it starts at the real one. */
export interface TestClock extends Clock {
  set(at: Date | string): void;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Client = Readonly<Record<Method, (path: string) => Test>>;

export interface TestApi {
  readonly database: Database;
  readonly databaseUrl: string;
  /** In the run with Redis: where the API counts failures; null in the usual one. */
  readonly redis: TestRedis | null;
  readonly container: Container;
  readonly environment: Environment;
  readonly clock: TestClock;
  /** The API on a port of its own, for streams: `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly organization: { readonly id: number; readonly timezone: string };
  readonly owner: TestOperator;
  readonly build: Build;
  readonly anonymous: Client;
  /** A client with a session of this person, who has chosen his own password by then. */
  as(operator: Pick<TestOperator, 'id'>): Client;
  /** An access token of a new session of this person. */
  tokenOf(operator: Pick<TestOperator, 'id'>): Promise<string>;
  close(): Promise<void>;
}

// A machine that runs many tests at once may let a connection wait; how soon a caller is told is tested where it matters.
const PATIENT = { connectTimeoutMs: 15_000 };
const PROCESS = { applicationName: 'test-process', poolSize: 10 };

export interface TestApiOptions extends AppOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Says nothing by default. */
  readonly logger?: Logger;
  /**
   * The address by which the API reaches its database, for tests that cut it off; it then waits as long as a real process does.
   * Factories and `api.database` go the direct way.
   */
  readonly by?: (databaseUrl: string) => Promise<string>;
}

/** The whole API on a database of its own, with a fresh organisation and its owner. Call once per file. */
export async function startTestApi(given: TestApiOptions = {}): Promise<TestApi> {
  const { env, by, logger = silentLogger, ...options } = given;
  const testDatabase = await createTestDatabase();
  const testRedis = inject('isWithRedis') ? await startRedisServer() : null;
  const { applicationUrl } = testDatabase;
  const databaseUrl = by ? await by(applicationUrl) : applicationUrl;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'crm-test-'));
  const spaDir = path.join(dataDir, 'spa');
  mkdirSync(path.join(spaDir, 'assets'), { recursive: true });
  writeFileSync(path.join(spaDir, 'index.html'), '<!doctype html><title>CRM</title>');
  const environment = readEnvironment({
    NODE_ENV: 'test',
    SPA_DIR: spaDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: testRedis?.url,
    DATA_DIR: dataDir,
    JWT_SECRET: randomBytes(32).toString('hex'),
    SECRETS_KEY: randomBytes(32).toString('base64'),
    ...env,
  });
  const database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 10, ...PATIENT });
  // The API is a role of its own, as it is in a running copy: what its connections may and reach is tested along.
  const ofProcess = openDatabase({
    ...PROCESS,
    ...(by ? { onSilence: () => undefined } : PATIENT),
    url: databaseUrl,
  });
  const bus = createNotificationBus({
    url: databaseUrl,
    applicationName: 'test-bus',
    logger: silentLogger,
  });
  const clock = createTestClock();
  const foundation = {
    environment,
    redis: redisOf(environment, logger),
    secrets: secretsOf(environment),
    database: ofProcess,
    bus,
    clock,
    logger,
    metrics: createMetrics('test'),
    passwords: createPasswords({ cost: 4 }),
  };
  const container = createContainer(foundation);
  await bus.start();
  await foundation.redis?.start();
  await container.start();
  const app = createApp(foundation, container, {
    checkAnswer: createAnswerCheck(container.modules.flatMap(({ operations }) => operations)),
    ...options,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening);
    });
  });
  const address = server.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;

  const build = createBuild(database);
  const organization = await build.organization();
  const owner = await build.operator({ organizationId: organization.id, role: 'owner' });
  const inOwn = createBuild(database, organization.id);
  const tokenOf = async ({ id }: Pick<TestOperator, 'id'>): Promise<string> => {
    const operator = await database.prisma.operator.findUniqueOrThrow({ where: { id } });
    await database.prisma.userAccount.updateMany({
      where: { id: operator.userAccountId, isPasswordTemporary: true },
      data: { isPasswordTemporary: false, passwordExpiresAt: null },
    });
    const expiresAt = new Date(Date.now() + 3_600_000 * 12);
    const { id: sessionId } = await database.prisma.session.create({
      data: {
        organizationId: operator.organizationId,
        userAccountId: operator.userAccountId,
        operatorId: id,
        expiresAt,
      },
    });
    return container.identity.accessTokens.issue({
      accountId: operator.userAccountId,
      organizationId: operator.organizationId,
      operatorId: id,
      sessionId,
    });
  };

  return {
    database,
    databaseUrl: testDatabase.url,
    redis: testRedis,
    container,
    environment,
    clock,
    url,
    organization,
    owner,
    build: inOwn,
    anonymous: clientOf(url, null),
    as: (operator) =>
      clientOf(
        url,
        createTokenHolder(() => tokenOf(operator)),
      ),
    tokenOf,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await container.drain();
      await container.stop();
      await bus.stop();
      await endRedis(foundation, testRedis);
      await ofProcess.close();
      await database.close();
      await testDatabase.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const redisOf = ({ redis: server }: Environment, logger: Logger): Redis | null =>
  server && createRedis({ server, clientName: 'test-process', logger });

async function endRedis({ redis }: Pick<Foundation, 'redis'>, server: TestRedis | null): Promise<void> {
  redis?.stop();
  await server?.stop();
}

function createTestClock(): TestClock {
  let at: Date | null = null;
  return {
    now: () => at ?? new Date(),
    set: (next) => {
      at = new Date(next);
    },
  };
}

const createTokenHolder = (make: () => Promise<string>): (() => Promise<string>) => {
  let token: Promise<string> | null = null;
  return () => (token ??= make());
};

/** A client that shows this very token. */
export const clientWith = (url: string, token: string): Client => clientOf(url, () => Promise.resolve(token));

/** A supertest client whose requests carry the token, which is made at the first one. */
function clientOf(url: string, token: (() => Promise<string>) | null): Client {
  const make = (method: Method) => (target: string) => {
    const test = request(url)[method](target);
    if (!token) return test;
    const send = test.then.bind(test);
    // A supertest request is sent when it is awaited: the token is put on it just before.
    test.then = ((resolve, reject) =>
      token().then((value) => {
        test.set('Authorization', `Bearer ${value}`);
        return send(resolve, reject);
      }, reject)) as typeof test.then;
    return test;
  };
  return {
    get: make('get'),
    post: make('post'),
    put: make('put'),
    patch: make('patch'),
    delete: make('delete'),
  };
}

/** Holds a failure against the contract of problems; `fields` are `field: code` pairs that must all be named. */

export function expectProblem(
  response: Response,
  status: number,
  code: string,
  fields?: Readonly<Record<string, string>>,
): void {
  const body = response.body as {
    code?: string;
    success?: boolean;
    errors?: { field: string; code: string }[];
  };
  expect({ status: response.status, code: body.code }, JSON.stringify(body)).toEqual({ status, code });
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(body.success).toBe(false);
  if (fields) {
    const named = Object.fromEntries((body.errors ?? []).map((error) => [error.field, error.code]));
    expect(named).toMatchObject(fields);
  }
}
