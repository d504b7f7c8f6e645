import { invalidField } from '../../platform/http/problem.js';
import { addDays, daysBetween } from '../../platform/time.js';
import { DEFAULT_DAYS, MAX_DAYS } from './stats.contract.js';

export interface PeriodInput {
  readonly startDate?: string;
  readonly endDate?: string;
}

/** Days of the organisation's zone, both included. */
export interface Period {
  readonly startDate: string;
  readonly endDate: string;
}

/**
 * The period asked for; without an end until today, without a start 30 days long.
 * @throws Problem `invalid_fields` when it ends before it starts or is longer than 366 days.
 */
export function resolvePeriod({ startDate, endDate }: PeriodInput, today: string): Period {
  const end = endDate ?? today;
  const start = startDate ?? addDays(end, 1 - DEFAULT_DAYS);
  const days = daysBetween(start, end) + 1;
  const field = endDate === undefined ? 'startDate' : 'endDate';
  if (days < 1 || days > MAX_DAYS)
    throw invalidField(field, 'out_of_range', { min: start, max: addDays(start, MAX_DAYS - 1) });
  return { startDate: start, endDate: end };
}
