import http from 'node:http';

export interface Sample {
  readonly group: string;
  readonly login: string;
}

export interface Timing {
  readonly group: string;
  /** Milliseconds of each answer. */
  readonly ms: number[];
  /** How often each status came. */
  readonly statuses: Record<string, number>;
}

/** Asks one after the other over one connection, each from an address of its own, so that nothing but the login differs. */
export async function measure(url: string, samples: readonly Sample[]): Promise<Timing[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const timings = new Map<string, Timing>();
  for (const [index, { group, login }] of samples.entries()) {
    const timing = timings.get(group) ?? { group, ms: [], statuses: {} };
    timings.set(group, timing);
    const startedAt = process.hrtime.bigint();
    const status = await attempt({ url, agent, login, ip: addressOf(index) });
    timing.ms.push(Number(process.hrtime.bigint() - startedAt) / 1e6);
    timing.statuses[status] = (timing.statuses[status] ?? 0) + 1;
  }
  agent.destroy();
  return [...timings.values()];
}

const addressOf = (index: number): string =>
  `198.${String(18 + (index >> 16))}.${String((index >> 8) % 256)}.${String(index % 256)}`;

interface AttemptOptions {
  readonly url: string;
  readonly agent: http.Agent;
  readonly login: string;
  readonly ip: string;
}

/** One attempt with a wrong password; resolves with its status. */
export function attempt({ url, agent, login, ip }: AttemptOptions): Promise<number> {
  const body = JSON.stringify({ login, password: 'certainly a wrong password' });
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/api/auth/login`,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'X-Forwarded-For': ip,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          resolve(response.statusCode ?? 0);
        });
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

/** Turns of the groups in an order that no drift of the machine favours. */
export function interleaved(groups: Readonly<Record<string, readonly string[]>>): Sample[] {
  const names = Object.keys(groups);
  const rounds = Math.min(...Object.values(groups).map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    shuffled(names).map((group) => ({ group, login: groups[group]?.[round] ?? '' })),
  ).flat();
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** How well one group is told from the other by time alone: 0.5 is a coin, 1 is certainty; the better of both directions. */
export function auc(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const share = wins / (a.length * b.length);
  return Math.max(share, 1 - share);
}
