import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '../platform/db/database.js';
import { createLogger } from '../platform/logging/logger.js';
import { findDemoCast, pointAccountAt } from '../telephony-simulator/demo-cast.queries.js';
import { startDemoSimulator } from '../telephony-simulator/demo-simulator.js';

// The demo's own Mango Office, third process beside API and worker. The start has completed the environment.
const REPORT_EVERY_MS = 10_000;
const READY_PAUSE_MS = 1000;

const logger = createLogger({
  level: 'info',
  service: 'telephony-simulator',
  file: process.env['LOG_FILE'] ?? null,
});
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    ending.abort();
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Shorter when the end is asked for. */
const pause = (ms: number): Promise<void> =>
  setTimeout(ms, undefined, { signal: ending.signal }).catch(() => undefined);

async function untilReady(url: string): Promise<void> {
  while (!ending.signal.aborted) {
    const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => null,
    );
    if (response?.ok) return;
    await pause(READY_PAUSE_MS);
  }
}

async function main(): Promise<void> {
  const url = required('TARGET_URL');
  const credentials = { apiKey: required('MANGO_API_KEY'), apiSalt: required('MANGO_API_SALT') };
  const database = openDatabase({
    url: required('DATABASE_URL'),
    applicationName: 'telephony-simulator',
    rowScope: 'all',
    poolSize: 1,
  });
  const cast = await findDemoCast(database.sql);
  const target = `${url}/api/webhooks/mango`;
  const demo = await startDemoSimulator({ target, credentials, cast, seed: randomInt(2 ** 32) });
  await pointAccountAt(database.sql, credentials.apiKey, demo.api.url);
  await database.close();
  await untilReady(url);
  if (!ending.signal.aborted) demo.simulator.start();
  process.send?.('ready');
  while (!ending.signal.aborted) {
    await pause(REPORT_EVERY_MS);
    logger.info(demo.report.line());
  }
  await demo.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    logger.error('telephony simulator failed', { error });
    process.exit(1);
  },
);
