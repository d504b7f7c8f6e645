import path from 'node:path';
import { headFileIn, openHeadFile, verifyChain, type Verdict } from '../modules/audit/index.js';
import { openDatabase } from '../platform/db/database.js';

const USAGE = `usage: audit:verify [-- --heads <file>]
DATABASE_URL names the database, DATA_DIR (.data by default) the folder of audit-heads.jsonl.
Exit code: 0 the chain is whole, 1 it is broken, 2 it could not be read.`;
const STATEMENT_TIMEOUT_MS = 600_000;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const SENTENCES = {
  altered: (place: string) => `row ${place} does not fit its hash: it was altered after it was sealed`,
  missing: (place: string) => `row ${place} is missing: it was deleted after it was sealed`,
  rewritten: (place: string) =>
    `row ${place} has another hash than was written down outside the database: the chain was made anew`,
  tail_cut: (place: string) =>
    `row ${place} and what followed are gone, though they were written down outside the database: the tail was cut`,
} as const;

function describe({ lastSealNo, fault }: Verdict): string {
  if (!fault)
    return lastSealNo === null
      ? 'the log has no sealed row yet'
      : `the chain is whole, 1 to ${String(lastSealNo)}`;
  const id = fault.auditId === null ? '' : ` (id ${String(fault.auditId)})`;
  return `BROKEN: ${SENTENCES[fault.kind](`${String(fault.sealNo)}${id}`)}`;
}

/** Walks the whole chain of the audit log and names the first row that is wrong. */
async function main(args: readonly string[]): Promise<number> {
  const url = process.env['DATABASE_URL'];
  const isNamed = args[0] === '--heads' && args[1] !== undefined;
  if (!url || (args.length > 0 && !isNamed)) throw new Error(USAGE);
  const heads = isNamed
    ? openHeadFile(path.resolve(args[1] ?? ''))
    : headFileIn(path.resolve(process.env['DATA_DIR'] ?? '.data'));
  const written = await heads.read();
  const database = openDatabase({
    url,
    applicationName: 'verify-audit',
    rowScope: 'all',
    poolSize: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    const verdict = await verifyChain(database.sql, { heads: written });
    print(`${String(written.length)} heads in ${heads.path}`);
    print(describe(verdict));
    return verdict.fault ? 1 : 0;
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
