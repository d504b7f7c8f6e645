import type { Actor } from '../../platform/access/actor.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { Problem, problem, type ProblemCode } from '../../platform/http/problem.js';
import { assertMayCall, assertRecentProof, assertSecondFactor, asksForProof, type Actors } from './actors.js';

export interface AccessAsked {
  readonly operation: AnyOperation;
  readonly body: unknown;
  readonly now: Date;
}

/**
 * Whether the caller may do what he asks. What he has just done, such as proving who he is or setting up the second factor, may have
 * been done in another process: before it is refused for the want of it, the session is read anew.
 * @throws Problem `forbidden`, `second_factor_required`, `step_up_required`, `session_expired`.
 */
export async function checkAccess(actors: Actors, actor: Actor, asked: AccessAsked): Promise<Actor> {
  try {
    assertAccess(actor, asked);
    return actor;
  } catch (refusal) {
    if (!(refusal instanceof Problem) || !CURABLE.has(refusal.code)) throw refusal;
    const fresh = await actors.ofSessionAnew(actor.sessionId);
    if (!fresh) throw problem('session_expired');
    assertAccess(fresh, asked);
    return fresh;
  }
}

const CURABLE: ReadonlySet<ProblemCode> = new Set(['second_factor_required', 'step_up_required']);

function assertAccess(actor: Actor, { operation, body, now }: AccessAsked): void {
  assertSecondFactor(actor, operation);
  assertMayCall(actor, operation);
  if (asksForProof(operation, body)) assertRecentProof(actor, now);
}
