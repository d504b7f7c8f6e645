import type { Actor } from '../../platform/access/actor.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { problem } from '../../platform/http/problem.js';
import {
  asksForProof,
  assertMayCall,
  assertRecentProof,
  assertSecondFactor,
  hasRecentProof,
  type Actors,
} from './actors.js';

export interface AccessAsked {
  readonly operation: AnyOperation;
  readonly body: unknown;
  readonly now: Date;
}

/**
 * The caller, when he may do what he asks. What he has just done, such as proving who he is or setting up the second factor, may have
 * been done in another process: before that is held against him, the session is read anew.
 * @throws Problem `forbidden`, `second_factor_required`, `step_up_required`, `session_expired`.
 */
export async function checkAccess(actors: Actors, known: Actor, asked: AccessAsked): Promise<Actor> {
  const actor = isInDoubt(known, asked) ? await actors.ofSessionAnew(known.sessionId) : known;
  if (!actor) throw problem('session_expired');
  assertSecondFactor(actor, asked.operation);
  assertMayCall(actor, asked.operation);
  if (asksForProof(asked.operation, asked.body) === 'surely') assertRecentProof(actor, asked.now);
  return actor;
}

const isInDoubt = (actor: Actor, { operation, body, now }: AccessAsked): boolean =>
  actor.mustSetUpSecondFactor || (asksForProof(operation, body) !== 'not' && !hasRecentProof(actor, now));
