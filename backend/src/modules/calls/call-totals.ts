import type { CallFilter, CallScope } from './call-filter.js';
import {
  filterConditions,
  rangeConditions,
  scopeBranches,
  searchBranches,
  crossBranches,
  eachCondition,
  type Branch,
} from './call-conditions.js';
import { columnsOf } from './day-columns.js';
import { splitRange, type SplitRange } from './day-range.js';
import { rollupTerms, type RollupTerm } from './rollup-terms.js';
import type { Parameters } from './sql-text.js';

/** Something that is counted: as columns of the day totals, and as a condition on a call `c` where they do not know the filter. */
export interface Measure {
  readonly columns: readonly string[];
  readonly condition: string;
}

/** The calls of the filter's own status and direction. */
export const measureOf = ({ status, direction }: CallFilter): Measure => ({
  columns: columnsOf({ status, direction }),
  condition: 'true',
});

/** Counting a search by the end of a number stops here. */
export const MAX_COUNTED = 1000;

export interface TotalsQuery {
  readonly filter: CallFilter;
  readonly scope: CallScope;
  /** Counted side by side: the result's columns are `m0`, `m1`, … */
  readonly measures: readonly Measure[];
}

/**
 * SQL of one row of exact counts. Where the filter is made of city, campaign and operator, whole days are the difference of two running
 * totals, whatever the span, plus what is not folded yet; only what sticks out of whole days is counted. Other filters count the rows. A
 * search by the end of a number needs `searchPrelude` before it.
 */
export function totalsSql(query: TotalsQuery, parameters: Parameters): string {
  const { filter, scope, measures } = query;
  const terms = rollupTerms(filter, scope);
  const days = splitRange(filter, scope.timezone);
  const parts =
    terms && days
      ? rolledParts({ ...query, terms, days }, parameters)
      : [countSql(query, filter, parameters)];
  const sums = measures.map((_, index) => `coalesce(sum(m${String(index)}), 0)::bigint AS m${String(index)}`);
  return `SELECT ${sums.join(', ')} FROM (${parts.join('\n  UNION ALL ')}) counted`;
}

interface RolledQuery extends TotalsQuery {
  readonly terms: NonNullable<ReturnType<typeof rollupTerms>>;
  readonly days: SplitRange;
}

function rolledParts(query: RolledQuery, parameters: Parameters): string[] {
  const { terms, days, filter, scope } = query;
  const org = parameters.add(scope.organizationId, 'int');
  const rolled = terms.terms.flatMap((term) => [
    runningSql({ ...query, org, term }, parameters),
    pendingSql({ ...query, org, term }, parameters),
  ]);
  const edges = days.edges.map((edge) => countSql(query, { ...filter, ...edge }, parameters));
  const own = terms.countsOwnOutside ? [ownOutsideSql(query, parameters)] : [];
  return [...rolled, ...edges, ...own];
}

interface TermQuery extends RolledQuery {
  readonly org: string;
  readonly term: RollupTerm;
}

const sumOf = (alias: string, { columns }: Measure): string =>
  columns.length === 0 ? '0' : columns.map((column) => `${alias}.${column}`).join(' + ');

/** The running total at the last whole day less the one before the first. */
function runningSql({ org, term, days, measures }: TermQuery, parameters: Parameters): string {
  const upTo = (name: string, condition: string): string => `LEFT JOIN LATERAL (
      SELECT ${measures.map((measure, index) => `${sumOf('d', measure)} AS m${String(index)}`).join(', ')}
      FROM call_day d
      WHERE d.organization_id = ${org} AND d.dim = '${term.dim}' AND d.key = wanted.key${condition}
      ORDER BY d.day DESC LIMIT 1
    ) ${name} ON true`;
  const first = days.firstDay && upTo('before', ` AND d.day < ${parameters.add(days.firstDay, 'date')}`);
  const last = upTo('upto', days.lastDay ? ` AND d.day <= ${parameters.add(days.lastDay, 'date')}` : '');
  const difference = (index: number): string =>
    first
      ? `coalesce(upto.m${String(index)}, 0) - coalesce(before.m${String(index)}, 0)`
      : `coalesce(upto.m${String(index)}, 0)`;
  const sums = measures.map((_, index) => `${signOf(term)}sum(${difference(index)}) AS m${String(index)}`);
  return `SELECT ${sums.join(', ')} FROM ${keysSql(term, parameters)} wanted (key) ${last} ${first ?? ''}`;
}

// A list of unknown length is taken for ten, and ten probes for enough to plan the statement anew each time: one key is said as one.
function keysSql({ keys: [key = '', ...more] }: RollupTerm, parameters: Parameters): string {
  if (more.length > 0) return `unnest(${parameters.add([key, ...more], 'text[]')})`;
  return `(SELECT ${parameters.add(key, 'text')})`;
}

/** What the worker has not folded into the running totals yet. */
function pendingSql({ org, term, days, measures }: TermQuery, parameters: Parameters): string {
  const conditions = [
    `p.organization_id = ${org}`,
    ...(days.firstDay ? [`p.day >= ${parameters.add(days.firstDay, 'date')}`] : []),
    ...(days.lastDay ? [`p.day <= ${parameters.add(days.lastDay, 'date')}`] : []),
    ...(term.pendingKey === null
      ? []
      : [`${term.pendingKey} = ANY (${parameters.add([...term.keys], 'text[]')})`]),
  ];
  const sums = measures.map(
    (measure, index) => `${signOf(term)}sum(${sumOf('p', measure)}) AS m${String(index)}`,
  );
  return `SELECT ${sums.join(', ')} FROM call_delta p WHERE ${conditions.join(' AND ')}`;
}

const signOf = ({ sign }: RollupTerm): string => (sign === 1 ? '' : '-');

/** Counts the rows of a filter in the scope. */
function countSql({ scope, measures }: TotalsQuery, filter: CallFilter, parameters: Parameters): string {
  const common = filterConditions(filter, scope, parameters);
  const branches = crossBranches([
    scopeBranches(filter, scope, { reading: 'as-condition', parameters }),
    searchBranches(filter.search, parameters),
  ]);
  const counts = branches.map((branch) =>
    countBranch({ common, branch, measures, isBounded: filter.search?.kind === 'ending' }),
  );
  return counts.join('\n  UNION ALL ');
}

interface BranchCount {
  readonly common: readonly string[];
  readonly branch: Branch;
  readonly measures: readonly Measure[];
  readonly isBounded: boolean;
}

function countBranch({ common, branch, measures, isBounded }: BranchCount): string {
  const where = [...common, ...branch.conditions, ...(branch.each ? [eachCondition(branch.each)] : [])].join(
    ' AND ',
  );
  const counted = measures.map(({ condition }, index) =>
    condition === 'true'
      ? `count(*) AS m${String(index)}`
      : `count(*) FILTER (WHERE ${condition}) AS m${String(index)}`,
  );
  // One row more than the bound tells that there are more.
  const rows = isBounded
    ? `(SELECT c.* FROM call c WHERE ${where} LIMIT ${String(MAX_COUNTED + 1)}) c`
    : `call c WHERE ${where}`;
  return `SELECT ${counted.join(', ')} FROM ${rows}`;
}

/** A person's own calls outside his cities, over the whole days of the range. */
function ownOutsideSql({ scope, filter, days, measures }: RolledQuery, parameters: Parameters): string {
  const { from, to } = days.inner;
  const common = [
    ...filterConditions({ ...filter, from: null, to: null }, scope, parameters),
    ...rangeConditions({ from, to }, parameters),
  ];
  const conditions = [
    `c.operator_id = ${parameters.add(scope.operatorId, 'int')}`,
    `c.city <> ALL (${parameters.add([...(scope.cities ?? [])], 'text[]')})`,
  ];
  return countBranch({ common, branch: { conditions }, measures, isBounded: false });
}
