// How fast the worker turns stored events into calls: `DATABASE_URL=<volume database> npm run load:worker`. First a backlog, then a steady
// rate. The calls it makes stay in the database.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertEvents } from '../../backend/src/modules/inbox/inbox.repository.js';
import { openDatabase, type Sql } from '../../backend/src/platform/db/database.js';
import { benchEnvironment } from '../bench/copy.js';
import { percentiles } from '../bench/measure.js';
import { startProcess } from '../bench/processes.js';
import { mixedEvents, type PlannedCall, type PlannedEvent } from '../faults/traffic.js';

const BACKLOG = Number(process.env['BACKLOG'] ?? 20_000);
const RATE = Number(process.env['RATE'] ?? 300);
const SECONDS = Number(process.env['SECONDS_EACH'] ?? 20);
const STEP_MS = 50;
const LOOK_EVERY_MS = 20;
const ORGANIZATION = 1;

const databaseUrl = process.env['DATABASE_URL'];
if (!databaseUrl) throw new Error('Set DATABASE_URL to a database made by `npm run load:volume`');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'crm-worker-'));
const database = openDatabase({ url: databaseUrl, applicationName: 'bench', poolSize: 4 });
const events = mixedEvents([] as PlannedCall[]);
const { sql } = database;

await store(BACKLOG);
const worker = startProcess('worker', benchEnvironment(databaseUrl, dataDir));
try {
  await untilWaiting(sql, BACKLOG - 1);
  const [left, startedAt] = [await waitingIn(sql), performance.now()];
  await untilWaiting(sql, 0);
  const seconds = (performance.now() - startedAt) / 1000;
  say(`backlog: ${String(left)} events in ${seconds.toFixed(1)} s, ${(left / seconds).toFixed(0)}/s`);
  const lags = await steady();
  const { p50, p95, p99 } = percentiles(lags);
  say(
    `${String(RATE)}/s: the oldest waiting event is p50 ${String(p50)}, p95 ${String(p95)}, p99 ${String(p99)} ms old`,
  );
} finally {
  worker.kill('SIGTERM');
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function store(count: number): Promise<void> {
  for (let stored = 0; stored < count; stored += 1000) {
    const batch = Array.from({ length: Math.min(1000, count - stored) }, () => events.next().value);
    await insertEvents(sql, batch.map(received));
  }
}

function received({ path: eventPath, json }: PlannedEvent) {
  return {
    ...{ organizationId: ORGANIZATION, provider: 'mango', path: eventPath },
    ...{ raw: Buffer.from(json), receivedAt: null },
  };
}

/** Ages in milliseconds of the oldest waiting event, seen many times a second. */
async function steady(): Promise<number[]> {
  const lags: number[] = [];
  const watching = setInterval(() => void oldestIn(sql).then((age) => lags.push(age)), LOOK_EVERY_MS);
  const startedAt = performance.now();
  let stored = 0;
  while (performance.now() - startedAt < SECONDS * 1000) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * RATE);
    await store(due - stored);
    stored = due;
    await sleep(STEP_MS);
  }
  clearInterval(watching);
  await untilWaiting(sql, 0);
  return lags;
}

async function untilWaiting(from: Sql, atMost: number): Promise<void> {
  while ((await waitingIn(from)) > atMost) await sleep(LOOK_EVERY_MS);
}

async function waitingIn(from: Sql): Promise<number> {
  const text = `SELECT count(*) AS waiting FROM inbox_event WHERE status IN ('pending', 'failed')`;
  const [row] = await from.query<{ waiting: number }>({ text });
  return row?.waiting ?? 0;
}

async function oldestIn(from: Sql): Promise<number> {
  const [row] = await from.query<{ ms: number }>({
    text: `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(received_at)) * 1000, 0)::float8 AS ms
      FROM inbox_event WHERE status IN ('pending', 'failed')`,
  });
  return row?.ms ?? 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
