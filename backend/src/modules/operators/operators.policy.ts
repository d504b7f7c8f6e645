import { can, type Actor } from '../../platform/access/actor.js';
import type { Role } from '../../platform/access/permissions.js';

/** Owners are made, changed and removed by owners alone. */
export const mayEmploy = (actor: Pick<Actor, 'role'>, role: Role): boolean =>
  actor.role === 'owner' || role !== 'owner';

export const seesWholeRows = (actor: Actor): boolean => can(actor, 'operators:read');

/** One's own working time, and that of people one manages. */
export const mayReadWorktime = (actor: Actor, operatorId: number): boolean =>
  (actor.apiKeyId === null && actor.operatorId === operatorId) || can(actor, 'operators:read');
