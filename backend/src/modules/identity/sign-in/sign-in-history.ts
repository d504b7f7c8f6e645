import type { Database, Db } from '../../../platform/db/database.js';
import { currentContext } from '../../../platform/http/request-context.js';
import type { Buckets } from './buckets.js';

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

const ONE_DELAY = { limit: 1, seconds: 900 };

/**
 * Notes that attempts at a login were delayed, once a quarter of an hour at most: a flood must not fill the history. A login that is
 * nobody's costs the same writes, or its answer would come sooner.
 */
export async function noteDelay(
  { database, buckets }: { readonly database: Database; readonly buckets: Buckets },
  { key, accountId, organizationId, at }: Delay,
): Promise<void> {
  const taking = await buckets.takeOfWindow(`delay:${key}`, ONE_DELAY, at);
  if (!('places' in taking)) return;
  await noteSignIn(database.prisma, {
    ...{ accountId, organizationId, at },
    method: 'password',
    outcome: 'delayed',
  });
}
