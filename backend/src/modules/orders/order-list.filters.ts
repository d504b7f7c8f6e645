import type { Actor } from '../../platform/access/actor.js';
import type { InstantOrDay } from '../../platform/http/schema.js';
import { searchDigits } from '../../platform/phone.js';
import { addDays, startOfDay } from '../../platform/time.js';
import { OPEN_LIST } from './order-rows.queries.js';
import { BEFORE_VISIT_STATUSES } from './order-values.js';
import type { ListOrdersQuery } from './orders.contract.js';
import { masterSeesClosedSince } from './orders.policy.js';

/** A condition of the list: SQL with `?` for each of its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export interface FilterContext {
  readonly actor: Actor;
  readonly now: Date;
  /** Zone in which the days of the range are cut. */
  readonly timeZone: string;
}

const DATE_COLUMN = { create: 'o.create_date', meeting: 'o.date_meeting', close: 'o.closing_data' } as const;
const MAX_ID = 2_147_483_647;
/** A viewer sees the last four digits of a number: a longer end would let him guess the others one by one. */
const MASKED_END_DIGITS = 4;

/** Everything a row of the list must fulfil: organisation, scope, filters, search. */
export const conditionsOf = (query: ListOrdersQuery, context: FilterContext): Condition[] => [
  { sql: 'o.organization_id = ?', values: [context.actor.organizationId] },
  plain('o.deleted_at IS NULL'),
  ...scopeConditions(context, query.city),
  ...equalities(query),
  ...stateConditions(query, context.now),
  ...rangeConditions(query, context.timeZone),
  ...(query.search === undefined ? [] : searchConditions(query.search, context.actor)),
];

function scopeConditions({ actor, now }: FilterContext, city: string | undefined): Condition[] {
  if (actor.role === 'master') {
    return [
      {
        sql: 'o.master_id = ? AND (o.closing_data IS NULL OR o.closing_data > ?)',
        values: [actor.masterId, masterSeesClosedSince(now)],
      },
    ];
  }
  if (actor.cities === null || (city !== undefined && actor.cities.includes(city))) return [];
  return [{ sql: 'o.city = ANY (?::text[])', values: [actor.cities] }];
}

function equalities(query: ListOrdersQuery): Condition[] {
  const wanted: readonly (readonly [string, unknown])[] = [
    ['o.status_order', query.status],
    ['o.city', query.city],
    ['o.rk', query.rk],
    ['o.operator_name_id', query.operatorId],
    ['o.master_id', query.masterId],
    ['o.type_order', query.typeOrder],
    ['o.type_equipment', query.typeEquipment],
    ['o.avito_name', query.avitoName],
  ];
  return wanted
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => ({ sql: `${column} = ?`, values: [value] }));
}

const BEFORE_VISIT_LIST = BEFORE_VISIT_STATUSES.map((status) => `'${status}'`).join(', ');

/** Statuses are literal, so that the planner can prove the predicates of the partial indexes. */
function stateConditions({ isOpen, isLate, withoutMaster }: ListOrdersQuery, now: Date): Condition[] {
  const late = `(o.status_order IN (${BEFORE_VISIT_LIST}) AND o.date_meeting < ?)`;
  const wanted: readonly (readonly [boolean | undefined, Condition, Condition])[] = [
    [isOpen, plain(`o.status_order IN (${OPEN_LIST})`), plain('o.closing_data IS NOT NULL')],
    [isLate, { sql: late, values: [now] }, { sql: `NOT ${late}`, values: [now] }],
    [withoutMaster, plain('o.master_id IS NULL'), plain('o.master_id IS NOT NULL')],
  ];
  return wanted.flatMap(([answer, yes, no]) => (answer === undefined ? [] : answer ? [yes] : [no]));
}

const plain = (sql: string): Condition => ({ sql, values: [] });

function rangeConditions({ dateType, dateFrom, dateTo }: ListOrdersQuery, timeZone: string): Condition[] {
  const column = DATE_COLUMN[dateType];
  return [
    ...(dateFrom ? [{ sql: `${column} >= ?::timestamptz`, values: [startOf(dateFrom, timeZone)] }] : []),
    ...(dateTo ? [{ sql: `${column} < ?::timestamptz`, values: [endOf(dateTo, timeZone)] }] : []),
  ];
}

/** First instant of the range. */
export const startOf = (from: InstantOrDay, timeZone: string): Date =>
  from instanceof Date ? from : startOfDay(from.day, timeZone);

/** First instant after the range: an instant is included, to the millisecond that is kept, and so is a day. */
export const endOf = (to: InstantOrDay, timeZone: string): Date =>
  to instanceof Date ? new Date(to.getTime() + 1) : startOfDay(addDays(to.day, 1), timeZone);

export type Search =
  | { readonly kind: 'id'; readonly id: number }
  | { readonly kind: 'phone' | 'ending' | 'text'; readonly text: string };

/** What a search text looks for: an id alone (fewer than four digits), a phone or its end, or words. */
export function readSearch(text: string): Search {
  const plain = text.replace(/^[#№]\s*/u, '');
  if (/^\d{1,3}$/.test(plain) || plain !== text)
    return /^\d{1,10}$/.test(plain) ? { kind: 'id', id: Number(plain) } : { kind: 'text', text };
  const phone = searchDigits(text);
  if (!phone) return { kind: 'text', text };
  return phone.kind === 'whole'
    ? { kind: 'phone', text: phone.phone }
    : { kind: 'ending', text: phone.digits };
}

function searchConditions(text: string, actor: Actor): Condition[] {
  const search = readSearch(text);
  switch (search.kind) {
    case 'id':
      return [byId(search.id)];
    case 'phone':
      return [{ sql: 'o.phone = ?', values: [search.text] }];
    case 'ending':
      return [endingCondition(search.text, actor)];
    case 'text':
      return wordConditions(search.text);
  }
}

const byId = (id: number): Condition => (id > MAX_ID ? plain('false') : { sql: 'o.id = ?', values: [id] });

function endingCondition(digits: string, actor: Actor): Condition {
  const exact = byId(Number(digits));
  if (actor.role === 'viewer' && digits.length > MASKED_END_DIGITS) return exact;
  const reversed = Array.from(digits).reverse().join('');
  // As a range, so that a prepared statement can use the index of reversed numbers: `:` follows the digits.
  const ending = 'reverse(o.phone) ~>=~ ? AND reverse(o.phone) ~<~ ?';
  return { sql: `((${ending}) OR ${exact.sql})`, values: [reversed, `${reversed}:`, ...exact.values] };
}

/** Every word stands somewhere in the name or the address, case apart. */
const wordConditions = (text: string): Condition[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => ({
      sql: `lower(o.client_name || ' ' || o.address) LIKE ?`,
      values: [`%${word.replace(/[\\%_]/g, '\\$&')}%`],
    }));

/** Conditions as one WHERE text with numbered parameters, which follow those already there. */
export function toWhere(conditions: readonly Condition[], values: unknown[]): string {
  return conditions
    .map(({ sql, values: given }) => {
      let index = 0;
      return sql.replace(/\?/g, () => {
        values.push(given[index]);
        index += 1;
        return `$${String(values.length)}`;
      });
    })
    .join(' AND ');
}
