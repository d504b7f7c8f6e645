import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { findCallDetails, findLiveCalls, isCallInScope } from './call-details.queries.js';
import { scopeOf } from './call-filter.js';
import type { CallView } from './call-view.contract.js';
import { callViewsByIds } from './call-view.queries.js';
import type { CallDetails } from './calls.contract.js';
import { presentBrief, presentCall, presentDetails } from './calls.presenter.js';
import { classifyCall, type ClassifyInput } from './classify-call.js';
import type { RingBrief } from './ring-brief.contract.js';
import { ringBriefsOf } from './ring-brief.queries.js';

export interface CallsDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type CallsService = ReturnType<typeof createCallsService>;

/** Single calls: the card, the ring brief, the outcome, and what is live. */
export function createCallsService(deps: CallsDeps) {
  const { database, clock } = deps;
  const { sql } = database;
  return {
    live: async (actor: Actor): Promise<CallView[]> => {
      const ids = await findLiveCalls(sql, scopeOf(actor), clock.now());
      const calls = await callViewsByIds(sql, actor.organizationId, ids);
      return calls.map((call) => presentCall(actor, call));
    },

    get: async (actor: Actor, callId: number): Promise<CallDetails> => {
      const details = await findCallDetails(sql, scopeOf(actor), callId);
      if (!details) throw notFound('The call');
      return presentDetails(actor, details);
    },

    brief: async (actor: Actor, callId: number): Promise<RingBrief> => {
      const { organizationId } = actor;
      const isReached = await isCallInScope(sql, scopeOf(actor), callId);
      const callIds = isReached ? [callId] : [];
      const brief = (await ringBriefsOf(sql, { organizationId, callIds, now: clock.now() })).get(callId);
      if (!brief) throw notFound('The call');
      return presentBrief(actor, brief);
    },

    classify: (actor: Actor, input: ClassifyInput): Promise<CallView> => classifyCall(deps, actor, input),
  };
}
