import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from './timing.js';
import { percentiles } from '../bench/measure.js';

export interface Flood {
  /** Answers of the attempts to sign in, by status. */
  readonly attempts: Record<string, number>;
  readonly slowestAttemptMs: number;
  /** Answers of the list of calls meanwhile, by status. */
  readonly lists: Record<string, number>;
  readonly listP99Ms: number;
}

interface FloodOptions {
  readonly url: string;
  readonly token: string;
  readonly concurrency: number;
  readonly seconds: number;
  /** Lists asked for in a second. */
  readonly listsPerSecond: number;
}

/** Wrong passwords from everywhere, as many at once as `concurrency`, while somebody works. */
export async function flood({
  url,
  token,
  concurrency,
  seconds,
  listsPerSecond,
}: FloodOptions): Promise<Flood> {
  const until = Date.now() + seconds * 1000;
  const agent = new http.Agent({ keepAlive: true, maxSockets: Math.max(concurrency, 1) });
  const attempts: Record<string, number> = {};
  const lists: Record<string, number> = {};
  const attemptMs: number[] = [];
  const listMs: number[] = [];
  let count = 0;

  const guess = async (): Promise<void> => {
    while (Date.now() < until) {
      count += 1;
      const startedAt = Date.now();
      const ip = `203.${String((count >> 16) % 256)}.${String((count >> 8) % 256)}.${String(count % 256)}`;
      const status = await attempt({ url, agent, login: `flood-${String(count)}`, ip });
      attemptMs.push(Date.now() - startedAt);
      attempts[status] = (attempts[status] ?? 0) + 1;
    }
  };
  const work = async (): Promise<void> => {
    const asked: Promise<void>[] = [];
    while (Date.now() < until) {
      asked.push(list());
      await sleep(1000 / listsPerSecond);
    }
    await Promise.all(asked);
  };
  const list = async (): Promise<void> => {
    const startedAt = Date.now();
    const answer = await fetch(`${url}/api/calls`, { headers: { Authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    listMs.push(Date.now() - startedAt);
    lists[answer.status] = (lists[answer.status] ?? 0) + 1;
  };

  await Promise.all([work(), ...Array.from({ length: concurrency }, guess)]);
  agent.destroy();
  return {
    attempts,
    lists,
    slowestAttemptMs: Math.max(0, ...attemptMs),
    listP99Ms: percentiles(listMs).p99,
  };
}
