import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from '../src/platform/db/database.js';

/** Every value of every table, as the database would print it into a dump; bytes that are text as that text too. */
export async function dumpOf(sql: Sql): Promise<string> {
  const tables = await sql.query<{ name: string }>({
    text: `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'`,
  });
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.query<{ text: string | null }>({
      text: `SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`,
    });
    texts.push(row?.text ?? '');
  }
  return texts.map((text) => `${text}\n${bytesIn(text)}`).join('\n');
}

const bytesIn = (text: string): string =>
  [...text.matchAll(/\\x([0-9a-f]{2,})/g)]
    .map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('utf8'))
    .join('\n');

/** All files below a folder: their names and their bytes. */
export function filesBelow(folder: string): { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: path.relative(folder, file), bytes: readFileSync(file) }));
}
