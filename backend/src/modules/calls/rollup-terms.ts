import type { CallFilter, CallScope } from './call-filter.js';

/** Rows of the day totals that are added or taken away to count a list. */
export interface RollupTerm {
  readonly sign: 1 | -1;
  readonly dim: 'all' | 'operator' | 'city' | 'rk' | 'city_rk' | 'city_operator';
  readonly keys: readonly string[];
  /** SQL of the key of a pending difference `p`; null when every one counts. */
  readonly pendingKey: string | null;
}

export interface RollupTerms {
  readonly terms: readonly RollupTerm[];
  /** The person's own calls outside his cities are not in the totals and have to be counted. */
  readonly countsOwnOutside: boolean;
}

type Dim = RollupTerm['dim'];

/** Separates the parts of a key of two. */
export const KEY_SEPARATOR = '\u001f';
export const pairKey = (city: string, other: string): string => `${city}${KEY_SEPARATOR}${other}`;

/** How `call_day_fold` makes the key of each dimension. */
const PENDING_KEY: Readonly<Record<Dim, string | null>> = {
  all: null,
  operator: 'p.operator_id::text',
  city: `coalesce(p.city, '')`,
  rk: `coalesce(p.rk, '')`,
  city_rk: `coalesce(p.city, '') || chr(31) || coalesce(p.rk, '')`,
  city_operator: `coalesce(p.city, '') || chr(31) || p.operator_id::text`,
};

const term = (dim: Dim, keys: readonly string[], sign: 1 | -1 = 1): RollupTerm => ({
  sign,
  dim,
  keys,
  pendingKey: PENDING_KEY[dim],
});
const only = (...terms: RollupTerm[]): RollupTerms => ({ terms, countsOwnOutside: false });

/** The rows of day totals that count a filter in a scope; null when they cannot, since the totals do not know the filter. */
export function rollupTerms(filter: CallFilter, scope: CallScope): RollupTerms | null {
  if (filter.search !== null || filter.avitoName !== undefined || filter.disposition !== undefined)
    return null;
  const { cities, operatorId: me } = scope;
  if (cities === null || filter.operatorId === me) return unscoped(filter);
  if (filter.operatorId !== undefined) return ofOperator(filter, cities, filter.operatorId);
  if (filter.city === undefined) return inCities(filter, cities, String(me));
  if (cities.includes(filter.city)) return unscoped(filter);
  // Of a city out of reach only his own.
  return filter.rk === undefined ? only(term('city_operator', [pairKey(filter.city, String(me))])) : null;
}

/** Calls of the cities and of none, and what is the person's own elsewhere: his total less what the cities hold already. */
function inCities({ rk }: CallFilter, cities: readonly string[], me: string): RollupTerms {
  const reached = [...cities, ''];
  if (rk !== undefined) {
    const keys = reached.map((city) => pairKey(city, rk));
    return { terms: [term('city_rk', keys)], countsOwnOutside: true };
  }
  const counted = reached.map((city) => pairKey(city, me));
  return only(term('city', reached), term('operator', [me]), term('city_operator', counted, -1));
}

function unscoped({ city, rk, operatorId }: CallFilter): RollupTerms | null {
  if (operatorId !== undefined) {
    if (rk !== undefined) return null;
    const id = String(operatorId);
    return only(city === undefined ? term('operator', [id]) : term('city_operator', [pairKey(city, id)]));
  }
  if (city !== undefined)
    return only(rk === undefined ? term('city', [city]) : term('city_rk', [pairKey(city, rk)]));
  return only(rk === undefined ? term('all', ['']) : term('rk', [rk]));
}

/** Calls of another person within the cities of the scope. */
function ofOperator(
  { city, rk }: CallFilter,
  cities: readonly string[],
  operatorId: number,
): RollupTerms | null {
  if (rk !== undefined) return null;
  const reached = city === undefined ? [...cities, ''] : cities.filter((each) => each === city);
  return only(
    term(
      'city_operator',
      reached.map((each) => pairKey(each, String(operatorId))),
    ),
  );
}
