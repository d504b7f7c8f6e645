import type { Actor } from '../../platform/access/actor.js';
import { CSV_MARK, toCsvLine } from '../../platform/csv.js';
import type { Database, Sql } from '../../platform/db/database.js';
import { recordAudit, type AuditFields } from './audit.repository.js';
import type { AuditPosition } from './audit-cursor.js';
import { toAuditFilter, type AuditFilter, type AuditFilterQuery } from './audit-filter.js';
import { listRows, type AuditRow } from './audit-list.queries.js';

const BATCH = 1000;
const HEADER = [
  ...['at', 'actorId', 'actorName', 'actorRole', 'ip', 'action', 'objectType', 'objectId'],
  ...['outcome', 'changes', 'requestId', 'sealNo'],
];

/** Writes down who takes which rows away; then the rows may go out. */
export const recordExport = ({ prisma }: Database, query: AuditFilterQuery): Promise<void> =>
  recordAudit(prisma, {
    action: 'audit.export',
    objectType: 'audit',
    objectId: null,
    fields: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, { after: plain(value) }])),
  });

function plain(value: unknown): NonNullable<AuditFields[string]['after']> {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null && 'day' in value ? String(value.day) : String(value);
}

/** The lines of an export, a batch of rows at a time: memory stays the same however long the log is. */
export async function* csvOf(sql: Sql, actor: Actor, query: AuditFilterQuery): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(HEADER);
  const filter: AuditFilter = toAuditFilter(actor, query);
  let before: AuditPosition | null = null;
  for (;;) {
    const rows: AuditRow[] = await listRows(sql, filter, { before, limit: BATCH });
    yield rows.map(toLine).join('');
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    before = { at: last.at.getTime(), id: last.id };
  }
}

const toLine = (row: AuditRow): string =>
  toCsvLine([
    ...[row.at.toISOString(), row.actorId, row.actorName, row.actorRole, row.ip, row.action, row.objectType],
    ...[row.objectId, row.outcome, JSON.stringify(row.diffFields), row.requestId, row.sealNo],
  ]);
