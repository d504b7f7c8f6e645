import autocannon from 'autocannon';
import type { Workload } from './workloads.js';

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly failed: number;
}

export interface Target {
  readonly port: number;
  readonly token: string;
  readonly seconds: number;
}

const WARM_UP_SECONDS = 2;

/** A closed loop over the paths of a workload, after a warm-up that does not count. */
export async function measure(workload: Workload, { port, token, seconds }: Target): Promise<Measured> {
  const options = {
    url: `http://127.0.0.1:${String(port)}`,
    connections: workload.connections,
    headers: { Authorization: `Bearer ${token}` },
    requests: requestsOf(workload),
  };
  await autocannon({ ...options, duration: WARM_UP_SECONDS });
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...options, duration: seconds }, (error: Error | null, done) => {
      if (error) reject(error);
      else resolve(done);
    });
    // What autocannon tells of times by itself is whole milliseconds and has no 95th percentile.
    run.on('response', (...[, , , milliseconds]) => times.push(milliseconds));
  });
  return {
    perSecond: result.requests.average,
    ...percentiles(times),
    failed: result.non2xx + result.errors,
  };
}

/** The percentiles of times in milliseconds, to a tenth. */
export function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function requestsOf({ paths, nextForm }: Workload): autocannon.Request[] {
  if (!nextForm) return paths.map((path) => ({ method: 'GET', path }));
  return paths.map((path) => ({
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    // Each body is stored once: the same one again would be a copy, which costs less.
    setupRequest: (request) => ({ ...request, body: nextForm() }),
  }));
}
