import type { Sql } from '../../platform/db/database.js';
import type { AuditPosition } from './audit-cursor.js';
import type { AuditFilter } from './audit-filter.js';

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actorId: number | null;
  readonly actorName: string | null;
  readonly actorRole: string | null;
  readonly apiKeyId: number | null;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string | null;
  readonly outcome: 'success' | 'failure';
  readonly diffFields: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
  readonly ip: string | null;
  readonly requestId: string | null;
  readonly sealNo: number | null;
}

/** Counting stops here: a log grows without end and nobody needs to know how many rows beyond. */
export const MOST_COUNTED = 1000;

interface Where {
  readonly text: string;
  readonly values: unknown[];
}

/** Only what is asked for is in the text, so that the planner sees constants and takes the index of the filter. */
function whereOf(filter: AuditFilter, before: AuditPosition | null): Where {
  const values: unknown[] = [];
  const value = (given: unknown, type: string): string => `$${String(values.push(given))}::${type}`;
  const equal = (column: string, given: unknown, type = 'text'): string[] =>
    given === null ? [] : [`a.${column} = ${value(given, type)}`];
  const conditions = [
    ...equal('organization_id', filter.organizationId, 'int'),
    ...equal('id', filter.id, 'bigint'),
    ...equal('actor_operator_id', filter.operatorId, 'int'),
    ...equal('object_type', filter.objectType),
    ...equal('object_id', filter.objectId),
    ...equal('outcome', filter.outcome),
    ...equal('ip', filter.ip),
    ...equal('request_id', filter.requestId),
    ...(filter.from ? [`a.at >= ${value(filter.from, 'timestamptz')}`] : []),
    ...(filter.to ? [`a.at < ${value(filter.to, 'timestamptz')}`] : []),
    ...actionConditions(filter, value),
    ...(before
      ? [`(a.at, a.id) < (${value(new Date(before.at), 'timestamptz')}, ${value(before.id, 'bigint')})`]
      : []),
  ];
  return { text: conditions.join(' AND '), values };
}

function actionConditions(
  { actions, prefixes }: AuditFilter,
  value: (given: unknown, type: string) => string,
): string[] {
  const choices = [
    ...(actions.length > 0 ? [`a.action = ANY (${value(actions, 'text[]')})`] : []),
    // As a range of the index: a slash follows the dot.
    ...prefixes.map(
      (prefix) =>
        `(a.action ~>=~ ${value(prefix, 'text')} AND a.action ~<~ ${value(`${prefix.slice(0, -1)}/`, 'text')})`,
    ),
  ];
  return choices.length === 0 ? [] : [`(${choices.join(' OR ')})`];
}

/** Who acted, as he is called today. */
const ACTOR = `LEFT JOIN callcentre_operator p ON p.organization_id = a.organization_id AND p.id = a.actor_operator_id`;

/** Rows that fit, newest first, after a position. */
export function listRows(
  sql: Sql,
  filter: AuditFilter,
  { before, limit }: { before: AuditPosition | null; limit: number },
): Promise<AuditRow[]> {
  const { text, values } = whereOf(filter, before);
  return sql.query<AuditRow>({
    text: `WITH a AS (
        SELECT a.* FROM audit a WHERE ${text} ORDER BY a.at DESC, a.id DESC LIMIT $${String(values.length + 1)}
      )
      SELECT a.id, a.at, p.id AS "actorId", p.name AS "actorName", p.role AS "actorRole", a.api_key_id AS "apiKeyId", a.action,
        a.object_type AS "objectType", a.object_id AS "objectId", a.outcome, a.diff_fields AS "diffFields", a.ip,
        a.request_id AS "requestId", a.seal_no AS "sealNo"
      FROM a ${ACTOR} ORDER BY a.at DESC, a.id DESC`,
    values: [...values, limit],
  });
}

/** How many rows fit, up to one more than {@link MOST_COUNTED}. */
export async function countRows(sql: Sql, filter: AuditFilter): Promise<number> {
  const { text, values } = whereOf(filter, null);
  const [row] = await sql.query<{ total: number }>({
    text: `SELECT count(*) AS total FROM (SELECT 1 FROM audit a WHERE ${text} LIMIT ${String(MOST_COUNTED + 1)}) counted`,
    values,
  });
  return row?.total ?? 0;
}
