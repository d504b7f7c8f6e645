import type { Sql } from '../../../platform/db/database.js';
import { publishLiveEvents, type NewLiveEvent } from '../../../platform/realtime/live-event.js';
import { newsOf, type CallChange, type CallNews } from './call-change.rules.js';
import type { CallPorts } from './ports.js';

export interface SavedChange extends CallChange {
  readonly callRowId: number;
  readonly city: string | null;
}

interface Telling {
  readonly change: SavedChange;
  readonly news: CallNews;
}

/** Writes the live events of changed calls, in the transaction that changes them. */
export async function tellCallNews(
  sql: Sql,
  organizationId: number,
  { changes, ports }: { changes: readonly SavedChange[]; ports: CallPorts },
): Promise<void> {
  const tellings = changes
    .map((change) => ({ change, news: newsOf(change) }))
    .filter(({ news }) => news.isRinging || news.isConnected || news.isEnded || news.isUpdated);
  if (tellings.length === 0) return;
  const ids = tellings.map(({ change }) => change.callRowId);
  const views = new Map(
    (await ports.callViewsByIds(sql, organizationId, ids)).map((view) => [view.id, view]),
  );
  const events: NewLiveEvent[] = [];
  for (const telling of tellings) {
    const call = views.get(telling.change.callRowId);
    const brief = needsBrief(telling.news)
      ? await ports.ringBriefOf(sql, { organizationId, callId: telling.change.callRowId })
      : null;
    if (call !== undefined) events.push(...toEvents(organizationId, telling, { call, brief }));
  }
  await publishLiveEvents(sql, events);
}

const needsBrief = ({ isRinging, isUpdated, hasNewRing }: CallNews): boolean =>
  isRinging || (isUpdated && hasNewRing);

function toEvents(
  organizationId: number,
  { change, news }: Telling,
  { call, brief }: { call: object; brief: object | null },
): NewLiveEvent[] {
  const { callRowId: id, city, legs, after } = change;
  const people = [after.operatorId, after.finalOperatorId, ...legs.map(({ operatorId }) => operatorId)];
  const audience = {
    organizationId,
    city,
    operatorIds: [...new Set(people.flatMap((person) => person ?? []))],
  };
  const ringing = { ringingOperatorIds: news.ringingOperatorIds };
  const events: NewLiveEvent[] = [];
  if (news.isRinging)
    events.push({ ...audience, type: 'call.ringing', data: { id, call, brief, ...ringing } });
  if (news.isConnected) events.push({ ...audience, type: 'call.connected', data: { id, call } });
  if (news.isEnded) events.push({ ...audience, type: 'call.ended', data: { id, call } });
  // A phone that starts to ring later than the first one: the brief comes along for its owner.
  if (news.isUpdated) {
    const data = { id, call, ...ringing, ...(brief !== null && { brief }) };
    events.push({ ...audience, type: 'call.updated', data });
  }
  return events;
}
