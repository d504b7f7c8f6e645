// Holds the API against the same SQL through bare node:http + pg: `DATABASE_URL=<volume database> npm run load -- [W1 …] [--plans <file>]`.
// Ratios, not times, are the result.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Statement } from '../../backend/src/platform/db/database.js';
import { benchEnvironment, openCopy, type Copy } from './copy.js';
import { measure, type Measured, type Target } from './measure.js';
import { writePlans } from './plans.js';
import { rssOf, startApi, startBare } from './processes.js';
import { openWebhookAccount } from './webhooks.js';
import { workloads, type Workload } from './workloads.js';

const API_PORT = 5310;
const BARE_PORT = 5311;
const ROUNDS = 2;
const seconds = Number(process.env['SECONDS_EACH'] ?? 8);

const { positionals: wanted, values: flags } = parseArgs({
  allowPositionals: true,
  options: { plans: { type: 'string' } },
});
const databaseUrl = process.env['DATABASE_URL'];
if (!databaseUrl) throw new Error('Set DATABASE_URL to a database made by `npm run load:volume`');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'crm-bench-'));
const environment = benchEnvironment(databaseUrl, dataDir);
const copy = await openCopy(environment);
const account = await openWebhookAccount(copy.sql, environment.SECRETS_KEY);
try {
  const chosen = await chooseWorkloads();
  if (flags.plans === undefined) await compare(chosen);
  else await writePlans(copy, chosen, flags.plans);
} finally {
  await account.remove();
  await copy.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function chooseWorkloads(): Promise<readonly Workload[]> {
  const page = (await copy.get('/api/calls?page=499')) as { pagination: { nextCursor: string } };
  const all = workloads({ cursor: page.pagination.nextCursor, nextForm: account.nextForm });
  return all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

async function compare(chosen: readonly Workload[]): Promise<void> {
  const jwtSecret = environment.JWT_SECRET;
  const answers = await answersOf(copy, chosen);
  const bare = await startBare({
    databaseUrl: databaseUrl ?? '',
    jwtSecret,
    port: BARE_PORT,
    answers,
    webhooks: account,
  });
  const startedAt = performance.now();
  const api = await startApi(API_PORT, environment);
  say(
    `start to ready: ${((performance.now() - startedAt) / 1000).toFixed(2)} s, RSS ${String(rssOf(api))} MB`,
  );
  const token = await copy.token();
  for (const workload of chosen) {
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    // Alternating runs: what disturbs the machine disturbs both.
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measure(workload, target(API_PORT, token)));
      theirs.push(await measure(workload, target(BARE_PORT, token)));
    }
    say(rowOf(workload, better(ours), better(theirs)));
  }
  say(`RSS of the API process after load: ${String(rssOf(api))} MB`);
  api.kill('SIGTERM');
  bare.kill('SIGTERM');
}

function target(port: number, token: string): Target {
  return { port, token, seconds };
}

async function answersOf(from: Copy, list: readonly Workload[]): Promise<Record<string, Statement[]>> {
  const answers: Record<string, Statement[]> = {};
  for (const { paths, nextForm } of list)
    if (!nextForm) for (const asked of paths) answers[asked] = await from.statementsOf(asked);
  return answers;
}

function rowOf({ name, what }: Workload, api: Measured, bare: Measured): string {
  const figures = ({ perSecond, p50, p95, p99 }: Measured): string =>
    `${perSecond.toFixed(0)}/s p50 ${String(p50)} p95 ${String(p95)} p99 ${String(p99)} ms`;
  const ratio = (api.perSecond / bare.perSecond).toFixed(2);
  const failed =
    api.failed + bare.failed === 0 ? '' : `, failed ${String(api.failed)} and ${String(bare.failed)}`;
  return `${name} ${what}: ratio ${ratio} | api ${figures(api)} | bare ${figures(bare)}${failed}`;
}

function better(runs: readonly Measured[]): Measured {
  const [best] = runs.toSorted((one, other) => other.perSecond - one.perSecond);
  if (!best) throw new Error('There was no run');
  return best;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
