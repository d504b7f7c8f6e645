// Hurts a running copy of the product under load and counts what was lost: `npm run load:faults -- reload kill-database`; all by default.
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLedger } from './check.js';
import { API_PROCESSES, startProduct, type Product } from './product.js';
import { startReader } from './reader.js';
import { sendEvents } from './sender.js';

const PORT = Number(process.env['PORT'] ?? 5320);
const RATE = Number(process.env['RATE'] ?? 100);
const SECONDS = Number(process.env['SECONDS_EACH'] ?? 25);
const READS_PER_SECOND = 20;
const FIRST_FAULT_MS = 5000;
const HANG_MS = 8000;

type Fault = (product: Product, isOver: () => boolean) => Promise<number>;

/** Each hurts the product until the time is over and tells how often it did. */
const FAULTS: Readonly<Record<string, Fault>> = {
  none: () => Promise.resolve(0),
  // One at a time: the others must carry the load.
  'kill-worker': repeatedly(1000, async (product, turn) => {
    const pids = await product.processes('api');
    if (pids.length < API_PROCESSES) return false;
    process.kill(pids[turn % pids.length] ?? 0, 'SIGKILL');
    return true;
  }),
  reload: repeatedly(3000, async (product) => {
    await product.reload();
    return true;
  }),
  'kill-processor': repeatedly(4000, async (product) => {
    const [pid] = await product.processes('worker');
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    return pid !== undefined;
  }),
  'kill-database': (product) => {
    product.signalDatabase('SIGKILL');
    return Promise.resolve(1);
  },
  'hang-database': async (product) => {
    product.signalDatabase('SIGSTOP');
    await sleep(HANG_MS);
    product.signalDatabase('SIGCONT');
    return 1;
  },
};

/** `hurt` tells whether it did anything. */
function repeatedly(pauseMs: number, hurt: (product: Product, turn: number) => Promise<boolean>): Fault {
  return async (product, isOver) => {
    let turn = 0;
    while (!isOver()) {
      if (await hurt(product, turn)) turn += 1;
      await sleep(pauseMs);
    }
    return turn;
  };
}

async function runFault(name: string, fault: Fault): Promise<void> {
  const product = await startProduct(PORT);
  try {
    const stopReader = await startReader({ url: product.url, ...product.admin, rate: READS_PER_SECOND });
    const sending = sendEvents({
      url: product.url,
      credentials: product.mango,
      rate: RATE,
      seconds: SECONDS,
    });
    await sleep(FIRST_FAULT_MS);
    const overAt = Date.now() + SECONDS * 1000 - 2 * FIRST_FAULT_MS;
    const faults = await fault(product, () => Date.now() > overAt);
    const ledger = await sending;
    const verdict = await checkLedger(product.databaseUrl, ledger);
    const reads = await stopReader();
    const { acked, refused, broken, times } = ledger;
    const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
    report({
      fault: name,
      faults,
      acked: acked.size,
      refused,
      broken,
      ...verdict,
      ackMs: { p50: at(0.5), p99: at(0.99), longest: at(1 - 1 / times.length) },
      reads,
    });
    if (verdict.lost + verdict.doubled + verdict.wrong > 0) process.exitCode = 1;
  } finally {
    await product.stop();
  }
}

const report = (figures: object): void => {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
};

const wanted = process.argv.slice(2);
for (const [name, fault] of Object.entries(FAULTS))
  if (wanted.includes(name) || (wanted.length === 0 && name !== 'none')) await runFault(name, fault);
