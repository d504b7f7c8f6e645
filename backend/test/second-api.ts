import type { Server } from 'node:http';
import { createApp, type AppOptions } from '../src/app.js';
import { createContainer, type Foundation } from '../src/container.js';
import { createPasswords } from '../src/modules/identity/index.js';
import { secretsOf } from '../src/platform/config/env.js';
import { openDatabase } from '../src/platform/db/database.js';
import { silentLogger } from '../src/platform/logging/logger.js';
import { createMetrics } from '../src/platform/metrics.js';
import { createNotificationBus } from '../src/platform/realtime/notification-bus.js';
import { createRedis } from '../src/platform/redis/redis.js';
import type { TestApi } from './api.js';

export interface SecondApi {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

export interface SecondApiOptions {
  /** No notification of the other processes reaches it. */
  readonly isDeaf?: boolean;
  readonly optionsOf?: (foundation: Foundation) => AppOptions;
}

/** Another API process' worth of the product on the database and clock of a test's API, with a pool and caches of its own. */
export async function startSecondApi(
  { environment, clock, databaseUrl: url }: TestApi,
  { isDeaf = false, optionsOf = () => ({}) }: SecondApiOptions = {},
): Promise<SecondApi> {
  const database = openDatabase({
    url,
    applicationName: 'test-second',
    poolSize: 10,
    connectTimeoutMs: 15_000,
  });
  const bus = createNotificationBus({ url, applicationName: 'test-second-bus', logger: silentLogger });
  const redis =
    environment.redis &&
    createRedis({ server: environment.redis, clientName: 'test-second', logger: silentLogger });
  await redis?.start();
  const foundation: Foundation = {
    ...{ environment, database, redis, bus, clock },
    secrets: secretsOf(environment),
    logger: silentLogger,
    metrics: createMetrics('test-second'),
    passwords: createPasswords({ cost: 4 }),
  };
  const container = createContainer(foundation);
  if (!isDeaf) await bus.start();
  const app = createApp(foundation, container, optionsOf(foundation));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening);
    });
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bus.stop();
      redis?.stop();
      await database.close();
    },
  };
}
