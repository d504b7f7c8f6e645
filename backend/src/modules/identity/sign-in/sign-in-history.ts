import type { Db, Sql } from '../../../platform/db/database.js';
import { currentContext } from '../../../platform/http/request-context.js';

export const SIGN_IN_METHODS = ['password', 'totp', 'recovery_code', 'oauth'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

export const SIGN_IN_OUTCOMES = [
  'success',
  'second_factor_asked',
  'wrong_password',
  'wrong_code',
  'delayed',
  'inactive',
] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

export interface SignInEvent {
  /** Null for a login that is nobody's: the statement is the same and stores nothing. */
  readonly accountId: number | null;
  readonly organizationId: number | null;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly at: Date;
  readonly deviceId?: string | null;
  readonly sessionId?: string | null;
}

const LONGEST_USER_AGENT = 400;

/** Where a request came from, as history and sessions keep it. */
export function originOfRequest(): { ip: string | null; userAgent: string | null } {
  const context = currentContext();
  return {
    ip: context?.ip ?? null,
    userAgent: context?.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
  };
}

const COLUMNS =
  'at, user_account_id, organization_id, device_id, session_id, method, outcome, ip, user_agent';

/** Adds to the history of sign-ins that a person sees. */
export async function noteSignIn(db: Db, event: SignInEvent): Promise<void> {
  const { at, accountId, organizationId, deviceId = null, sessionId = null, method, outcome } = event;
  const { ip, userAgent } = originOfRequest();
  await db.$executeRawUnsafe(
    `INSERT INTO sign_in_event (${COLUMNS})
     SELECT $1::timestamptz, $2::int, $3::int, $4::uuid, $5::uuid, $6, $7, $8, $9 WHERE $2::int IS NOT NULL`,
    ...[at, accountId, organizationId, deviceId, sessionId, method, outcome, ip, userAgent],
  );
}

export interface Delay {
  /** Of the typed login, as failures at it are counted. */
  readonly key: string;
  readonly accountId: number | null;
  readonly organizationId: number | null;
  readonly at: Date;
}

const SECONDS_OF_ONE_DELAY = 900;

/**
 * Notes that attempts at a login were delayed, once a quarter of an hour at most: a flood must not fill the history. A login that is
 * nobody's costs the same write, or its answer would come sooner.
 */
export async function noteDelay(sql: Sql, { key, accountId, organizationId, at }: Delay): Promise<void> {
  const { ip, userAgent } = originOfRequest();
  const since = new Date(at.getTime() - SECONDS_OF_ONE_DELAY * 1000);
  await sql.query({
    text: `WITH noted AS (
        INSERT INTO sign_in_throttle AS t (key, failures, first_at, last_at)
        VALUES ($1, 1, $2::timestamptz, $2::timestamptz)
        ON CONFLICT (key) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at
        WHERE t.first_at <= $3::timestamptz
        RETURNING 1)
      INSERT INTO sign_in_event (at, user_account_id, organization_id, method, outcome, ip, user_agent)
      SELECT $2::timestamptz, $4::int, $5::int, 'password', 'delayed', $6, $7 FROM noted WHERE $4::int IS NOT NULL`,
    values: [`delay:${key}`, at, since, accountId, organizationId, ip, userAgent],
  });
}
