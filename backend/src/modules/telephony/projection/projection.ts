import type { Sql } from '../../../platform/db/database.js';
import { dropArea } from '../../../platform/cache/cache.js';
import type { Logger } from '../../../platform/logging/logger.js';
import type { Clock } from '../../../platform/time.js';
import type { InboxHandler, Refusal } from '../../inbox/index.js';
import { withoutErasedClients } from '../erasure/late-events.js';
import { reconcilePresence } from '../presence/reconcile-presence.js';
import { noteRecordings } from './ask-for-recordings.js';
import { lockEntries } from './call-events.repository.js';
import { clientsConcerned, isRowChanged, operatorsConcerned, type CallChange } from './call-change.rules.js';
import { tellCallNews, type SavedChange } from './call-news.js';
import { findCallsWithOrders, saveCalls, type CallToSave } from './calls.repository.js';
import { loadClockOffset, loadDirectory } from './directory.js';
import { gatherFacts, placeFacts, type PlacedFacts } from './gather-facts.js';
import { saveLegs } from './legs.repository.js';
import type { CallPorts } from './ports.js';
import { readFacts } from './read-events.js';
import { workOutChanges } from './work-out-changes.js';

export interface ProjectionDeps {
  readonly ports: CallPorts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Turns facts of telephony into calls. */
export interface Projection extends InboxHandler {
  /** Ends calls by their legs, for those whose summary has not come in time. */
  conclude(sql: Sql, organizationId: number, entryIds: readonly string[]): Promise<void>;
}

interface Work {
  readonly organizationId: number;
  readonly placed: PlacedFacts['placed'];
  readonly concluded: ReadonlySet<string>;
}

export function createProjection(deps: ProjectionDeps): Projection {
  return {
    apply: async (sql, events) => {
      const refusals = new Map<number, Refusal>();
      // In the order of organisations, as their entries are locked: batches that share some cannot wait in a circle.
      const organizationIds = [...new Set(events.map(({ organizationId }) => organizationId))].sort(
        (a, b) => a - b,
      );
      for (const organizationId of organizationIds) {
        const own = readFacts(events.filter((event) => event.organizationId === organizationId));
        const { placed, refusals: homeless } = await placeFacts(sql, organizationId, own.facts);
        for (const [id, refusal] of [...own.refusals, ...homeless]) refusals.set(id, refusal);
        await project(sql, { organizationId, placed, concluded: new Set() }, deps);
      }
      return refusals;
    },
    conclude: (sql, organizationId, entryIds) =>
      project(sql, { organizationId, placed: [], concluded: new Set(entryIds) }, deps),
  };
}

async function project(
  sql: Sql,
  { organizationId, placed, concluded }: Work,
  deps: ProjectionDeps,
): Promise<void> {
  const entryIds = [...new Set([...placed.map(({ entryId }) => entryId), ...concluded])];
  if (entryIds.length === 0) return;
  await lockEntries(sql, organizationId, entryIds);
  const kept = await withoutErasedClients(sql, organizationId, placed);
  const entries = await gatherFacts(sql, { organizationId, entryIds, placed: kept, logger: deps.logger });
  const directory = await loadDirectory(sql, organizationId);
  const clockOffsetSeconds = await loadClockOffset(sql, organizationId);
  const changes = await workOutChanges(sql, entries, {
    organizationId,
    directory,
    clockOffsetSeconds,
    concluded,
  });
  const saved = await saveChanges(sql, organizationId, changes);
  await noteRecordings(sql, organizationId, { changes: saved, ports: deps.ports, now: deps.clock.now() });
  await tellOthers(sql, { organizationId, saved, deps });
}

/** Rows and legs of what has changed; a call of which nothing is new is not touched. */
async function saveChanges(
  sql: Sql,
  organizationId: number,
  changes: readonly CallChange[],
): Promise<SavedChange[]> {
  const touched = changes.filter((change) => change.news.length > 0 || isRowChanged(change));
  const ids = await saveCalls(sql, organizationId, touched.map(toRow));
  const saved = changes.map((change) => {
    const callRowId = change.before?.id ?? ids.get(change.entryId) ?? 0;
    return { ...change, callRowId, city: change.line?.city ?? change.before?.city ?? null };
  });
  const legs = saved.flatMap(({ callRowId, legs: own }) => own.map((leg) => ({ ...leg, callRowId })));
  await saveLegs(sql, organizationId, legs);
  return saved;
}

const toRow = (change: CallChange): CallToSave => ({
  ...change.after,
  id: change.before?.id ?? null,
  line: change.line,
  lastEventAt: change.lastReceivedAt,
  isChanged: isRowChanged(change),
});

interface Aftermath {
  readonly organizationId: number;
  readonly saved: readonly SavedChange[];
  readonly deps: ProjectionDeps;
}

/** What follows from changed calls: links to orders, the news of it all, states of work, figures, debts. */
async function tellOthers(sql: Sql, { organizationId, saved, deps }: Aftermath): Promise<void> {
  const { ports } = deps;
  const traced = saved.filter(({ before, after }) => after.phoneClient !== (before?.phoneClient ?? null));
  const callIds = traced.map(({ callRowId }) => callRowId);
  for (const callId of await findCallsWithOrders(sql, organizationId, callIds)) {
    await ports.linkCallToOpenOrders(sql, { organizationId, callId });
  }
  await tellCallNews(sql, organizationId, { changes: saved, ports });
  const operatorIds = [...new Set(saved.flatMap(operatorsConcerned))];
  await reconcilePresence(sql, { organizationId, operatorIds, takeStep: ports.takePresenceStep });
  if (saved.some(isRowChanged)) await dropArea(sql, 'stats', organizationId);
  // Last: it keeps other workers from these clients until the end of the transaction.
  const phones = [...new Set(saved.flatMap(clientsConcerned))].sort();
  if (phones.length > 0) await ports.recomputeDebts(sql, organizationId, phones);
}
