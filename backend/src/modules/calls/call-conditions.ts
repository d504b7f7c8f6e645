import type { CallFilter, CallScope, CallSearch } from './call-filter.js';
import type { CallDirection } from './call-view.contract.js';
import type { CallOrder, CallPosition } from './call-cursor.js';
import type { Parameters } from './sql-text.js';

/**
 * A list is read as a union of branches, each of which one index answers in the order of the list; `c` is the call. Every call that fits
 * the filter and the scope is in exactly one branch.
 */
export interface Branch {
  readonly conditions: readonly string[];
  /** The branch is read value by value of a column, since the index is in order within one value only. */
  readonly each?: Each;
  /** The branch is small and is read whole before it is sorted: its index does not know the order. */
  readonly isSmall?: boolean;
}

export const SORT_COLUMN = {
  dateCreate: 'c.date_create',
  talkSeconds: 'c.talk_seconds',
  waitSeconds: 'c.wait_seconds',
} as const;

export interface Each {
  readonly column: 'city' | 'phone_ats';
  /** Set of the values, as SQL that `IN (…)` and `FROM (…)` take. */
  readonly values: string;
}

/** The condition that says of a whole branch what `each` says value by value. */
export const eachCondition = ({ column, values }: Each): string => `c.${column} IN (${values})`;

const DIRECTION_CONDITION: Readonly<Record<CallDirection, string>> = {
  inbound: `c.direction <> 'internal' AND c.direction = 'inbound'`,
  outbound: `c.direction <> 'internal' AND c.direction = 'outbound'`,
  internal: `c.direction = 'internal'`,
};

/** What the filter says but for search: conditions on `c`. */
export function filterConditions(filter: CallFilter, scope: CallScope, parameters: Parameters): string[] {
  const { direction, from, to } = filter;
  const equal = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`c.${column} = ${parameters.add(value, type)}`];
  return [
    `c.organization_id = ${parameters.add(scope.organizationId, 'int')}`,
    // Said as constants, since partial indexes are chosen by them.
    direction === undefined ? `c.direction <> 'internal'` : DIRECTION_CONDITION[direction],
    ...equal('status', filter.status, 'text'),
    ...equal('city', filter.city, 'text'),
    ...equal('rk', filter.rk, 'text'),
    ...equal('operator_id', filter.operatorId, 'int'),
    ...equal('disposition', filter.disposition, 'text'),
    ...equal('avito_name', filter.avitoName, 'text'),
    ...rangeConditions({ from, to }, parameters),
  ];
}

export const rangeConditions = (
  range: { from: Date | null; to: Date | null },
  parameters: Parameters,
): string[] => [
  ...(range.from ? [`c.date_create >= ${parameters.add(range.from, 'timestamptz')}`] : []),
  ...(range.to ? [`c.date_create < ${parameters.add(range.to, 'timestamptz')}`] : []),
];

/** How the scope of a list is read: city by city in the order of the list, or as one condition beside a more telling one. */
export type ScopeReading = 'by-city' | 'as-condition';

export const scopeReading = (
  { search, avitoName, disposition }: CallFilter,
  { by }: Pick<CallOrder, 'by'>,
): ScopeReading =>
  by === 'dateCreate' && search === null && avitoName === undefined && disposition === undefined
    ? 'by-city'
    : 'as-condition';

interface ScopeOptions {
  readonly reading: ScopeReading;
  readonly parameters: Parameters;
}

/** Branches of the scope, disjoint. */
export function scopeBranches(
  filter: CallFilter,
  scope: CallScope,
  { reading, parameters }: ScopeOptions,
): Branch[] {
  if (scope.cities === null || filter.operatorId === scope.operatorId) return [{ conditions: [] }];
  const own = (): string => `c.operator_id = ${parameters.add(scope.operatorId, 'int')}`;
  if (filter.city !== undefined) return [{ conditions: scope.cities.includes(filter.city) ? [] : [own()] }];
  const cities = parameters.add([...scope.cities], 'text[]');
  if (filter.operatorId !== undefined)
    return [{ conditions: [`(c.city = ANY (${cities}) OR c.city IS NULL)`] }];
  if (reading === 'as-condition')
    return [{ conditions: [`(c.city = ANY (${cities}) OR c.city IS NULL OR ${own()})`] }];
  return [
    { conditions: [], each: { column: 'city', values: `SELECT unnest(${cities})` } },
    { conditions: ['c.city IS NULL'] },
    { conditions: [own(), `c.city <> ALL (${cities})`] },
  ];
}

/** CTE of the company numbers that end so, for {@link searchBranches}; empty for other searches. */
export function searchPrelude(
  search: CallSearch | null,
  { organizationId }: CallScope,
  parameters: Parameters,
): string {
  if (search?.kind !== 'ending') return '';
  const organization = parameters.add(organizationId, 'int');
  const { digits } = search;
  // Skips through the index of lines: a probe for each number that was ever dialled, whatever the calls.
  return `RECURSIVE dialled (line) AS (
    SELECT min(l.phone_ats) FROM call l WHERE l.organization_id = ${organization}
    UNION ALL
    SELECT (SELECT min(l.phone_ats) FROM call l WHERE l.organization_id = ${organization} AND l.phone_ats > dialled.line)
    FROM dialled WHERE dialled.line IS NOT NULL
  ), dialled_ending AS MATERIALIZED (
    SELECT line FROM dialled WHERE right(line, ${String(digits.length)}) = ${parameters.add(digits, 'text')}
  ),`;
}

/** Branches of a search, disjoint: the client's number, and the company number he dialled. */
export function searchBranches(search: CallSearch | null, parameters: Parameters): Branch[] {
  if (search === null) return [{ conditions: [] }];
  if (search.kind === 'line')
    return [{ conditions: [`c.phone_ats = ${parameters.add(search.line, 'text')}`] }];
  if (search.kind === 'whole') {
    const phone = parameters.add(search.phone, 'text');
    return [
      { conditions: [`c.phone_client = ${phone}`] },
      { conditions: [`c.phone_ats = ${phone}`, `c.phone_client IS DISTINCT FROM ${phone}`] },
    ];
  }
  const reversed = Array.from(search.digits).reverse().join('');
  const from = parameters.add(reversed, 'text');
  // The first text after all that begin so: a colon follows the nine.
  const to = parameters.add(`${reversed}:`, 'text');
  // The operators of the index of reversed numbers: as a range, so that the bounds may be parameters.
  const ending = `(reverse(c.phone_client) ~>=~ ${from} AND reverse(c.phone_client) ~<~ ${to})`;
  return [
    { conditions: [ending], isSmall: true },
    {
      conditions: [`${ending} IS NOT TRUE`],
      each: { column: 'phone_ats', values: 'SELECT line FROM dialled_ending' },
    },
  ];
}

/** What stands after a position of the list, as disjoint branches; calls without the value stand last, or first when ascending. */
export function positionBranches(
  { by, order }: CallOrder,
  position: CallPosition | null,
  parameters: Parameters,
): Branch[] {
  if (!position) return [{ conditions: [] }];
  const column = SORT_COLUMN[by];
  const beyond = order === 'desc' ? '<' : '>';
  const id = parameters.add(position.id, 'int');
  if (position.key === null) {
    const rest = { conditions: [`${column} IS NULL`, `c.id ${beyond} ${id}`] };
    return order === 'desc' ? [rest] : [rest, { conditions: [`${column} IS NOT NULL`] }];
  }
  const key =
    by === 'dateCreate'
      ? parameters.add(new Date(position.key), 'timestamptz')
      : parameters.add(position.key, 'int');
  const after = { conditions: [`(${column}, c.id) ${beyond} (${key}, ${id})`] };
  return by !== 'dateCreate' && order === 'desc' ? [after, { conditions: [`${column} IS NULL`] }] : [after];
}

/** Every combination of branches of the parts: a call is in exactly one when that holds for each part. */
export const crossBranches = (parts: readonly (readonly Branch[])[]): Branch[] =>
  parts.reduce<Branch[]>(
    (found, part) => found.flatMap((left) => part.map((right) => both(left, right))),
    [{ conditions: [] }],
  );

const both = (left: Branch, right: Branch): Branch => ({
  ...left,
  ...right,
  conditions: [...left.conditions, ...right.conditions],
});
