import type { Sql } from '../../platform/db/database.js';
import type { ChosenStatusWork, Presence, StatusWork } from './presence.rules.js';

export interface PersonKey {
  readonly organizationId: number;
  readonly operatorId: number;
}

/** Who caused a change of presence. */
export type SetBy = 'person' | 'admin' | 'system';

export interface PresenceRow extends Presence {
  readonly since: Date;
  /** The last state that was no call and no wrap-up. */
  readonly before: ChosenStatusWork;
  /** Whose news it is: the cities he works for; empty means all. */
  readonly cities: string[];
}

export const createPresenceRepository = (sql: Sql) => ({
  /** The presence, held until the transaction ends, so that changes follow one another. Null when there is no such person. */
  lock: (person: PersonKey): Promise<PresenceRow | null> => lock(sql, person),

  setNext: async ({ operatorId }: PersonKey, next: ChosenStatusWork | null): Promise<void> => {
    await sql.query({
      text: 'UPDATE callcentre_operator SET status_work_next = $2, updated_at = now() WHERE id = $1',
      values: [operatorId, next],
    });
  },

  /**
   * Ends the present interval and begins the next at the same instant: `at`, or the start of the present one when that is later, as
   * it is when another process has the faster clock. Returns the instant. The row must be locked.
   */
  moveTo: async (
    person: PersonKey,
    presence: Presence,
    { at, setBy }: { at: Date; setBy: SetBy },
  ): Promise<Date> => {
    const { organizationId, operatorId } = person;
    const [ended] = await sql.query<{ at: Date }>({
      text: `UPDATE work_status_log SET ended_at = greatest(started_at, $2::text::timestamptz)
             WHERE operator_id = $1 AND ended_at IS NULL RETURNING ended_at AS at`,
      values: [operatorId, at.toISOString()],
    });
    const since = ended?.at ?? at;
    await sql.query({
      text: `INSERT INTO work_status_log (organization_id, operator_id, status_work, started_at, set_by)
             VALUES ($1, $2, $3, $4::text::timestamptz, $5)`,
      values: [organizationId, operatorId, presence.statusWork, since.toISOString(), setBy],
    });
    await sql.query({
      text: `UPDATE callcentre_operator
             SET status_work = $2, status_work_next = $3, status_work_since = $4::text::timestamptz, updated_at = now() WHERE id = $1`,
      values: [
        operatorId,
        presence.statusWork satisfies StatusWork,
        presence.statusWorkNext,
        since.toISOString(),
      ],
    });
    return since;
  },
});

async function lock(sql: Sql, { organizationId, operatorId }: PersonKey): Promise<PresenceRow | null> {
  // On its own: a statement that waits for a row still sees other tables as they were before.
  await sql.query({
    text: 'SELECT 1 FROM callcentre_operator WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
    values: [organizationId, operatorId],
  });
  const [row] = await sql.query<PresenceRow>({
    text: `
        SELECT o.status_work AS "statusWork", o.status_work_next AS "statusWorkNext", o.status_work_since AS since,
               coalesce((SELECT l.status_work FROM work_status_log l
                         WHERE l.organization_id = o.organization_id AND l.operator_id = o.id
                           AND l.status_work IN ('offline', 'online', 'break')
                         ORDER BY l.started_at DESC, l.id DESC LIMIT 1), 'offline') AS before,
               CASE WHEN o.role IN ('owner', 'admin') THEN '{}'
                    ELSE ARRAY(SELECT c.name FROM callcentre_operator_city oc JOIN city c ON c.id = oc.city_id
                               WHERE oc.operator_id = o.id ORDER BY c.name) END AS cities
        FROM callcentre_operator o
        WHERE o.organization_id = $1 AND o.id = $2`,
    values: [organizationId, operatorId],
  });
  return row ?? null;
}
