import NodeCache from 'node-cache';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS_BY_ROLE, type Role } from '../../platform/access/permissions.js';
import type { Sql } from '../../platform/db/database.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { problem } from '../../platform/http/problem.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { AccessClaims, AccessTokens } from './access-tokens.js';
import { findActor, type ActorRow } from './actors.queries.js';

/** Who calls, from a bearer token. */
export interface Actors {
  /** @throws Problem `not_signed_in`, `session_expired`. */
  authenticate(authorization: string | undefined): Promise<{ actor: Actor; claims: AccessClaims }>;
  /** The caller of a session as it stands now; null when it has ended. */
  ofSession(sessionId: string): Promise<Actor | null>;
  /** The same, read from the database: a process may not have heard yet of what the person has just done in another. */
  ofSessionAnew(sessionId: string): Promise<Actor | null>;
}

/** A proof of who one is serves sensitive actions for this long. */
const PROOF_MS = 10 * 60_000;
/** A lost notification may keep an ended session alive for this long. */
const SECONDS_TO_LIVE = 5;
const MOST_ACTORS = 10_000;
/** With no city in their list, these see none; the others see all. */
const NEED_CITIES: ReadonlySet<Role> = new Set<Role>(['manager', 'master']);

export interface ActorsDeps {
  readonly sql: Sql;
  readonly tokens: AccessTokens;
  readonly bus: NotificationBus;
}

export function createActors({ sql, tokens, bus }: ActorsDeps): Actors {
  const known = new NodeCache({ stdTTL: SECONDS_TO_LIVE, useClones: false, checkperiod: 30 });
  // The payload is a session's id, or an operator's as a number.
  bus.on('session', (payload) => {
    if (payload.includes('-')) known.del(payload);
    else known.del(known.keys().filter((key) => known.get<Actor>(key)?.operatorId === Number(payload)));
  });
  bus.onReconnect(() => {
    known.flushAll();
  });

  const ofSession = async (sessionId: string): Promise<Actor | null> =>
    known.get<Actor>(sessionId) ?? ofSessionAnew(sessionId);
  const ofSessionAnew = async (sessionId: string): Promise<Actor | null> => {
    const row = await findActor(sql, sessionId);
    if (!row) return null;
    const actor = toActor(row, sessionId);
    if (known.getStats().keys < MOST_ACTORS) known.set(sessionId, actor);
    return actor;
  };

  return {
    ofSession,
    ofSessionAnew,
    authenticate: async (authorization) => {
      const token = /^Bearer ([\w.-]{20,2000})$/.exec(authorization ?? '')?.[1];
      if (!token) throw problem('not_signed_in');
      const claims = tokens.verify(token);
      const actor = await ofSession(claims.sessionId);
      if (actor?.operatorId !== claims.operatorId) throw problem('session_expired');
      return { actor, claims };
    },
  };
}

/** @throws Problem `forbidden` when the caller has none of the operation's permissions. */
export function assertMayCall(actor: Actor, { access }: AnyOperation): void {
  if (access === 'public' || access === 'signed-in') return;
  if (![access].flat().some((permission) => actor.permissions.has(permission))) throw problem('forbidden');
}

/** Whether a request asks for a recent proof: surely, perhaps, which its operation finds out, or not. */
export function asksForProof({ proof }: AnyOperation, body: unknown): 'surely' | 'perhaps' | 'not' {
  if (proof === undefined) return 'not';
  if (proof === 'recent') return 'surely';
  const isNamed = (name: string): boolean =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name);
  if ('whenGiven' in proof) return proof.whenGiven.some(isNamed) ? 'surely' : 'not';
  return proof.whenChanged.some(isNamed) ? 'perhaps' : 'not';
}

export const hasRecentProof = ({ authenticatedAt }: Actor, now: Date): boolean =>
  now.getTime() - authenticatedAt.getTime() <= PROOF_MS;

/** @throws Problem `second_factor_required` while the caller has yet to set up the one that his role must have. */
export function assertSecondFactor(
  { mustSetUpSecondFactor }: Actor,
  { beforeSecondFactor }: AnyOperation,
): void {
  if (mustSetUpSecondFactor && !beforeSecondFactor) throw problem('second_factor_required');
}

/** @throws Problem `step_up_required` when the session's last proof is older than ten minutes. */
export function assertRecentProof(actor: Actor, now: Date): void {
  if (!hasRecentProof(actor, now)) throw problem('step_up_required');
}

function toActor(row: ActorRow, sessionId: string): Actor {
  const hasAllCities =
    row.role === 'owner' || row.role === 'admin' || (row.cities.length === 0 && !NEED_CITIES.has(row.role));
  return {
    organizationId: row.organizationId,
    organizationTimezone: row.timezone,
    operatorId: row.operatorId,
    accountId: row.accountId,
    sessionId,
    authenticatedAt: row.authenticatedAt,
    mustSetUpSecondFactor: row.mustSetUpSecondFactor,
    name: row.name,
    role: row.role,
    cities: hasAllCities ? null : row.cities,
    masterId: row.masterId,
    permissions: new Set(PERMISSIONS_BY_ROLE[row.role]),
  };
}
