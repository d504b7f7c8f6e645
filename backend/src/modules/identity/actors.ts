import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS_BY_ROLE } from '../../platform/access/permissions.js';
import type { Sql } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import type { AccessTokens } from './access-tokens.js';
import { findActor, type ActorRow } from './actors.queries.js';
import { createKeyCallers } from './api-keys/key-callers.js';
import { isKeyToken } from './api-keys/key-token.js';
import { createKnownCallers, type KnownCaller } from './known-callers.js';
import type { Refusals } from './refusals.js';
import { citiesOfScope } from './scope.rules.js';

/** Who calls, from a bearer token or a key. */
export interface Actors {
  /** @throws Problem `not_signed_in`, `session_expired`, `organization_suspended`. */
  authenticate(authorization: string | undefined): Promise<Caller>;
  /** The caller of a session as it stands now; null when it has ended. */
  ofSession(sessionId: string): Promise<Actor | null>;
  /** The same, read from the database: a process may not have heard yet of what the person has just done in another. */
  ofSessionAnew(sessionId: string): Promise<Actor | null>;
}

export interface Caller {
  readonly actor: Actor;
  /** Addresses and ranges that a key may come from; empty means anywhere. */
  readonly keyIpAllow: readonly string[];
  /** When the token ends: who is still there must come back with another. */
  readonly endsAt: Date;
  /** The same caller as he stands now; null once his session or key has ended. */
  readonly recheck: () => Promise<Actor | null>;
}

export interface ActorsDeps {
  readonly sql: Sql;
  readonly tokens: AccessTokens;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly refusals: Pick<Refusals, 'noteKey'>;
}

interface KnownSession extends KnownCaller {
  readonly isSuspended: boolean;
}

export function createActors({ sql, tokens, bus, clock, refusals }: ActorsDeps): Actors {
  const known = createKnownCallers<KnownSession>(bus);
  const keys = createKeyCallers({ sql, bus, clock, refusals });

  const find = async (sessionId: string): Promise<KnownSession | null> =>
    known.get(sessionId) ?? findAnew(sessionId);
  const findAnew = async (sessionId: string): Promise<KnownSession | null> => {
    const row = await findActor(sql, sessionId);
    if (!row) return null;
    const caller = { actor: toActor(row, sessionId), isSuspended: row.isSuspended };
    known.keep(sessionId, caller);
    return caller;
  };
  const ofSession = async (sessionId: string): Promise<Actor | null> => workingOf(await find(sessionId));

  return {
    ofSession,
    ofSessionAnew: async (sessionId) => workingOf(await findAnew(sessionId)),
    authenticate: async (authorization) => {
      const token = /^Bearer ([\w.-]{20,2000})$/.exec(authorization ?? '')?.[1];
      if (!token) throw problem('not_signed_in');
      if (isKeyToken(token)) return keys.authenticate(token);
      const { sessionId, operatorId, expiresAt } = tokens.verify(token);
      const caller = await find(sessionId);
      if (caller?.actor.operatorId !== operatorId) throw problem('session_expired');
      if (caller.isSuspended) throw problem('organization_suspended');
      return {
        actor: caller.actor,
        keyIpAllow: [],
        endsAt: new Date(expiresAt * 1000),
        recheck: () => ofSession(sessionId),
      };
    },
  };
}

/** Nobody works in an organisation that is suspended. */
const workingOf = (caller: KnownSession | null): Actor | null =>
  caller && !caller.isSuspended ? caller.actor : null;

function toActor(row: ActorRow, sessionId: string): Actor {
  return {
    organizationId: row.organizationId,
    organizationTimezone: row.timezone,
    operatorId: row.operatorId,
    accountId: row.accountId,
    sessionId,
    apiKeyId: null,
    authenticatedAt: row.authenticatedAt,
    mustChangePassword: row.mustChangePassword,
    mustSetUpSecondFactor: row.mustSetUpSecondFactor,
    name: row.name,
    role: row.role,
    cities: citiesOfScope(row.role, row.cities),
    masterId: row.masterId,
    permissions: new Set(PERMISSIONS_BY_ROLE[row.role]),
    isSuperAdmin: row.isSuperAdmin,
    adminIpAllow: row.adminIpAllow,
  };
}
