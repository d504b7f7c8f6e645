import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from './sign-in.js';

const LONGEST_WAIT_MS = 5000;

export interface ReaderOptions {
  readonly url: string;
  readonly login: string;
  readonly password: string;
  readonly rate: number;
}

export interface ReadFigures {
  readonly requests: number;
  /** By status; `broken` for a connection that ended without an answer, `no answer` for one that stayed silent. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly longestMs: number;
}

/** A person who looks at lists all the time, over kept connections, and never tries again; ends when told. */
export async function startReader({
  url,
  login,
  password,
  rate,
}: ReaderOptions): Promise<() => Promise<ReadFigures>> {
  const accessToken = await signIn(url, { login, password });
  const agent = new http.Agent({ keepAlive: true });
  const figures = { requests: 0, outcomes: {} as Record<string, number>, longestMs: 0 };
  let isOver = false;
  const underWay = new Set<Promise<void>>();

  const look = async (path: string): Promise<void> => {
    const startedAt = performance.now();
    const outcome = await get(agent, url + path, accessToken).catch((error: unknown) =>
      String(error).includes('No answer') ? 'no answer' : 'broken',
    );
    figures.requests += 1;
    figures.outcomes[outcome] = (figures.outcomes[outcome] ?? 0) + 1;
    figures.longestMs = Math.max(figures.longestMs, Math.round(performance.now() - startedAt));
  };
  const run = async (): Promise<void> => {
    const paths = ['/api/calls', '/api/orders', '/api/calls/live', '/api/auth/profile'];
    for (let sent = 0; !isOver; sent += 1) {
      const looked = look(paths[sent % paths.length] ?? '/api/calls');
      underWay.add(looked);
      void looked.finally(() => underWay.delete(looked));
      await sleep(1000 / rate);
    }
  };
  const running = run();
  return async () => {
    isOver = true;
    await running;
    await Promise.all(underWay);
    agent.destroy();
    return figures;
  };
}

function get(agent: http.Agent, url: string, token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    http
      .get(url, { agent, headers, timeout: LONGEST_WAIT_MS }, (response) => {
        response.resume();
        response.on('end', () => {
          resolve(String(response.statusCode));
        });
        response.on('error', reject);
      })
      .on('timeout', function (this: http.ClientRequest) {
        this.destroy(new Error('No answer'));
      })
      .on('error', reject);
  });
}
