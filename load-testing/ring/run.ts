// How fast a ring reaches an open page, and how fast webhooks are answered: `npm run load:ring` starts a copy of its own; with URL, LOGIN,
// PASSWORD, MANGO_API_KEY and MANGO_API_SALT it asks a running one.
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProduct, type Product } from '../faults/product.js';
import { postEvent } from '../faults/post-event.js';
import { sendEvents } from '../faults/sender.js';
import { signIn } from '../faults/sign-in.js';
import { planCall } from '../faults/traffic.js';
import { readLive } from './live-reader.js';
import { createRingWatch, type RingWatch } from './ring-watch.js';
import { percentiles } from '../bench/measure.js';

const PORT = Number(process.env['PORT'] ?? 5330);
const RATE = Number(process.env['RATE'] ?? 100);
const SECONDS = Number(process.env['SECONDS_EACH'] ?? 30);
const QUIET_RINGS = 200;
const QUIET_PAUSE_MS = 50;
/** Longest a ring may take before it counts as missing. */
const LAST_WAIT_MS = 5000;
/** Numbers of quiet calls lie beyond those of the steady traffic. */
const QUIET_INDEX = 500_000_000;

type Copy = Pick<Product, 'url' | 'admin' | 'mango' | 'stop'>;

const copy = runningCopy(process.env) ?? (await startProduct(PORT));
try {
  const token = await signIn(copy.url, copy.admin);
  const watch = createRingWatch();
  const stopReading = await readLive({ url: copy.url, token }, watch.onMessage);
  await ringQuietly(copy, watch);
  await sleep(LAST_WAIT_MS);
  report({ phase: 'quiet', ...ringsOf(watch) });
  const { url, mango: credentials } = copy;
  const ledger = await sendEvents({ url, credentials, rate: RATE, seconds: SECONDS, onSend: watch.onSend });
  await sleep(LAST_WAIT_MS);
  const { acked, refused, broken, times } = ledger;
  const answers = { acked: acked.size, refused, broken, answerMs: withLongest(times) };
  report({ phase: `${String(RATE)}/s`, ...answers, ...ringsOf(watch) });
  stopReading();
} finally {
  await copy.stop();
}
process.exit();

function runningCopy(environment: NodeJS.ProcessEnv): Copy | null {
  const { URL: url, LOGIN, PASSWORD, MANGO_API_KEY, MANGO_API_SALT } = environment;
  if (!url) return null;
  if (!LOGIN || !PASSWORD || !MANGO_API_KEY || !MANGO_API_SALT)
    throw new Error('URL needs LOGIN, PASSWORD, MANGO_API_KEY and MANGO_API_SALT beside it');
  return {
    url,
    admin: { login: LOGIN, password: PASSWORD },
    mango: { apiKey: MANGO_API_KEY, apiSalt: MANGO_API_SALT },
    stop: () => Promise.resolve(),
  };
}

/** Rings one after the other, with nothing else to do; each call is told to its end. */
async function ringQuietly({ url, mango: credentials }: Copy, watch: RingWatch): Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  for (let index = 0; index < QUIET_RINGS; index += 1) {
    const { events } = planCall(QUIET_INDEX + index, Math.floor(Date.now() / 1000));
    for (const event of events) {
      watch.onSend(event);
      await postEvent(event, { url, credentials, agent });
      await sleep(QUIET_PAUSE_MS);
    }
  }
  agent.destroy();
}

function ringsOf(watch: RingWatch): object {
  const { times, missing } = watch.take();
  if (missing > 0) process.exitCode = 1;
  return { rings: times.length, missing, ringMs: withLongest(times) };
}

function withLongest(times: readonly number[]): Readonly<Record<string, number>> {
  return { ...percentiles(times), longest: Math.round(Math.max(0, ...times) * 10) / 10 };
}

function report(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
