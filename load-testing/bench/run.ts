// Holds the API against the same SQL through bare node:http + pg: `DATABASE_URL=<volume database> npm run load`. Ratios, not times, are the result.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import type { Statement } from '../../backend/src/platform/db/database.js';
import { benchEnvironment, openCopy, type Copy } from './copy.js';
import { workloads, type Workload } from './workloads.js';

const API_PORT = 5310;
const BARE_PORT = 5311;
const SECONDS = Number(process.env['SECONDS_EACH'] ?? 8);
const MAIN = path.join(import.meta.dirname, '../../backend/dist/main.api.js');

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const databaseUrl = process.env['DATABASE_URL'];
if (!databaseUrl) throw new Error('Set DATABASE_URL to a database made by `npm run load:volume`');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'crm-bench-'));
const environment = benchEnvironment(databaseUrl, dataDir);
const copy = await openCopy(environment);
const token = await copy.token();
const page = (await copy.get('/api/calls?page=499')) as { pagination: { nextCursor: string } };
const wanted = process.argv.slice(2);
const chosen = workloads(page.pagination.nextCursor).filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
);

const bare = startBare(await planOf(copy, chosen));
const api = spawn(process.execPath, [MAIN], {
  env: { ...process.env, ...environment, PORT: String(API_PORT) },
  stdio: ['ignore', 'ignore', 'inherit'],
});
await Promise.all([
  once(bare.stdout ?? process.stdin, 'data'),
  untilAnswers(`http://127.0.0.1:${String(API_PORT)}/api/health/ready`),
]);

const rows: Record<string, string | number>[] = [];
for (const workload of chosen) {
  // Alternating runs: what disturbs the machine disturbs both.
  const ours = [await measure(workload, API_PORT)];
  const theirs = [await measure(workload, BARE_PORT)];
  ours.push(await measure(workload, API_PORT));
  theirs.push(await measure(workload, BARE_PORT));
  const [a, b] = [better(ours), better(theirs)];
  rows.push({
    workload: `${workload.name} ${workload.what}`,
    'api /s': Math.round(a.perSecond),
    'api p50': a.p50,
    'api p99': a.p99,
    'bare /s': Math.round(b.perSecond),
    'bare p50': b.p50,
    ratio: Number((a.perSecond / b.perSecond).toFixed(2)),
    failed: a.failed,
  });
}
process.stdout.write(
  `${rows.map((row) => JSON.stringify(row)).join('\n')}\nRSS of the API process after load: ${String(rssOf(api))} MB\n`,
);
api.kill('SIGTERM');
bare.kill('SIGTERM');
await copy.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);

async function planOf(from: Copy, list: readonly Workload[]): Promise<Record<string, Statement[]>> {
  const answers: Record<string, Statement[]> = {};
  for (const { paths } of list) for (const target of paths) answers[target] = await from.statementsOf(target);
  return answers;
}

function startBare(answers: Record<string, Statement[]>): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'bare-server.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  child.stdin.end(
    JSON.stringify({ databaseUrl, jwtSecret: environment['JWT_SECRET'], port: BARE_PORT, answers }),
  );
  return child;
}

async function measure({ paths, connections }: Workload, port: number): Promise<Measured> {
  const options = {
    url: `http://127.0.0.1:${String(port)}`,
    connections,
    headers: { Authorization: `Bearer ${token}` },
    requests: paths.map((target) => ({ method: 'GET' as const, path: target })),
  };
  await autocannon({ ...options, duration: 2 });
  const result = await autocannon({ ...options, duration: SECONDS });
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

function better([first, second]: Measured[]): Measured {
  if (!first || !second) throw new Error('Two runs are compared');
  return first.perSecond >= second.perSecond ? first : second;
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The API does not answer');
}

function rssOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
