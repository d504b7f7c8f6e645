import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startProduct } from '../faults/product.js';
import { signIn } from '../faults/sign-in.js';
import { flood } from './flood.js';
import { CLASSES, delayLogins, makeLogins } from './people.js';
import { auc, interleaved, measure, median, type Timing } from './timing.js';

/**
 * Whether sign-in tells by its time which logins exist, and whether a flood of wrong passwords leaves the rest alive; on the real product,
 * with bcrypt at its real cost. Exit code 1 when a limit is passed.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5310' },
    requests: { type: 'string', default: '400' },
    seconds: { type: 'string', default: '30' },
  },
});

const MEDIANS_APART_MS = 2;
const MOST_AUC = 0.55;
const SLOWEST_ATTEMPT_MS = 3000;
const write = (line: string): boolean => process.stdout.write(`${line}\n`);

const product = await startProduct(Number(values.port));
try {
  const token = await signIn(product.url, product.admin);
  const logins = await makeLogins(product.databaseUrl, Number(values.requests));
  const isQuiet = judge('wrong passwords', await measure(product.url, interleaved(logins)));

  const nameKey = (login: string): string => `name:${createHash('sha256').update(login).digest('hex')}`;
  await delayLogins(product.databaseUrl, CLASSES.flatMap((kind) => logins[kind]).map(nameKey));
  const isQuietWhenDelayed = judge('delayed', await measure(product.url, interleaved(logins)));

  const options = { url: product.url, token, seconds: Number(values.seconds), listsPerSecond: 10 };
  write(`without a flood: ${JSON.stringify(await flood({ ...options, concurrency: 0 }))}`);
  const result = await flood({ ...options, concurrency: 200 });
  write(`flood: ${JSON.stringify(result)}`);
  const isAlive =
    Object.keys(result.lists).every((status) => status === '200') &&
    Object.keys(result.attempts).every((status) => ['401', '429', '503'].includes(status)) &&
    result.slowestAttemptMs <= SLOWEST_ATTEMPT_MS;
  process.exitCode = isQuiet && isQuietWhenDelayed && isAlive ? 0 : 1;
} finally {
  await product.stop();
}

/** Prints each class and each pair; true when no pair can be told apart. */
function judge(title: string, timings: readonly Timing[]): boolean {
  for (const { group, ms, statuses } of timings)
    write(
      `${title}: ${group}: median ${median(ms).toFixed(2)} ms of ${String(ms.length)}, ${JSON.stringify(statuses)}`,
    );
  const pairs = timings.flatMap((a, index) => timings.slice(index + 1).map((b) => ({ a, b })));
  const results = pairs.map(({ a, b }) => {
    const apart = Math.abs(median(a.ms) - median(b.ms));
    const told = auc(a.ms, b.ms);
    write(`${title}: ${a.group} – ${b.group}: medians ${apart.toFixed(2)} ms apart, AUC ${told.toFixed(3)}`);
    return apart <= MEDIANS_APART_MS && told <= MOST_AUC;
  });
  return results.every(Boolean);
}
