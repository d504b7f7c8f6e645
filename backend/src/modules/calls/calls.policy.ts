import { isManaging, type Actor } from '../../platform/access/actor.js';

/** An operator classifies his own calls and those that belong to nobody; who manages classifies all. The scope is settled before. */
export const canClassify = (
  actor: Pick<Actor, 'role' | 'operatorId'>,
  call: { operatorId: number | null },
): boolean => isManaging(actor as Actor) || call.operatorId === null || call.operatorId === actor.operatorId;
