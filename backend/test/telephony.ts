import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { createApp } from '../src/app.js';
import { callViewsByIds, recomputeDebts, ringBriefOf } from '../src/modules/calls/index.js';
import { createPasswords } from '../src/modules/identity/index.js';
import { createInboxModule } from '../src/modules/inbox/index.js';
import { createOperatorsModule } from '../src/modules/operators/index.js';
import { linkCallToOpenOrders } from '../src/modules/orders/index.js';
import { requestRecordingFetch } from '../src/modules/recordings/index.js';
import { createTelephonyModule, sign } from '../src/modules/telephony/index.js';
import { createSecretBox } from '../src/platform/crypto/secret-box.js';
import { silentLogger, type Logger } from '../src/platform/logging/logger.js';
import { createMetrics } from '../src/platform/metrics.js';
import { createNotificationBus } from '../src/platform/realtime/notification-bus.js';
import type { TestApi } from './api.js';
import type { SampleEvent } from './fixtures/mango/samples.js';

/** Key and salt of the samples. */
export const SAMPLE_ACCOUNT = {
  apiKey: 'tst0key0aaaabbbbccccddddeeeeffff',
  apiSalt: 'tst0salt9999888877776666555544443',
} as const;

export type TestTelephony = Awaited<ReturnType<typeof startTestTelephony>>;

export interface TestTelephonyOptions {
  readonly logger?: Logger;
  /** Where webhooks are stored; the API's own database by default. */
  readonly inboxDatabaseUrl?: string;
  readonly spoolBytes?: number;
}

/** Telephony on the database of a test API: webhooks over HTTP, and the worker's passes by hand. */
export async function startTestTelephony(api: TestApi, options: TestTelephonyOptions = {}) {
  const { database, environment, clock, container } = api;
  const { logger = silentLogger } = options;
  const bus = createNotificationBus({ url: api.databaseUrl, applicationName: 'test-telephony', logger });
  await bus.start();
  const metrics = createMetrics('telephony');
  const secretBox = createSecretBox(environment.secretsKey);
  const inbox = createInboxModule({
    database,
    databaseUrl: options.inboxDatabaseUrl ?? api.databaseUrl,
    dataDir: environment.dataDir,
    clock,
    logger,
    registry: metrics.registry,
    ...(options.spoolBytes !== undefined && { spoolBytes: options.spoolBytes }),
  });
  const operators = createOperatorsModule({
    database,
    clock,
    cache: container.cache,
    hashPassword: createPasswords({ cost: 4 }).hash,
    assertPassword: () => undefined,
    endSessionsOf: () => Promise.resolve(),
  });
  const telephony = createTelephonyModule({
    ...{ database, bus, clock, logger, secretBox, inbox },
    registry: metrics.registry,
    publicUrl: environment.publicUrl,
    ports: {
      callViewsByIds,
      ringBriefOf,
      recomputeDebts,
      linkCallToOpenOrders,
      requestRecordingFetch,
      takePresenceStep: (sql, person, change) => operators.presence.take(sql, person, change),
    },
  });
  const foundation = {
    environment,
    database,
    bus,
    clock,
    logger,
    metrics,
    passwords: createPasswords({ cost: 4 }),
  };
  const app = createApp(foundation, {
    ...container,
    modules: [inbox, telephony, ...container.modules],
    webhookRoutes: telephony.webhookRoutes,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening);
    });
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await database.prisma.telephonyAccount.create({
    data: {
      organizationId: api.organization.id,
      apiKey: SAMPLE_ACCOUNT.apiKey,
      apiSaltSealed: secretBox.seal(SAMPLE_ACCOUNT.apiSalt),
    },
  });

  /** Posts a form as telephony does. */
  const postForm = (path: string, fields: Readonly<Record<string, string>> | string) =>
    request(url)
      .post(`/api/webhooks/mango/${path}`)
      .type('application/x-www-form-urlencoded')
      .send(typeof fields === 'string' ? fields : new URLSearchParams(fields).toString());

  const postJson = (
    path: string,
    json: string,
    account: { apiKey: string; apiSalt: string } = SAMPLE_ACCOUNT,
  ) => postForm(path, { vpbx_api_key: account.apiKey, sign: sign(json, account), json });

  return {
    inbox,
    telephony,
    url,
    postForm,
    postJson,
    /** Posts an event of a sample, signed as the sample has it. */
    postSample: ({ path, json, sign: signature, formKey }: SampleEvent) =>
      postForm(path, {
        vpbx_api_key: formKey ?? SAMPLE_ACCOUNT.apiKey,
        ...(signature !== null && { sign: signature }),
        ...(json !== null && { json }),
      }),
    /** What the worker does until nothing is due. */
    work: async (): Promise<void> => {
      while (await telephony.processor.pass()) {
        // until the inbox is empty
      }
    },
    /** As a client of this application with that person's rights. */
    as: async (operator: { readonly id: number }) => {
      const token = await api.tokenOf(operator);
      const make = (method: 'get' | 'post' | 'patch') => (path: string) =>
        request(url)[method](path).set('Authorization', `Bearer ${token}`);
      return { get: make('get'), post: make('post'), patch: make('patch') };
    },
    metric: async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> => {
      const values = (await metrics.registry.getSingleMetric(name)?.get())?.values ?? [];
      const found = values.filter((value) =>
        Object.entries(labels).every(([label, wanted]) => value.labels[label] === wanted),
      );
      return found.reduce((sum, { value }) => sum + value, 0);
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await inbox.stop();
      await bus.stop();
    },
  };
}
