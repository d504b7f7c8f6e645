import { Counter, Gauge, type Registry } from 'prom-client';
import type { Sql } from '../../platform/db/database.js';
import { asSystem } from '../../platform/db/row-scope.js';

export interface InboxMetrics {
  /** Requests that came in on a webhook. */
  received(provider: string): void;
  /** Requests refused before anything was stored. */
  rejected(provider: string, reason: string): void;
  stored(place: 'database' | 'spool', count: number): void;
  settled(outcome: 'processed' | 'failed' | 'dead', count: number): void;
}

export interface InboxMetricsDeps {
  readonly registry: Registry;
  readonly sql: Sql;
  readonly spoolBytes: () => number;
}

interface Backlog {
  readonly pending: number;
  readonly dead: number;
  readonly lagSeconds: number;
}

const readBacklog = async (sql: Sql): Promise<Backlog> => {
  const [row] = await sql.query<Backlog>({
    text: `SELECT
        (SELECT count(*) FROM inbox_event WHERE status IN ('pending', 'failed')) AS pending,
        (SELECT count(*) FROM organization o JOIN inbox_event e ON e.organization_id = o.id AND e.status = 'dead') AS dead,
        coalesce((SELECT extract(epoch FROM now() - min(next_attempt_at)) FROM inbox_event
          WHERE status IN ('pending', 'failed') AND next_attempt_at <= now()), 0)::float8 AS "lagSeconds"`,
  });
  return row ?? { pending: 0, dead: 0, lagSeconds: 0 };
};

/** Figures of the inbox; those of the backlog are read when somebody asks for them. */
export function createInboxMetrics({ registry, sql, spoolBytes }: InboxMetricsDeps): InboxMetrics {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const received = counter('webhook_received_total', 'Webhook requests by sender', ['provider']);
  const rejected = counter('webhook_rejected_total', 'Webhook requests refused, nothing stored', [
    'provider',
    'reason',
  ]);
  const stored = counter('inbox_stored_total', 'Deliveries stored before they were answered', ['place']);
  const settled = counter('inbox_settled_total', 'Attempts to apply a stored event', ['outcome']);
  addGauges({ registry, sql, spoolBytes });
  return {
    received: (provider) => {
      received.labels(provider).inc();
    },
    rejected: (provider, reason) => {
      rejected.labels(provider, reason).inc();
    },
    stored: (place, count) => {
      stored.labels(place).inc(count);
    },
    settled: (outcome, count) => {
      settled.labels(outcome).inc(count);
    },
  };
}

function addGauges({ registry, sql, spoolBytes }: InboxMetricsDeps): void {
  let reading: Promise<Backlog | null> | null = null;
  // The gauges of one look share one query, and the other figures must still be readable while the database is away.
  const backlog = (): Promise<Backlog | null> =>
    (reading ??= asSystem(() => readBacklog(sql))
      .catch(() => null)
      .finally(() => {
        reading = null;
      }));
  const gauge = (name: string, help: string, read: () => Promise<number | null>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await read();
        if (value !== null) this.set(value);
      },
    });
  const ofBacklog = (name: keyof Backlog) => async () => (await backlog())?.[name] ?? null;
  gauge('inbox_pending', 'Stored events not applied yet', ofBacklog('pending'));
  gauge('inbox_dead', 'Events given up; a person must look', ofBacklog('dead'));
  gauge(
    'inbox_lag_seconds',
    'How long the oldest event that is due has been waiting',
    ofBacklog('lagSeconds'),
  );
  gauge('inbox_spool_bytes', 'Events on disk that wait for the database', () =>
    Promise.resolve(spoolBytes()),
  );
}
