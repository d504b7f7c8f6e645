import type { Sql } from '../../../platform/db/database.js';
import { publishLiveEvents, type NewLiveEvent } from '../../../platform/realtime/live-event.js';
import { isFinalStatus, newsOf, type CallChange, type CallNews } from './call-change.rules.js';
import type { CallPorts } from './ports.js';

/** Briefs of one batch: each reads all earlier calls and orders of its client. */
const MOST_BRIEFS = 20;

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
  const briefs = await ports.ringBriefsOf(sql, {
    organizationId,
    callIds: chooseBriefed(tellings).map(({ change }) => change.callRowId),
  });
  const events = tellings.flatMap((telling) => {
    const { callRowId } = telling.change;
    const [call, brief = null] = [views.get(callRowId), briefs.get(callRowId)];
    return call === undefined ? [] : toEvents(organizationId, telling, { call, brief });
  });
  await publishLiveEvents(sql, events);
}

/**
 * Calls that begin to ring carry the brief. A batch full of them is a flood or a backlog: then those that live come first, and for the
 * rest a page that wants the brief asks for it.
 */
function chooseBriefed(tellings: readonly Telling[]): readonly Telling[] {
  const wanted = tellings.filter(({ news }) => needsBrief(news));
  const isOver = ({ change }: Telling): number => (isFinalStatus(change.after.status) ? 1 : 0);
  return wanted.toSorted((one, other) => isOver(one) - isOver(other)).slice(0, MOST_BRIEFS);
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
