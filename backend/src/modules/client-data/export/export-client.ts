import type { Actor } from '../../../platform/access/actor.js';
import { sqlOfDb, type Database, type Sql } from '../../../platform/db/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { clientRefOf } from '../../clients/index.js';
import {
  accessesOf,
  findParents,
  FOUND_TABLES,
  inboxRowsOf,
  rowsOf,
  type ExportedClient,
  type ExportedRow,
  type Parents,
} from './client-rows.queries.js';

/** What is to be said of a client before the first byte of the file goes out. */
export interface PreparedExport {
  readonly exportedAt: Date;
  /** The file, piece by piece: `{exportedAt, phone, tables: {<table>: [rows]}, accesses}`, columns by their names in SQL. */
  readonly pieces: AsyncGenerator<string>;
}

/**
 * All that the organisation keeps about a number, as far as `schema-map` says that it is the client's. Who takes it away is on record.
 * @throws Problem `not_found` for a number of which nothing is known.
 */
export async function exportClient(
  database: Database,
  actor: Actor,
  { phone, now }: { phone: string; now: Date },
): Promise<PreparedExport> {
  const client = { organizationId: actor.organizationId, phone };
  const parents = await findParents(database.sql, client);
  if (!(await isKnown(database.sql, client, parents))) throw notFound('The client');
  await database.inTransaction(async (db) => {
    await recordAudit(db, {
      action: 'client.export',
      objectType: 'client',
      objectId: await clientRefOf(sqlOfDb(db), client),
    });
  });
  return { exportedAt: now, pieces: piecesOf(database.sql, client, { parents, now }) };
}

/** Whether there is anything of a client to give out or to erase. */
export async function isKnown(sql: Sql, client: ExportedClient, parents: Parents): Promise<boolean> {
  if (parents.callIds.length + parents.orderIds.length > 0) return true;
  for await (const rows of inboxRowsOf(sql, client)) if (rows.length > 0) return true;
  return false;
}

async function* piecesOf(
  sql: Sql,
  client: ExportedClient,
  { parents, now }: { parents: Parents; now: Date },
): AsyncGenerator<string> {
  yield `{"exportedAt":${JSON.stringify(now)},"phone":${JSON.stringify(client.phone)},"tables":{`;
  for (const table of FOUND_TABLES) yield* arrayOf(table, rowsOf(sql, table, { client, parents }));
  yield* arrayOf('inbox_event', inboxRowsOf(sql, client), '},"accesses":');
  yield `${JSON.stringify(await accessesOf(sql, client))}}\n`;
}

async function* arrayOf(
  name: string,
  batches: AsyncIterable<readonly ExportedRow[]>,
  after = ',',
): AsyncGenerator<string> {
  yield `\n${JSON.stringify(name)}:[`;
  let isFirst = true;
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield `${isFirst ? '' : ','}\n${rows.map((row) => JSON.stringify(row, asText)).join(',\n')}`;
    isFirst = false;
  }
  yield `]${after}`;
}

/** Bytes as what they say: events are texts, digests are numbers. */
function asText(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  if (!Buffer.isBuffer(held)) return value;
  return name === 'raw' ? held.toString('utf8') : held.toString('hex');
}
