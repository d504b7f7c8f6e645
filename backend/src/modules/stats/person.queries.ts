import type { Sql } from '../../platform/db/database.js';
import { CALLS, named, ORDERS, partsSql, seriesSql, spanSql, type PartRow } from './day-totals.sql.js';
import { CALL_SUMS, NO_CALLS, NO_ORDERS, ORDER_SUMS, personSums, type CallSums, type OrderSums } from './figures.rules.js';
import type { FiguresScope } from './overall.queries.js';
import type { Period } from './period.rules.js';

export interface StatsPerson {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  /** The master's row of a person who signs in as one. */
  readonly masterId: number | null;
}

/** A person of the organisation; null when there is none. */
export async function findStatsPerson(sql: Sql, organizationId: number, id: number): Promise<StatsPerson | null> {
  const [row] = await sql.query<StatsPerson>({
    name: 'stats-person',
    text: `SELECT o.id, o.name, o.role, m.id AS "masterId"
           FROM callcentre_operator o LEFT JOIN master m ON m.operator_id = o.id AND m.organization_id = o.organization_id
           WHERE o.organization_id = $1::int AND o.id = $2::int`,
    values: [organizationId, id],
  });
  return row ?? null;
}

export interface PersonSums {
  readonly calls: CallSums;
  readonly callsByDay: ReadonlyMap<string, CallSums>;
  readonly orders: OrderSums;
  readonly ordersByDay: ReadonlyMap<string, OrderSums>;
}

type OrderRole = 'operator' | 'master';

/** Orders count by author, for a master by master. */
const orderRoleOf = ({ role }: StatsPerson): OrderRole => (role === 'master' ? 'master' : 'operator');

/** Keys of a dimension of people: `$4` is the person, `$6` the master; within cities `$5` they are pairs. */
const keyOf = (person: string, isInCities: boolean): string => (isInCities ? `city || chr(31) || ${person}` : person);
const dimOf = (dim: string, isInCities: boolean): string => `'${isInCities ? `city_${dim}` : dim}'`;

function personSql(orderRole: OrderRole, isInCities: boolean): string {
  const cities = isInCities ? ' FROM unnest($5::text[]) city' : '';
  const dim = (name: string): string => dimOf(name, isInCities);
  const person = keyOf('$4::text', isInCities);
  const author = keyOf(orderRole === 'master' ? '$6::text' : '$4::text', isInCities);
  const inCities = isInCities ? `coalesce(p.city, '') = ANY ($5::text[])` : 'true';
  const ofPerson = `${inCities} AND (p.operator_id = $4::int OR $4::int = ANY (p.missed_by))`;
  const ofAuthor = `${inCities} AND ${orderRole === 'master' ? 'p.master_id = $6::int' : 'p.operator_id = $4::int'}`;
  const slots = `SELECT 'own' WHERE p.operator_id = $4::int UNION ALL SELECT 'rang_at' WHERE $4::int = ANY (p.missed_by)`;
  return partsSql({
    calls: spanSql(CALLS, {
      wanted: `SELECT 'own', '', ${dim('operator')}, ${person}${cities} UNION ALL SELECT 'rang_at', '', ${dim('missed_by')}, ${person}${cities}`,
      pendingOf: `(SELECT slot, '' FROM (${slots}) each (slot))`,
      pendingWhere: ofPerson,
    }),
    callDays: seriesSql(CALLS, {
      wanted: `SELECT 'own', ${dim('operator')}, ${person}${cities} UNION ALL SELECT 'rang_at', ${dim('missed_by')}, ${person}${cities}`,
      pendingOf: `(${slots})`,
      pendingWhere: ofPerson,
    }),
    orders: spanSql(ORDERS, {
      wanted: `SELECT 'own', '', ${dim(orderRole)}, ${author}${cities}`,
      pendingOf: `(SELECT 'own', '')`,
      pendingWhere: ofAuthor,
    }),
    orderDays: seriesSql(ORDERS, {
      wanted: `SELECT 'own', ${dim(orderRole)}, ${author}${cities}`,
      pendingOf: `(SELECT 'own')`,
      pendingWhere: ofAuthor,
    }),
  });
}

const STATEMENTS = {
  operator: { all: personSql('operator', false), cities: personSql('operator', true) },
  master: { all: personSql('master', false), cities: personSql('master', true) },
};

export interface PersonQuery {
  readonly scope: FiguresScope;
  readonly person: StatsPerson;
  readonly period: Period;
}

/** All figures of one person, of one moment. */
export async function sumPerson(sql: Sql, { scope, person, period }: PersonQuery): Promise<PersonSums> {
  const role = orderRoleOf(person);
  const reach = scope.cities === null ? 'all' : 'cities';
  const { organizationId, cities } = scope;
  const rows = await sql.query<PartRow>({
    name: `stats-person-${role}-${reach}`,
    text: STATEMENTS[role][reach],
    values: [
      organizationId,
      period.startDate,
      period.endDate,
      person.id,
      cities === null ? null : [...cities, ''],
      person.masterId,
    ],
  });
  const calls = bySlot(rows, 'calls');
  const own = daysOf(rows, { part: 'callDays', slot: 'own', names: CALL_SUMS });
  const rangAt = daysOf(rows, { part: 'callDays', slot: 'rang_at', names: CALL_SUMS });
  const days = [...new Set([...own.keys(), ...rangAt.keys()])];
  const orders = rows.find(({ part }) => part === 'orders');
  return {
    calls: personSums(calls('own'), calls('rang_at')),
    callsByDay: new Map(
      days.map((date) => [date, personSums(own.get(date) ?? NO_CALLS, rangAt.get(date) ?? NO_CALLS)]),
    ),
    orders: orders ? named(ORDER_SUMS, orders.values) : NO_ORDERS,
    ordersByDay: daysOf(rows, { part: 'orderDays', slot: 'own', names: ORDER_SUMS }),
  };
}

const bySlot =
  (rows: readonly PartRow[], part: string) =>
  (slot: string): CallSums => {
    const row = rows.find((each) => each.part === part && each.slot === slot);
    return row ? named(CALL_SUMS, row.values) : NO_CALLS;
  };

interface DaysWanted<K extends string> {
  readonly part: string;
  readonly slot: string;
  readonly names: readonly K[];
}

const daysOf = <K extends string>(rows: readonly PartRow[], { part, slot, names }: DaysWanted<K>) =>
  new Map(
    rows.filter((row) => row.part === part && row.slot === slot).map((row) => [row.id, named(names, row.values)]),
  );
