import type { Server } from 'node:http';
import { createApp } from '../src/app.js';
import { createContainer } from '../src/container.js';
import { createPasswords } from '../src/modules/identity/index.js';
import { secretsOf } from '../src/platform/config/env.js';
import { openDatabase } from '../src/platform/db/database.js';
import { silentLogger } from '../src/platform/logging/logger.js';
import { createMetrics } from '../src/platform/metrics.js';
import { createNotificationBus } from '../src/platform/realtime/notification-bus.js';
import type { TestApi } from './api.js';

export interface SecondApi {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Another API process' worth of the product on the database and clock of a test's API, with a pool and caches of its own. Where it is deaf,
 * no notification of the other reaches it.
 */
export async function startSecondApi(api: TestApi, { isDeaf = false } = {}): Promise<SecondApi> {
  const { environment, clock, databaseUrl: url } = api;
  const database = openDatabase({
    url,
    applicationName: 'test-second',
    poolSize: 10,
    connectTimeoutMs: 15_000,
  });
  const bus = createNotificationBus({ url, applicationName: 'test-second-bus', logger: silentLogger });
  const foundation = {
    ...{ environment, database, bus, clock },
    secrets: secretsOf(environment),
    logger: silentLogger,
    metrics: createMetrics('test-second'),
    passwords: createPasswords({ cost: 4 }),
  };
  const container = createContainer(foundation);
  if (!isDeaf) await bus.start();
  const app = createApp(foundation, container);
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
      await database.close();
    },
  };
}
