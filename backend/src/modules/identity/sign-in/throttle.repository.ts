import type { Database, Sql } from '../../../platform/db/database.js';
import type { Buckets, Place, Taking } from './buckets.js';
import { ADDRESS_WINDOW, STRANGERS, type Window } from './throttle.rules.js';

const MS = 1000;

/** Buckets in the table `sign_in_throttle`, one statement for each. */
export function createPostgresBuckets({
  sql,
  inSqlTransaction,
}: Pick<Database, 'sql' | 'inSqlTransaction'>): Buckets {
  return {
    takeOfWindow: (key, window, now) => takeOfWindow(sql, { key, now, ...window }),

    // The address always first: two attempts never wait for each other in a circle.
    takeOfStranger: ({ address, name }, now) =>
      inSqlTransaction(async (inTurn) => [
        ...placesOf(await takeOfWindow(inTurn, { key: address, now, ...ADDRESS_WINDOW })),
        ...placesOf(await takeOfStrangers(inTurn, { key: name, now })),
      ]).then((places) => ({ places }), refusalOf),

    takeOfOpened: async (key, { limit, seconds }, now) => {
      const [taken] = await sql.query<{ since: Date }>({
        text: `UPDATE sign_in_throttle SET failures = failures + 1, last_at = $2::timestamptz
        WHERE key = $1 AND failures < $4 AND first_at > $3::timestamptz RETURNING first_at AS since`,
        values: [key, now, before(now, seconds), limit],
      });
      return taken ? { key, since: taken.since } : null;
    },

    open: async (key, now) => {
      await sql.query({
        text: `INSERT INTO sign_in_throttle (key, failures, first_at, last_at) VALUES ($1, 0, $2::timestamptz, $2::timestamptz)
        ON CONFLICT (key) DO UPDATE SET failures = 0, first_at = excluded.first_at, last_at = excluded.last_at`,
        values: [key, now],
      });
    },

    giveBack: async (places) => {
      for (const place of places) await giveBack(sql, place);
    },

    clear: async (key) => {
      await sql.query({ text: 'DELETE FROM sign_in_throttle WHERE key = $1', values: [key] });
    },
  };
}

/** Undoes the transaction that has taken the other place. */
class Refusal extends Error {
  constructor(readonly openAt: Date) {
    super('No place is free');
  }
}

function placesOf(taking: Taking): readonly Place[] {
  if ('places' in taking) return taking.places;
  throw new Refusal(taking.openAt);
}

function refusalOf(error: unknown): Taking {
  if (error instanceof Refusal) return { openAt: error.openAt };
  throw error;
}

async function giveBack(sql: Sql, { key, since }: Place): Promise<void> {
  await sql.query({
    text: `UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0),
          blocked_until = CASE WHEN failures - 1 < $3 THEN NULL ELSE blocked_until END
        WHERE key = $1 AND first_at = $2::timestamptz`,
    values: [key, since, STRANGERS.free],
  });
}

/** A place in a fixed window, begun by its first failure. */
async function takeOfWindow(
  sql: Sql,
  { key, now, limit, seconds }: Window & { readonly key: string; readonly now: Date },
): Promise<Taking> {
  const [taken] = await sql.query<{ since: Date }>({
    text: `
      INSERT INTO sign_in_throttle AS t (key, failures, first_at, last_at) VALUES ($1, 1, $2::timestamptz, $2::timestamptz)
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.first_at <= $3::timestamptz THEN 1 ELSE t.failures + 1 END,
        first_at = CASE WHEN t.first_at <= $3::timestamptz THEN $2::timestamptz ELSE t.first_at END,
        last_at = $2::timestamptz
      WHERE t.first_at <= $3::timestamptz OR t.failures < $4
      RETURNING first_at AS since`,
    values: [key, now, before(now, seconds), limit],
  });
  if (taken) return { places: [{ key, since: taken.since }] };
  const row = await find(sql, key);
  return { openAt: after(row?.firstAt ?? now, seconds) };
}

/** A place among the strangers' failures at one login: the pause after it begins at once. */
async function takeOfStrangers(
  sql: Sql,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<Taking> {
  const [taken] = await sql.query<{ since: Date }>({
    text: `
      INSERT INTO sign_in_throttle AS t (key, failures, first_at, last_at) VALUES ($1, 1, $2::timestamptz, $2::timestamptz)
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.first_at <= $3::timestamptz THEN 1 ELSE t.failures + 1 END,
        first_at = CASE WHEN t.first_at <= $3::timestamptz THEN $2::timestamptz ELSE t.first_at END,
        last_at = $2::timestamptz,
        blocked_until = CASE WHEN t.first_at <= $3::timestamptz OR t.failures + 1 < $4 THEN NULL
          ELSE $2::timestamptz + make_interval(secs => least(power(2, least(t.failures + 1 - $4, 20)), $5)) END
      WHERE t.first_at <= $3::timestamptz
        OR (t.failures < $6 AND (t.blocked_until IS NULL OR t.blocked_until <= $2::timestamptz))
      RETURNING first_at AS since`,
    values: [
      key,
      now,
      before(now, STRANGERS.daySeconds),
      STRANGERS.free,
      STRANGERS.longestPauseSeconds,
      STRANGERS.mostADay,
    ],
  });
  if (taken) return { places: [{ key, since: taken.since }] };
  const row = await find(sql, key);
  if (row && row.failures >= STRANGERS.mostADay) return { openAt: after(row.firstAt, STRANGERS.daySeconds) };
  return { openAt: row?.blockedUntil ?? after(now, 1) };
}

interface Bucket {
  readonly failures: number;
  readonly firstAt: Date;
  readonly blockedUntil: Date | null;
}

async function find(sql: Sql, key: string): Promise<Bucket | null> {
  const [row] = await sql.query<Bucket>({
    text: `SELECT failures, first_at AS "firstAt", blocked_until AS "blockedUntil" FROM sign_in_throttle WHERE key = $1`,
    values: [key],
  });
  return row ?? null;
}

const before = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * MS);
const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * MS);
