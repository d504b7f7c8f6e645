import type { Sql } from '../../platform/db/database.js';
import type { PersonKey } from './presence.repository.js';
import type { Interval } from './worktime.rules.js';

/** A person's intervals that overlap or touch `[from, to]`, in order. */
export const intervalsOf = (
  sql: Sql,
  { organizationId, operatorId }: PersonKey,
  { from, to }: { from: Date; to: Date },
): Promise<Interval[]> =>
  sql.query<Interval>({
    name: 'worktime-intervals',
    text: `
      SELECT status_work AS "statusWork", started_at AS "startedAt", ended_at AS "endedAt" FROM work_status_log
      WHERE organization_id = $1 AND operator_id = $2 AND started_at <= $4 AND (ended_at IS NULL OR ended_at >= $3)
      ORDER BY started_at, id`,
    values: [organizationId, operatorId, from, to],
  });
