import type { Database, Sql } from '../../platform/db/database.js';
import { isDatabaseNotReady, sqlStateOf } from '../../platform/db/database-errors.js';
import type { Logger } from '../../platform/logging/logger.js';
import { mask } from '../../platform/logging/masking.js';
import type { InboxMetrics } from './inbox.metrics.js';
import {
  claimDue,
  claimOne,
  markProcessed,
  markSetbacks,
  type InboxEvent,
  type Setback,
} from './inbox.repository.js';
import { MAX_ATTEMPTS, pauseAfter } from './retry.rules.js';

/** Why an event was not applied: it never can be (`dead`), or not yet (`later`). */
export interface Refusal {
  readonly outcome: 'dead' | 'later';
  readonly reason: string;
}

/** Applies events of one sender. */
export interface InboxHandler {
  /**
   * Applies the events in the transaction of `sql` and tells which ones it could not; the others count as processed. Whatever it throws
   * undoes the whole batch, which is then applied one by one. Must bear an event that has been applied before.
   */
  apply(sql: Sql, events: readonly InboxEvent[]): Promise<ReadonlyMap<number, Refusal>>;
}

export interface InboxProcessorDeps {
  readonly database: Database;
  readonly handlers: Readonly<Record<string, InboxHandler>>;
  readonly metrics: InboxMetrics;
  readonly logger: Logger;
  readonly batchSize?: number;
}

export interface InboxProcessor {
  /** Applies one batch of what is due; true when there may be more. */
  pass(): Promise<boolean>;
}

const BATCH_SIZE = 200;
/**
 * Plans of prepared statements stay as they were made, perhaps for nearly empty tables. In a flood that is what costs most, and planning
 * anew is cheap for so many events at once.
 */
const PLAN_ANEW = 'SET LOCAL plan_cache_mode = force_custom_plan';
const LARGE_BATCH = 50;
const MAX_REASON_LENGTH = 300;
/** Deadlock and serialisation failure: nobody's fault, the next pass does it. */
const TRY_AGAIN = new Set(['40P01', '40001']);
/** A statement cut off by its timeout is "not ready" for a request, but may be this event's own doing. */
const TIMED_OUT = new Set(['57014', '55P03']);

interface Settled {
  readonly taken: number;
  readonly processed: number;
  readonly setbacks: readonly Setback[];
}

export function createInboxProcessor(deps: InboxProcessorDeps): InboxProcessor {
  const { database, batchSize = BATCH_SIZE } = deps;

  const report = ({ processed, setbacks }: Settled): void => {
    const dead = setbacks.filter(({ status }) => status === 'dead');
    deps.metrics.settled('processed', processed);
    deps.metrics.settled('failed', setbacks.length - dead.length);
    deps.metrics.settled('dead', dead.length);
    for (const { id, reason } of dead) deps.logger.error('inbox event is given up', { inboxId: id, reason });
  };

  const applyOne = async (id: number): Promise<void> => {
    try {
      const settled = await database.inSqlTransaction(async (sql) => {
        const event = await claimOne(sql, id);
        return settle(sql, deps.handlers, event === null ? [] : [event]);
      });
      report(settled);
    } catch (error) {
      if (isTransient(error)) throw error;
      if (TRY_AGAIN.has(sqlStateOf(error) ?? '')) return;
      report(await noteFailure(database, id, error));
    }
  };

  return {
    pass: async () => {
      let claimed: readonly InboxEvent[] = [];
      try {
        const settled = await database.inSqlTransaction(async (sql) => {
          claimed = await claimDue(sql, batchSize);
          if (claimed.length >= LARGE_BATCH) await sql.query({ text: PLAN_ANEW });
          return settle(sql, deps.handlers, claimed);
        });
        report(settled);
        return settled.taken === batchSize;
      } catch (error) {
        if (isTransient(error) || claimed.length === 0) throw error;
        if (TRY_AGAIN.has(sqlStateOf(error) ?? '')) return true;
        deps.logger.warn('inbox batch failed, its events are applied one by one', {
          count: claimed.length,
          error,
        });
        for (const { id } of claimed) await applyOne(id);
        return true;
      }
    },
  };
}

/** Applies claimed events and notes what became of each, all in one transaction. */
async function settle(
  sql: Sql,
  handlers: InboxProcessorDeps['handlers'],
  events: readonly InboxEvent[],
): Promise<Settled> {
  const refusals = new Map<number, Refusal>();
  for (const provider of new Set(events.map((event) => event.provider))) {
    const own = events.filter((event) => event.provider === provider);
    const found = Object.hasOwn(handlers, provider) ? handlers[provider] : undefined;
    const refused = found ? await found.apply(sql, own) : refuseAll(own, 'unknown_provider');
    for (const [id, refusal] of refused) refusals.set(id, refusal);
  }
  const processed = events.filter(({ id }) => !refusals.has(id)).map(({ id }) => id);
  const setbacks = events.flatMap((event) => {
    const refusal = refusals.get(event.id);
    return refusal === undefined ? [] : [toSetback(event, refusal)];
  });
  if (processed.length > 0) await markProcessed(sql, processed);
  if (setbacks.length > 0) await markSetbacks(sql, setbacks);
  return { taken: events.length, processed: processed.length, setbacks };
}

const refuseAll = (events: readonly InboxEvent[], reason: string): ReadonlyMap<number, Refusal> =>
  new Map(events.map(({ id }) => [id, { outcome: 'dead', reason }]));

function toSetback(
  { id, attempts }: Pick<InboxEvent, 'id' | 'attempts'>,
  { outcome, reason }: Refusal,
): Setback {
  const failed = attempts + 1;
  const status = outcome === 'dead' || failed >= MAX_ATTEMPTS ? 'dead' : 'failed';
  return { id, status, reason: reason.slice(0, MAX_REASON_LENGTH), pauseSeconds: pauseAfter(failed) };
}

/** In a transaction of its own: the failed one has taken everything back. */
async function noteFailure(database: Database, id: number, error: unknown): Promise<Settled> {
  const [row] = await database.sql.query<{ attempts: number }>({
    text: 'SELECT attempts FROM inbox_event WHERE id = $1',
    values: [id],
  });
  const setback = toSetback(
    { id, attempts: row?.attempts ?? 0 },
    { outcome: 'later', reason: reasonOf(error) },
  );
  await markSetbacks(database.sql, [setback]);
  return { taken: 1, processed: 0, setbacks: [setback] };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const state = sqlStateOf(error);
  return String(mask(state === null ? message : `${state}: ${message}`));
}

/** The database is away: no event is to blame. */
const isTransient = (error: unknown): boolean =>
  isDatabaseNotReady(error) && !TIMED_OUT.has(sqlStateOf(error) ?? '');
