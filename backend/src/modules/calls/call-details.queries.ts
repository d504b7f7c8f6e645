import type { Sql } from '../../platform/db/database.js';
import type { CallDetails } from './calls.contract.js';
import type { CallScope } from './call-filter.js';
import { CALL_ROW_COLUMNS, CALL_ROW_JOINS, toCallView, type CallRow } from './call-view.queries.js';

type Leg = CallDetails['legs'][number];

interface DetailsRow extends CallRow {
  readonly ringSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly hangupBy: CallDetails['hangupBy'];
  readonly disconnectReason: number | null;
  readonly groupExtension: string | null;
  readonly transfer: string | null;
  readonly finalOperatorId: number | null;
  readonly finalOperatorName: string | null;
  readonly missedBy: CallDetails['missedBy'];
  readonly dtmf: string[];
}

interface LegRow extends Omit<Leg, 'operator'> {
  readonly operatorId: number | null;
  readonly operatorName: string | null;
}

/**
 * The rows a person reaches, as a condition on a call `c` with the scope's cities as `$3`, the person as `$4`: also a call that rings or
 * rang at him may be opened.
 */
const IN_SCOPE = `($3::text[] IS NULL OR c.city IS NULL OR c.city = ANY ($3::text[])
    OR c.operator_id = $4::int OR c.final_operator_id = $4::int OR $4::int = ANY (c.missed_by)
    OR EXISTS (SELECT 1 FROM mango l WHERE l.organization_id = c.organization_id AND l.call_row_id = c.id AND l.operator_id = $4::int))`;

const scopeValues = ({ organizationId, cities, operatorId }: CallScope, callId: number): unknown[] => [
  organizationId,
  callId,
  cities,
  operatorId,
];

/** Whether a call is there and in reach. */
export async function isCallInScope(sql: Sql, scope: CallScope, callId: number): Promise<boolean> {
  const rows = await sql.query({
    name: 'call-in-scope',
    text: `SELECT 1 FROM call c WHERE c.organization_id = $1::int AND c.id = $2::int AND ${IN_SCOPE}`,
    values: scopeValues(scope, callId),
  });
  return rows.length > 0;
}

// Whom an unanswered call rang at: its legs at people, and those whom the fold knows without one.
const MISSED_BY = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('operatorId', r.operator_id, 'name', p.name, 'extension', r.extension)
                            ORDER BY r.at, r.operator_id, r.extension), '[]')
  FROM (
    SELECT l.operator_id, l.extension, min(l.appeared_at) AS at FROM mango l
    WHERE l.organization_id = c.organization_id AND l.call_row_id = c.id AND l.kind = 'abonent' AND l.connected_at IS NULL
    GROUP BY l.operator_id, l.extension
    UNION ALL
    SELECT m.id, e.extension, NULL FROM unnest(c.missed_by) m (id) JOIN callcentre_operator e ON e.id = m.id
    WHERE NOT EXISTS (SELECT 1 FROM mango l WHERE l.organization_id = c.organization_id AND l.call_row_id = c.id
                      AND l.kind = 'abonent' AND l.connected_at IS NULL AND l.operator_id = m.id)
  ) r LEFT JOIN callcentre_operator p ON p.id = r.operator_id`;

const DETAILS = `
  SELECT ${CALL_ROW_COLUMNS},
    c.ring_seconds AS "ringSeconds", c.hold_seconds AS "holdSeconds", c.hangup_by AS "hangupBy",
    c.disconnect_reason AS "disconnectReason", c.group_extension AS "groupExtension", c.transfer,
    c.final_operator_id AS "finalOperatorId", last.name AS "finalOperatorName", c.dtmf,
    CASE WHEN c.status = 'missed' THEN (${MISSED_BY}) ELSE '[]' END AS "missedBy"
  FROM call c
  LEFT JOIN callcentre_operator last ON last.id = c.final_operator_id
  ${CALL_ROW_JOINS}
  WHERE c.organization_id = $1::int AND c.id = $2::int AND ${IN_SCOPE}`;

/** The card of a call, its phone numbers in full; null when it is not there or out of reach. */
export async function findCallDetails(
  sql: Sql,
  scope: CallScope,
  callId: number,
): Promise<CallDetails | null> {
  const [row] = await sql.query<DetailsRow>({
    name: 'call-details',
    text: DETAILS,
    values: scopeValues(scope, callId),
  });
  if (!row) return null;
  const [legs, recordings] = await Promise.all([
    listLegs(sql, scope.organizationId, callId),
    listRecordings(sql, scope.organizationId, callId),
  ]);
  const { ringSeconds, holdSeconds, hangupBy, disconnectReason, groupExtension, transfer, missedBy, dtmf } =
    row;
  return {
    ...toCallView(row),
    ringSeconds,
    holdSeconds,
    hangupBy,
    disconnectReason,
    groupExtension,
    transfer,
    finalOperator: person(row.finalOperatorId, row.finalOperatorName),
    missedBy,
    dtmf,
    legs,
    recordings,
  };
}

const person = (id: number | null, name: string | null): { id: number; name: string } | null =>
  id === null || name === null ? null : { id, name };

async function listLegs(sql: Sql, organizationId: number, callId: number): Promise<Leg[]> {
  const rows = await sql.query<LegRow>({
    name: 'call-legs',
    text: `
      SELECT l.id, l.kind, l.status, l.phone_number AS "phoneNumber", l.extension, l.operator_id AS "operatorId",
        p.name AS "operatorName", l.appeared_at AS "appearedAt", l.connected_at AS "connectedAt",
        l.disconnected_at AS "disconnectedAt", l.duration AS "talkSeconds", l.hold_seconds AS "holdSeconds",
        l.disconnect_reason AS "disconnectReason"
      FROM mango l LEFT JOIN callcentre_operator p ON p.id = l.operator_id
      WHERE l.organization_id = $1::int AND l.call_row_id = $2::int
      ORDER BY l.appeared_at NULLS LAST, l.id`,
    values: [organizationId, callId],
  });
  return rows.map(({ operatorId, operatorName, ...leg }) => ({
    ...leg,
    operator: person(operatorId, operatorName),
  }));
}

const listRecordings = (
  sql: Sql,
  organizationId: number,
  callId: number,
): Promise<CallDetails['recordings']> =>
  sql.query({
    name: 'call-recordings',
    text: `
      SELECT id, recording_id AS "recordingId", state, state = 'stored' AS "isAvailable", extension, content_type AS "contentType",
        bytes, started_at AS "startedAt", stored_at AS "storedAt"
      FROM recording WHERE organization_id = $1::int AND call_row_id = $2::int
      ORDER BY started_at NULLS LAST, id`,
    values: [organizationId, callId],
  });

/** A call may stay silent this long before it is no longer taken for a living one. */
const LIVE_HOURS = 2;
const MAX_LIVE = 200;

/** A call `c` that lives at the instant `$2`, in the scope of `$3` and `$4`. `call_live` is the index of such calls. */
export const IS_ALIVE = `c.status IN ('new', 'in_progress') AND c.has_open_leg AND c.direction <> 'internal'
        AND c.last_event_at > $2::timestamptz - interval '${String(LIVE_HOURS)} hours' AND ${IN_SCOPE}`;

/** Ids of the calls that ring or are talked on at `now`, the longest first. */
export async function findLiveCalls(sql: Sql, scope: CallScope, now: Date): Promise<number[]> {
  const rows = await sql.query<{ id: number }>({
    name: 'calls-live',
    text: `
      SELECT c.id FROM call c
      WHERE c.organization_id = $1::int AND ${IS_ALIVE}
      ORDER BY c.date_create, c.id LIMIT ${String(MAX_LIVE)}`,
    values: [scope.organizationId, now, scope.cities, scope.operatorId],
  });
  return rows.map(({ id }) => id);
}
