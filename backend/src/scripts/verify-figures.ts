import { verifyRollups, type RollupDifference } from '../modules/stats/index.js';
import { openDatabase } from '../platform/db/database.js';

const USAGE = 'usage: verify-figures\nDATABASE_URL names the database.';
/** Reading millions of rows takes longer than a request may. */
const STATEMENT_TIMEOUT_MS = 3_600_000;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const describe = ({ table, organizationId, dim, key, day, columns }: RollupDifference): string =>
  `${table} totals of organisation ${String(organizationId)}, ${dim} "${key.replace('\u001f', ' / ')}", ${day}: ` +
  Object.entries(columns)
    .map(([column, difference]) => `${column} off by ${String(difference)}`)
    .join(', ');

/** Compares the day totals with the calls and orders they count. Exit code 1 when they differ. */
async function main(): Promise<number> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error(USAGE);
  const database = openDatabase({
    url,
    applicationName: 'verify-figures',
    rowScope: 'all',
    poolSize: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    const differences = await verifyRollups(database.sql);
    differences.map(describe).forEach(print);
    print(differences.length === 0 ? 'figures and facts agree' : `${String(differences.length)} differences`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
