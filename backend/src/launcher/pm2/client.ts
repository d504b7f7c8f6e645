import type { ProcessDescription } from 'pm2';
import { StartFailure } from '../start-failure.js';
import { within } from './within.js';

const CONNECT_TIMEOUT_MS = 20_000;

type Answer<T> = (error: Error | null, result: T) => void;

/** The part of PM2's programmatic interface that is used here. */
interface Pm2 {
  connect: (answer: Answer<unknown>) => void;
  disconnect: () => void;
  start: (apps: readonly App[], answer: Answer<unknown>) => void;
  delete: (id: number, answer: Answer<unknown>) => void;
  list: (answer: Answer<ProcessDescription[]>) => void;
}

/** One entry of `ecosystem.config.js`; PM2 reads more of it than is named here. */
export interface App {
  readonly name: string;
  readonly error_file?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One process as PM2 sees it. */
export interface RunningApp {
  readonly id: number;
  readonly name: string;
  readonly pid: number;
  readonly status: string;
  readonly restarts: number;
  readonly exitCode: number | null;
  /** `DATA_DIR` of its environment: tells our processes from those of others under the same PM2. */
  readonly dataDir: string | null;
}

export interface Pm2Client {
  readonly start: (apps: readonly App[]) => Promise<void>;
  readonly list: () => Promise<RunningApp[]>;
  /** Ends a process the graceful way and forgets it. */
  readonly remove: (id: number) => Promise<void>;
  readonly disconnect: () => void;
}

const asPromise = <T>(call: (answer: Answer<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    call((error, result) => {
      if (error) reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
      else resolve(result);
    });
  });

interface Pm2Environment {
  readonly status?: string;
  readonly restart_time?: number;
  readonly exit_code?: number;
  readonly DATA_DIR?: string;
}

function toRunningApp(description: ProcessDescription): RunningApp {
  const environment = (description.pm2_env ?? {}) as Pm2Environment;
  return {
    id: description.pm_id ?? -1,
    name: description.name ?? '',
    pid: description.pid ?? 0,
    status: environment.status ?? '',
    restarts: environment.restart_time ?? 0,
    exitCode: environment.exit_code ?? null,
    dataDir: environment.DATA_DIR ?? null,
  };
}

/** PM2 reads its folder and switches from the environment while it is being loaded, once a process. */
async function loadPm2(home: string): Promise<Pm2> {
  Object.assign(process.env, {
    PM2_HOME: home,
    PM2_NO_INTERACTION: 'true', // no agent of PM2's own service
    PM2_SILENT: 'true',
    PM2_CONCURRENT_ACTIONS: '128', // all processes drain at the same time
  });
  const { default: pm2 } = await import('pm2');
  return pm2 as unknown as Pm2;
}

/** Connects to the PM2 daemon of `home`, which is started when there is none. */
export async function connectPm2(home: string): Promise<Pm2Client> {
  const pm2 = await loadPm2(home);
  const isConnected = await within(CONNECT_TIMEOUT_MS, () =>
    asPromise<unknown>((answer) => pm2.connect(answer)),
  );
  if (!isConnected) {
    throw new StartFailure(
      `The process manager (PM2) in ${home} does not start or answer: see pm2.log there, and start again.`,
    );
  }
  return {
    start: async (apps) => {
      await asPromise<unknown>((answer) => pm2.start(apps, answer));
    },
    list: async () => (await asPromise<ProcessDescription[]>((answer) => pm2.list(answer))).map(toRunningApp),
    remove: async (id) => {
      await asPromise<unknown>((answer) => pm2.delete(id, answer));
    },
    disconnect: () => pm2.disconnect(),
  };
}
