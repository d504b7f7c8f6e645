import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BarePlan } from './bare-server.js';

const require = createRequire(import.meta.url);

interface App {
  readonly name: string;
  readonly script: string;
  readonly node_args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A process of the product with the flags that PM2 gives it. */
export function startProcess(
  name: 'api' | 'worker',
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const { apps } = require('../../ecosystem.config.js') as { apps: readonly App[] };
  const app = apps.find((one) => one.name === name);
  if (!app) throw new Error(`ecosystem.config.js names no process ${name}`);
  return spawn(process.execPath, [...app.node_args, app.script], {
    env: { ...process.env, ...app.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** One API process; resolves once it answers. */
export async function startApi(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const child = startProcess('api', { ...environment, PORT: String(port) });
  await untilAnswers(`http://127.0.0.1:${String(port)}/api/health/ready`);
  return child;
}

/** The server without a framework; resolves once it listens. */
export async function startBare(plan: BarePlan): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, 'bare-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(plan));
  await once(child.stdout, 'data');
  return child;
}

/** Memory of a process that is really there, in megabytes. */
export function rssOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
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
