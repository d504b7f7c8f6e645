import path from 'node:path';
import { createDelivery } from './delivery.js';
import { createClients, employeeAt, GROUP } from './default-cast.js';
import { chooseCredentials, findCredentials } from './find-credentials.js';
import { createRandom } from './random.js';
import { createReport } from './report.js';
import { readSimulateOptions, USAGE, UsageError, type SimulateOptions } from './simulate-options.js';
import { createSimulator } from './simulator.js';

export interface CommandContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** Aborted when the person asks to end. */
  readonly signal: AbortSignal;
}

const PROJECT_ROOT = path.resolve(import.meta.dirname, '../../..');
const REPORT_EVERY_MS = 10_000;

/** `npm run simulate`; resolves with the exit code. */
export async function simulate(argv: readonly string[], context: CommandContext): Promise<number> {
  try {
    const options = readSimulateOptions(argv, context.environment);
    if (options) return await run(options, context);
    context.print(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.print(error.message);
    return 1;
  }
}

async function run(
  options: SimulateOptions,
  { environment, print, signal }: CommandContext,
): Promise<number> {
  const { key, salt, target, seed } = options;
  const candidates = await findCredentials({ key, salt, environment, projectRoot: PROJECT_ROOT });
  const credentials = await chooseCredentials(target, candidates);
  const random = createRandom(seed);
  const delivery = createDelivery({ ...options, ...credentials, random });
  const nextClient = createClients(random);
  const cast = {
    employees: options.extensions.map(employeeAt),
    lines: options.numbers,
    group: GROUP,
    nextClient,
  };
  const simulator = createSimulator({ ...options, cast, delivery, random });
  const report = createReport(simulator, delivery);
  print(`Calls at ${target}, ${options.rate.toFixed(2)} a second, seed ${String(seed)}. Ctrl-C ends.`);
  simulator.start();
  const ticker = setInterval(() => {
    print(report.line());
  }, REPORT_EVERY_MS);
  await untilEnd({ signal, seconds: options.durationSeconds, refusal: delivery.refusal });
  simulator.stop();
  // After a set duration the calls are told to their end; a person who stops does not want to wait.
  if (signal.aborted || delivery.refusal() !== null) simulator.abandon();
  await Promise.race([simulator.finished().then(delivery.idle), aborted(signal)]);
  clearInterval(ticker);
  print(report.total());
  const refusal = delivery.refusal();
  if (refusal !== null) print(refusal);
  return refusal === null ? 0 : 1;
}

interface End {
  readonly signal: AbortSignal;
  readonly seconds: number | null;
  readonly refusal: () => string | null;
}

async function untilEnd({ signal, seconds, refusal }: End): Promise<void> {
  const endsAt = seconds === null ? Number.POSITIVE_INFINITY : Date.now() + seconds * 1000;
  while (!signal.aborted && refusal() === null && Date.now() < endsAt) {
    const pause = Math.min(200, endsAt - Date.now());
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
