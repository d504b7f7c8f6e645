import { sqlOfDb, type Db, type Sql } from '../../platform/db/database.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import { callViewsByIds } from './call-view.queries.js';

/** Tells open pages how a call stands now, in the transaction that changed it. */
export async function publishCallUpdated(
  target: Db | Sql,
  { organizationId, callId }: { organizationId: number; callId: number },
): Promise<void> {
  const sql = 'query' in target ? target : sqlOfDb(target);
  const [call] = await callViewsByIds(sql, organizationId, [callId]);
  if (!call) return;
  const operatorIds = call.operator ? [call.operator.id] : [];
  await publishLiveEvents(sql, [
    { organizationId, type: 'call.updated', city: call.city, operatorIds, data: { id: callId, call } },
  ]);
}
