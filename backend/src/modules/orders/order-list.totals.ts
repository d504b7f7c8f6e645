import type { Actor } from '../../platform/access/actor.js';
import type { InstantOrDay } from '../../platform/http/schema.js';
import { cityCampaignKey, type TotalsWanted } from './order-totals.queries.js';
import type { ListOrdersQuery } from './orders.contract.js';

/** Filters of which day totals know nothing. */
const NOT_IN_TOTALS = [
  'typeOrder',
  'typeEquipment',
  'avitoName',
  'search',
  'isLate',
  'withoutMaster',
] as const;

/** The day totals that give the size of this list; null when they cannot and the rows must be counted. */
export function totalsWanted(query: ListOrdersQuery, actor: Actor): TotalsWanted | null {
  const range = dayRange(query);
  if (!range || actor.role === 'master' || NOT_IN_TOTALS.some((name) => query[name] !== undefined))
    return null;
  const dimension = dimensionOf(query, actor);
  return dimension && { organizationId: actor.organizationId, ...dimension, ...range };
}

function dayRange({
  dateType,
  dateFrom,
  dateTo,
}: ListOrdersQuery): Pick<TotalsWanted, 'fromDay' | 'toDay'> | null {
  const isDay = (end: InstantOrDay | undefined): boolean =>
    end === undefined || (!(end instanceof Date) && dateType === 'create');
  if (!isDay(dateFrom) || !isDay(dateTo)) return null;
  const dayOfEnd = (end: InstantOrDay | undefined): string | null =>
    end === undefined || end instanceof Date ? null : end.day;
  return { fromDay: dayOfEnd(dateFrom), toDay: dayOfEnd(dateTo) };
}

function dimensionOf(query: ListOrdersQuery, actor: Actor): Pick<TotalsWanted, 'dimension' | 'keys'> | null {
  const { city, rk, operatorId, masterId } = query;
  const cities = citiesOf(actor, city);
  if (operatorId !== undefined || masterId !== undefined)
    return cities === null && rk === undefined ? ofPerson(query) : null;
  if (cities === null)
    return rk === undefined ? { dimension: 'all', keys: [''] } : { dimension: 'rk', keys: [rk] };
  return rk === undefined
    ? { dimension: 'city', keys: cities }
    : { dimension: 'city_rk', keys: cities.map((name) => cityCampaignKey(name, rk)) };
}

function ofPerson({
  operatorId,
  masterId,
}: ListOrdersQuery): Pick<TotalsWanted, 'dimension' | 'keys'> | null {
  if (operatorId === undefined) return { dimension: 'master', keys: [String(masterId)] };
  return masterId === undefined ? { dimension: 'operator', keys: [String(operatorId)] } : null;
}

/** The cities of the list: the one asked for, if the caller reaches it, else his; null is every city. */
function citiesOf({ cities }: Actor, city: string | undefined): readonly string[] | null {
  if (city === undefined) return cities;
  return cities === null || cities.includes(city) ? [city] : [];
}
