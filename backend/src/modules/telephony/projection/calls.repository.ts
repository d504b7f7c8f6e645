import type { Sql } from '../../../platform/db/database.js';
import type { CallColumns } from './call-row.rules.js';
import type { LineFacts } from './directory.js';

/** The row as it stands before a batch. */
export interface KnownCall extends CallColumns {
  readonly id: number;
  readonly rk: string | null;
  readonly city: string | null;
}

export interface CallToSave extends CallColumns {
  /** Null for a call that has no row yet. */
  readonly id: number | null;
  /** Campaign, city and marketplace account to note, once, when the dialled number is first known. */
  readonly line: LineFacts | null;
  readonly lastEventAt: Date;
  /** Whether anything people see has changed: the version goes up. */
  readonly isChanged: boolean;
}

const COLUMNS: readonly (readonly [column: string, name: keyof CallColumns, type: string])[] = [
  ['entry_id', 'entryId', 'text'],
  ['phone_client', 'phoneClient', 'text'],
  ['phone_ats', 'phoneAts', 'text'],
  ['date_create', 'dateCreate', 'timestamptz'],
  ['operator_id', 'operatorId', 'int'],
  ['final_operator_id', 'finalOperatorId', 'int'],
  ['status', 'status', 'text'],
  ['missed_reason', 'missedReason', 'text'],
  ['direction', 'direction', 'text'],
  ['talk_seconds', 'talkSeconds', 'int'],
  ['wait_seconds', 'waitSeconds', 'int'],
  ['ring_seconds', 'ringSeconds', 'int'],
  ['hold_seconds', 'holdSeconds', 'int'],
  ['hangup_by', 'hangupBy', 'text'],
  ['disconnect_reason', 'disconnectReason', 'int'],
  ['group_extension', 'groupExtension', 'text'],
  ['transfer', 'transfer', 'text'],
  ['dtmf', 'dtmf', 'text[]'],
  ['missed_by', 'missedBy', 'int[]'],
  ['queued_at', 'queuedAt', 'timestamptz'],
  ['answered_at', 'answeredAt', 'timestamptz'],
  ['ended_at', 'endedAt', 'timestamptz'],
  ['is_final', 'isFinal', 'boolean'],
  ['has_open_leg', 'hasOpenLeg', 'boolean'],
  ['has_recording', 'hasRecording', 'boolean'],
];

const names = COLUMNS.map(([column]) => column).join(', ');
const rowTypes = COLUMNS.map(([, name, type]) => `"${name}" ${type}`).join(', ');
const RECORDSET = `jsonb_to_recordset($2::text::jsonb) AS r (id int, ${rowTypes}, line jsonb, "lastEventAt" timestamptz, "isChanged" boolean)`;
const LINE = `line ->> 'rk', line ->> 'city', line ->> 'avitoName'`;

const INSERT = `INSERT INTO call (organization_id, ${names}, rk, city, avito_name, last_event_at)
  SELECT $1, ${COLUMNS.map(([, name]) => `"${name}"`).join(', ')}, ${LINE}, "lastEventAt" FROM ${RECORDSET}
  RETURNING id, entry_id AS "entryId"`;

// Outcome and comment are people's; campaign and city, once noted, stay, whoever noted them.
const UPDATE = `UPDATE call c SET
    ${COLUMNS.map(([column, name]) => `${column} = r."${name}"`).join(', ')},
    rk = coalesce(c.rk, r.line ->> 'rk'), city = coalesce(c.city, r.line ->> 'city'),
    avito_name = coalesce(c.avito_name, r.line ->> 'avitoName'),
    last_event_at = greatest(c.last_event_at, r."lastEventAt"),
    version = c.version + r."isChanged"::int,
    updated_at = CASE WHEN r."isChanged" THEN now() ELSE c.updated_at END
  FROM ${RECORDSET}
  WHERE c.organization_id = $1 AND c.id = r.id`;

/** Rows of these entries, whose entries must be locked. */
export const loadCalls = (
  sql: Sql,
  organizationId: number,
  entryIds: readonly string[],
): Promise<KnownCall[]> =>
  sql.query<KnownCall>({
    name: 'telephony-load-calls',
    text: `SELECT id, rk, city,
        ${COLUMNS.map(([column, name]) => `${column} AS "${name}"`).join(', ')}
      FROM call WHERE organization_id = $1 AND entry_id = ANY ($2::text[])`,
    values: [organizationId, entryIds],
  });

/** Writes the calls and returns the row id of each entry. */
export async function saveCalls(
  sql: Sql,
  organizationId: number,
  calls: readonly CallToSave[],
): Promise<ReadonlyMap<string, number>> {
  const fresh = calls.filter(({ id }) => id === null);
  const known = calls.filter(({ id }) => id !== null);
  const ids = new Map(known.map(({ entryId, id }) => [entryId, id ?? 0]));
  if (fresh.length > 0) {
    const rows = await sql.query<{ id: number; entryId: string }>({
      name: 'telephony-insert-calls',
      text: INSERT,
      values: [organizationId, JSON.stringify(fresh)],
    });
    for (const { id, entryId } of rows) ids.set(entryId, id);
  }
  if (known.length > 0) {
    await sql.query({
      name: 'telephony-update-calls',
      text: UPDATE,
      values: [organizationId, JSON.stringify(known)],
    });
  }
  return ids;
}

/** Those of the calls whose client has ever ordered: most have not, and need no further look. */
export async function findCallsWithOrders(
  sql: Sql,
  organizationId: number,
  callIds: readonly number[],
): Promise<number[]> {
  if (callIds.length === 0) return [];
  const rows = await sql.query<{ id: number }>({
    name: 'telephony-calls-with-orders',
    text: `SELECT c.id FROM call c WHERE c.organization_id = $1 AND c.id = ANY ($2::int[]) AND c.phone_client IS NOT NULL
        AND EXISTS (SELECT 1 FROM "order" o WHERE o.organization_id = c.organization_id AND o.phone = c.phone_client)
      ORDER BY c.id`,
    values: [organizationId, callIds],
  });
  return rows.map(({ id }) => id);
}
