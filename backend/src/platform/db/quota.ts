import { createHash } from 'node:crypto';
import type { Sql } from './database.js';

export interface Quota {
  /** What is limited; kept as a digest, so it may name a person. */
  readonly key: string;
  /** How often within the window. */
  readonly times: number;
  readonly windowSeconds: number;
}

/** Seconds until a quota is open again; 0 when this very use is within it. */
export type TakeQuota = (sql: Sql, quota: Quota, now: Date) => Promise<number>;

/**
 * Counts a use in one statement, so that uses of all processes at once are counted exactly. Shares the table of the walls against
 * floods, and its upkeep.
 */
export const takeQuota: TakeQuota = async (sql, { key, times, windowSeconds }, now) => {
  const [row] = await sql.query<{ points: number; expire: number }>({
    text: `INSERT INTO rate_limit AS known (key, points, expire) VALUES ($1, 1, $2::bigint + $3::bigint)
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN known.expire <= $2::bigint THEN 1 ELSE known.points + 1 END,
        expire = CASE WHEN known.expire <= $2::bigint THEN excluded.expire ELSE known.expire END
      RETURNING points, expire::float8 AS expire`,
    values: [digest(key), now.getTime(), windowSeconds * 1000],
  });
  if (!row || row.points <= times) return 0;
  return Math.max(1, Math.ceil((row.expire - now.getTime()) / 1000));
};

const digest = (key: string): string => `quota:${createHash('sha256').update(key).digest('base64url')}`;
