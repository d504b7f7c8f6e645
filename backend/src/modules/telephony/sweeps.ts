import type { Database, Sql } from '../../platform/db/database.js';
import type { Logger } from '../../platform/logging/logger.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import type { Clock } from '../../platform/time.js';
import { endWrapUps, reconcilePresence } from './presence/reconcile-presence.js';
import { findWrappedUp } from './presence/presence.repository.js';
import { WRAP_UP_SECONDS } from './presence/presence.rules.js';
import type { CallPorts } from './projection/ports.js';
import type { Projection } from './projection/projection.js';
import { findUnconcluded, retireStale, type StaleCall } from './sweeps.repository.js';

/** How long a call whose legs are closed waits for its summary. */
export const SUMMARY_WAIT_SECONDS = 60;
/** Silence after which a call with an open leg is no live call any more. */
export const STALE_AFTER_SECONDS = 2 * 60 * 60;

export interface SweepDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly projection: Projection;
  readonly ports: Pick<CallPorts, 'callViewsByIds' | 'takePresenceStep'>;
  /** Counts calls that were taken off the live list: somebody should look why. */
  readonly onStale: (count: number) => void;
}

/** What happens by the passing of time. Each looks for what is due and may be repeated at any moment, by any number of processes. */
export interface Sweeps {
  concludeCalls(): Promise<void>;
  retireStaleCalls(): Promise<void>;
  endWrapUps(): Promise<void>;
}

export function createSweeps(deps: SweepDeps): Sweeps {
  const { database, clock, projection } = deps;
  const before = (seconds: number): Date => new Date(clock.now().getTime() - seconds * 1000);

  return {
    concludeCalls: async () => {
      const due = await findUnconcluded(database.sql, before(SUMMARY_WAIT_SECONDS));
      for (const [organizationId, entries] of groupByOrganization(due)) {
        const entryIds = entries.map(({ entryId }) => entryId);
        await database.inSqlTransaction((sql) => projection.conclude(sql, organizationId, entryIds));
      }
    },
    retireStaleCalls: () =>
      database.inSqlTransaction(async (sql) => {
        const retired = await retireStale(sql, before(STALE_AFTER_SECONDS));
        for (const [organizationId, calls] of groupByOrganization(retired)) {
          await tellRetired(sql, { organizationId, calls, deps });
        }
      }),
    endWrapUps: async () => {
      const due = await findWrappedUp(database.sql, before(WRAP_UP_SECONDS));
      for (const [organizationId, people] of groupByOrganization(due)) {
        const operatorIds = people.map(({ id }) => id);
        await database.inSqlTransaction((sql) =>
          endWrapUps(
            sql,
            { organizationId, operatorIds, takeStep: deps.ports.takePresenceStep },
            clock.now(),
          ),
        );
      }
    },
  };
}

function groupByOrganization<Row extends { readonly organizationId: number }>(
  rows: readonly Row[],
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.organizationId, [...(groups.get(row.organizationId) ?? []), row]);
  return groups;
}

interface Retired {
  readonly organizationId: number;
  readonly calls: readonly StaleCall[];
  readonly deps: SweepDeps;
}

async function tellRetired(sql: Sql, { organizationId, calls, deps }: Retired): Promise<void> {
  const ids = calls.map(({ id }) => id);
  deps.logger.error('calls have an open leg and no news for hours, telephony may have lost events', {
    callIds: ids,
  });
  deps.onStale(calls.length);
  const operatorIds = [...new Set(calls.flatMap((call) => call.operatorIds))];
  await reconcilePresence(sql, { organizationId, operatorIds, takeStep: deps.ports.takePresenceStep });
  const views = await deps.ports.callViewsByIds(sql, organizationId, ids);
  await publishLiveEvents(
    sql,
    views.map((call) => ({
      organizationId,
      type: 'call.updated',
      city: call.city,
      operatorIds: operatorIds.slice(),
      data: { id: call.id, call, ringingOperatorIds: [] },
    })),
  );
}
