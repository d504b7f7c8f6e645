import type { Actor } from '../../platform/access/actor.js';
import { invalidField } from '../../platform/http/problem.js';
import type { InstantOrDay } from '../../platform/http/schema.js';
import { searchDigits, type PhoneSearch } from '../../platform/phone.js';
import { addDays } from '../../platform/time.js';
import { dayStart } from './day-starts.js';
import type { CallDirection, CallStatus } from './call-view.contract.js';

/** Which calls a list is asked for, as it comes from the query. */
export interface CallFilterInput {
  readonly dateFrom?: InstantOrDay;
  readonly dateTo?: InstantOrDay;
  readonly operatorId?: number;
  readonly status?: CallStatus;
  readonly city?: string;
  readonly rk?: string;
  readonly direction?: CallDirection;
  readonly disposition?: string;
  readonly avitoName?: string;
  readonly search?: string;
}

/** The rows a person reaches: his cities (null: all), calls without a city, and his own. */
export interface CallScope {
  readonly organizationId: number;
  /** IANA zone in which days are cut. */
  readonly timezone: string;
  readonly cities: readonly string[] | null;
  readonly operatorId: number;
}

export const scopeOf = (actor: Actor): CallScope => ({
  organizationId: actor.organizationId,
  timezone: actor.organizationTimezone,
  cities: actor.cities,
  operatorId: actor.operatorId,
});

export type CallSearch = PhoneSearch | { readonly kind: 'line'; readonly line: string };

/** The same with days and texts resolved. */
export interface CallFilter extends Omit<CallFilterInput, 'dateFrom' | 'dateTo' | 'search'> {
  /** First instant of the range; null: from the first call on. */
  readonly from: Date | null;
  /** End of the range, not included; null: open. */
  readonly to: Date | null;
  readonly search: CallSearch | null;
}

/**
 * Resolves a filter; a day is cut in `timezone` and its end is included, as is an instant.
 * @throws Problem `invalid_fields` when `dateTo` is before `dateFrom`.
 */
export function resolveFilter(
  { dateFrom, dateTo, search, ...rest }: CallFilterInput,
  timezone: string,
): CallFilter {
  const from = dateFrom === undefined ? null : startOf(dateFrom, timezone);
  const to = dateTo === undefined ? null : endOf(dateTo, timezone);
  if (from && to && from >= to) throw invalidField('dateTo', 'out_of_range');
  return { ...rest, from, to, search: search === undefined ? null : readSearch(search) };
}

const startOf = (value: InstantOrDay, timezone: string): Date =>
  value instanceof Date ? value : dayStart(value.day, timezone);

// Instants are kept to the millisecond, so the instant itself is included by ending one later.
const endOf = (value: InstantOrDay, timezone: string): Date =>
  value instanceof Date ? new Date(value.getTime() + 1) : dayStart(addDays(value.day, 1), timezone);

/** A number, its end, or the name of a company line as it stands. */
const readSearch = (search: string): CallSearch => searchDigits(search) ?? { kind: 'line', line: search };
