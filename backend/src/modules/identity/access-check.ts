import type { Actor } from '../../platform/access/actor.js';
import { isListed } from '../../platform/http/address-list.js';
import type { AnyOperation, HourlyLimit } from '../../platform/http/operation.js';
import { problem } from '../../platform/http/problem.js';
import { currentContext } from '../../platform/http/request-context.js';
import { setActor } from '../../platform/http/request-log.js';
import type { RequestLimit } from '../../platform/http/request-limit.js';
import type { Clock } from '../../platform/time.js';
import { asksForProof, hasRecentProof, isAdministrative, mayCall, owesFirst } from './access.policy.js';
import type { Actors, Caller } from './actors.js';

/** Walls around what a caller may ask for how often. */
export interface CallerLimits {
  readonly requests: RequestLimit;
  /** Counts one use. @throws Problem `too_many_requests`. */
  readonly hourly: (limit: HourlyLimit, caller: string) => Promise<void>;
}

export interface AccessCheckDeps {
  readonly actors: Actors;
  readonly clock: Clock;
  readonly limits: CallerLimits | null;
}

/** Who calls and whether he may: what stands before every operation that is not open to anybody. */
export function createAccessCheck(deps: AccessCheckDeps) {
  const { actors, clock, limits } = deps;
  /**
   * @throws Problem `not_signed_in`, `session_expired`, `organization_suspended`, `too_many_requests`, `password_change_required`,
   * `second_factor_required`, `ip_not_allowed`, `forbidden`, `step_up_required`.
   */
  return async (
    authorization: string | undefined,
    operation: AnyOperation,
    body: unknown,
  ): Promise<Actor> => {
    const caller = await actors.authenticate(authorization);
    setActor(caller.actor);
    const wait = limits?.requests.take(nameOf(caller.actor)) ?? null;
    if (wait !== null) throw problem('too_many_requests', { retryAfterSeconds: wait });
    const asked = { operation, body, now: clock.now() };
    const actor = await asHeStandsNow(actors, caller.actor, asked);
    const owed = owesFirst(actor, operation);
    if (owed !== null) throw problem(owed);
    if (!mayCall(actor, operation)) throw problem('forbidden');
    const place = { actor, keyIpAllow: caller.keyIpAllow };
    if (!isFromAllowedAddress(place, operation)) throw problem('ip_not_allowed');
    if (asksForProof(operation, body) === 'surely') assertRecentProof(actor, asked.now);
    if (operation.hourlyLimit) await limits?.hourly(operation.hourlyLimit, nameOf(actor));
    return actor;
  };
}

interface Asked {
  readonly operation: AnyOperation;
  readonly body: unknown;
  readonly now: Date;
}

/**
 * What a person has just done, such as proving who he is, choosing a password or setting up the second factor, may have been done in another process: before
 * that is held against him, his session is read anew.
 */
async function asHeStandsNow(actors: Actors, known: Actor, asked: Asked): Promise<Actor> {
  if (known.sessionId === null || !isInDoubt(known, asked)) return known;
  const actor = await actors.ofSessionAnew(known.sessionId);
  if (!actor) throw problem('session_expired');
  return actor;
}

const isInDoubt = (actor: Actor, { operation, body, now }: Asked): boolean =>
  actor.mustChangePassword ||
  actor.mustSetUpSecondFactor ||
  (asksForProof(operation, body) !== 'not' && !hasRecentProof(actor, now));

/** For operations of which only some changes are sensitive. @throws Problem `step_up_required`; `forbidden` for a key, which proves nothing. */
export function assertRecentProof(actor: Actor, now: Date): void {
  if (hasRecentProof(actor, now)) return;
  throw problem(actor.apiKeyId === null ? 'step_up_required' : 'forbidden');
}

const nameOf = ({ operatorId, apiKeyId }: Actor): string =>
  apiKeyId === null ? `p${String(operatorId)}` : `k${String(apiKeyId)}`;

function isFromAllowedAddress(
  { actor, keyIpAllow }: Pick<Caller, 'actor' | 'keyIpAllow'>,
  operation: AnyOperation,
): boolean {
  const ip = currentContext()?.ip ?? null;
  const fits = (list: readonly string[]): boolean => list.length === 0 || isListed(list, ip);
  return fits(keyIpAllow) && (!isAdministrative(actor, operation) || fits(actor.adminIpAllow));
}
