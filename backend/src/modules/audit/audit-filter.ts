import type { Actor } from '../../platform/access/actor.js';
import type { InferFields, InstantOrDay } from '../../platform/http/schema.js';
import { addDays, startOfDay } from '../../platform/time.js';
import type { AUDIT_FILTER } from './audit.contract.js';

export type AuditFilterQuery = InferFields<typeof AUDIT_FILTER>;

/** What rows of the log are wanted: always of one organisation. */
export interface AuditFilter {
  readonly organizationId: number;
  readonly id: number | null;
  /** Half-open `[from, to)`. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly operatorId: number | null;
  readonly actions: readonly string[];
  /** Beginnings of actions, such as `order.`. */
  readonly prefixes: readonly string[];
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly outcome: string | null;
  readonly ip: string | null;
  readonly requestId: string | null;
}

/** Days are cut in the organisation's time zone. */
export function toAuditFilter(
  { organizationId, organizationTimezone }: Actor,
  query: AuditFilterQuery,
): AuditFilter {
  const { dateFrom, dateTo, action, ...equal } = query;
  const names = action?.split(',') ?? [];
  return {
    ...NOTHING,
    ...equal,
    organizationId,
    from: dateFrom ? startOf(dateFrom, organizationTimezone) : null,
    to: dateTo ? endOf(dateTo, organizationTimezone) : null,
    actions: names.filter((name) => !name.endsWith('.')),
    prefixes: names.filter((name) => name.endsWith('.')),
  };
}

/** Every row of an organisation. */
export const everythingOf = (organizationId: number): AuditFilter => ({ ...NOTHING, organizationId });

const NOTHING = {
  id: null,
  from: null,
  to: null,
  actions: [],
  prefixes: [],
  operatorId: null,
  objectType: null,
  objectId: null,
  outcome: null,
  ip: null,
  requestId: null,
};

const startOf = (from: InstantOrDay, timeZone: string): Date =>
  from instanceof Date ? from : startOfDay(from.day, timeZone);
/** First instant after the range: an instant is included, to the millisecond that is kept, and so is a day. */
const endOf = (to: InstantOrDay, timeZone: string): Date =>
  to instanceof Date ? new Date(to.getTime() + 1) : startOfDay(addDays(to.day, 1), timeZone);
