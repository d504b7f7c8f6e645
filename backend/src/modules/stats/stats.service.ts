import { scopeKey, type Actor } from '../../platform/access/actor.js';
import { areaKey, type Cache } from '../../platform/cache/cache.js';
import type { Database } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import { dayOf, type Clock } from '../../platform/time.js';
import { toCallFigures, toDailyStats, toOrderFigures } from './figures.rules.js';
import { listStatsOperators, sumOverall, type FiguresScope } from './overall.queries.js';
import { toOverall } from './overall.presenter.js';
import { resolvePeriod, type Period, type PeriodInput } from './period.rules.js';
import { findStatsPerson, sumPerson } from './person.queries.js';
import type { OverallStats, PersonStats } from './stats.contract.js';

export interface StatsDeps {
  readonly database: Database;
  readonly cache: Cache;
  readonly clock: Clock;
}

export type StatsService = ReturnType<typeof createStatsService>;

/** Figures may be as old as this. */
const TTL_SECONDS = 30;

export function createStatsService({ database: { sql }, cache, clock }: StatsDeps) {
  const periodOf = (actor: Actor, input: PeriodInput): Period =>
    resolvePeriod(input, dayOf(clock.now(), actor.organizationTimezone));

  const cached = <T>(actor: Actor, key: string, load: () => Promise<T>): Promise<T> =>
    cache.cached(`${areaKey('stats', actor.organizationId)}${key}`, TTL_SECONDS, load);

  const person = (actor: Actor, wanted: PersonWanted): Promise<PersonStats> => {
    const { operatorId, scope, input } = wanted;
    const period = periodOf(actor, input);
    const reach = scope.cities === null ? '*' : scopeKey(actor);
    const key = `person:${String(operatorId)}:${reach}:${periodKey(actor, period)}`;
    return cached(actor, key, async () => {
      const found = await findStatsPerson(sql, scope.organizationId, operatorId);
      if (!found) throw notFound('The operator');
      const asOf = clock.now();
      const sums = await sumPerson(sql, { scope, person: found, period });
      return {
        operator: { id: found.id, name: found.name },
        period: { ...period, timezone: actor.organizationTimezone },
        asOf,
        calls: toCallFigures(sums.calls),
        orders: toOrderFigures(sums.orders),
        dailyStats: toDailyStats(period, sums.callsByDay, sums.ordersByDay),
      };
    });
  };

  return {
    /** One's own figures, whatever the cities. */
    my: (actor: Actor, input: PeriodInput): Promise<PersonStats> => {
      const scope = { organizationId: actor.organizationId, cities: null };
      return person(actor, { operatorId: actor.operatorId, scope, input });
    },

    /** Another's figures within the cities of the caller. */
    operator: (actor: Actor, { id, ...input }: PeriodInput & { id: number }): Promise<PersonStats> =>
      person(actor, { operatorId: id, scope: figuresScope(actor), input }),

    overall: (actor: Actor, input: PeriodInput): Promise<OverallStats> => {
      const period = periodOf(actor, input);
      const scope = figuresScope(actor);
      return cached(actor, `overall:${scopeKey(actor)}:${periodKey(actor, period)}`, async () => {
        const asOf = clock.now();
        const [sums, operators] = await Promise.all([
          sumOverall(sql, scope, period),
          listStatsOperators(sql, scope.organizationId),
        ]);
        return toOverall({ asOf, period, timezone: actor.organizationTimezone, sums, operators });
      });
    },
  };
}

interface PersonWanted {
  readonly operatorId: number;
  readonly scope: FiguresScope;
  readonly input: PeriodInput;
}

const figuresScope = ({ organizationId, cities }: Actor): FiguresScope => ({ organizationId, cities });

const periodKey = (actor: Actor, { startDate, endDate }: Period): string =>
  `${startDate}:${endDate}:${actor.organizationTimezone}`;
