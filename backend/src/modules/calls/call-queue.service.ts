import type { Actor } from '../../platform/access/actor.js';
import type { Cache } from '../../platform/cache/cache.js';
import type { Infer } from '../../platform/http/schema.js';
import { scopeOf, type CallScope } from './call-filter.js';
import { findWaiting } from './call-queue.queries.js';
import type { CALL_QUEUE } from './calls.contract.js';
import type { CallsDeps } from './calls.service.js';
import { countDebts } from './debts.queries.js';

/** A page asks again a little later than this after an event, so what it is told is never older than the event. */
const QUEUE_TTL_SECONDS = 1;

export type CallQueue = ReturnType<typeof createCallQueue>;

/** Who waits now and who is owed a call, as counts. */
export function createCallQueue({ database: { sql }, clock, cache }: CallsDeps & { readonly cache: Cache }) {
  return {
    count: (actor: Actor): Promise<Infer<typeof CALL_QUEUE>> => {
      const scope = scopeOf(actor);
      return cache.cached(`queue:${scopeKey(scope)}`, QUEUE_TTL_SECONDS, async () => {
        const [waiting, debts] = await Promise.all([
          findWaiting(sql, scope, clock.now()),
          countDebts(sql, scope, undefined),
        ]);
        return { ...waiting, debts };
      });
    },
  };
}

/** Those who see all cities see the same; each of the others his cities and what rings at him. */
const scopeKey = ({ organizationId, cities, operatorId }: CallScope): string =>
  cities === null ? `${String(organizationId)}:all` : `${String(organizationId)}:${String(operatorId)}`;
