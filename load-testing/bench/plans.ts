import { writeFileSync } from 'node:fs';
import type { Sql, Statement } from '../../backend/src/platform/db/database.js';
import type { Copy } from './copy.js';
import type { Workload } from './workloads.js';

/** The first readings bring pages into memory; the plan that is kept is of the last. */
const READINGS = 3;

/** Writes how PostgreSQL answers the first path of each workload: nodes, buffers and times of every statement. */
export async function writePlans(copy: Copy, workloads: readonly Workload[], file: string): Promise<void> {
  const texts: string[] = [];
  for (const { name, what, paths, nextForm } of workloads) {
    const [path] = paths;
    if (path === undefined || nextForm) continue;
    texts.push(`## ${name} ${what}\n\n${decodeURIComponent(path)}`);
    for (const statement of await copy.statementsOf(path)) texts.push(await planOf(copy.sql, statement));
  }
  writeFileSync(file, `${texts.join('\n\n')}\n`);
}

async function planOf(sql: Sql, { name, text, values }: Statement): Promise<string> {
  const explain = { text: `EXPLAIN (ANALYZE, BUFFERS) ${text}`, ...(values && { values }) };
  for (let reading = 1; reading < READINGS; reading += 1) await sql.query(explain);
  const rows = await sql.query<Record<'QUERY PLAN', string>>(explain);
  return [`-- ${name ?? 'unnamed'}`, text.trim(), ...rows.map((row) => row['QUERY PLAN'])].join('\n');
}
