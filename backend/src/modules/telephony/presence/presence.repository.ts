import type { Sql } from '../../../platform/db/database.js';
import type { StatusWork } from './presence.rules.js';

export interface PresenceRow {
  readonly id: number;
  readonly statusWork: StatusWork;
  readonly statusWorkSince: Date;
}

/** Which of these people are not offline: the others' state is no call's business. */
export async function findPresent(
  sql: Sql,
  organizationId: number,
  operatorIds: readonly number[],
): Promise<number[]> {
  const rows = await sql.query<{ id: number }>({
    name: 'telephony-present',
    text: `SELECT id FROM callcentre_operator
      WHERE organization_id = $1 AND id = ANY ($2::int[]) AND status_work <> 'offline'`,
    values: [organizationId, operatorIds],
  });
  return rows.map(({ id }) => id);
}

/** Locks the rows, always in the order of ids. Not against foreign keys: calls of these people can be written meanwhile. */
export const lockPresence = (
  sql: Sql,
  organizationId: number,
  operatorIds: readonly number[],
): Promise<PresenceRow[]> =>
  sql.query<PresenceRow>({
    name: 'telephony-lock-presence',
    text: `SELECT id, status_work AS "statusWork", status_work_since AS "statusWorkSince" FROM callcentre_operator
      WHERE organization_id = $1 AND id = ANY ($2::int[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [organizationId, operatorIds],
  });

/** Who of the organisation talks or holds at the moment. A statement of its own after the lock: it must see what others committed. */
export async function findTalking(sql: Sql, organizationId: number): Promise<ReadonlySet<number>> {
  const rows = await sql.query<{ operatorId: number }>({
    name: 'telephony-talking',
    text: `SELECT DISTINCT m.operator_id AS "operatorId" FROM call c
      JOIN mango m ON m.organization_id = c.organization_id AND m.call_row_id = c.id
      WHERE c.organization_id = $1 AND c.status IN ('new', 'in_progress') AND c.has_open_leg
        AND m.status IN ('answered', 'held') AND m.operator_id IS NOT NULL`,
    values: [organizationId],
  });
  return new Set(rows.map(({ operatorId }) => operatorId));
}

/** People whose time for the paperwork began by that instant. */
export const findWrappedUp = (sql: Sql, startedBy: Date): Promise<{ id: number; organizationId: number }[]> =>
  sql.query({
    name: 'telephony-wrapped-up',
    text: `SELECT id, organization_id AS "organizationId" FROM callcentre_operator
      WHERE status_work = 'wrap_up' AND status_work_since <= $1`,
    values: [startedBy.toISOString()],
  });
