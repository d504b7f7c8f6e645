import type { Sql } from '../../platform/db/database.js';
import {
  CALLS,
  CALLS_OF_DAY,
  named,
  ORDERS,
  ORDERS_OF_DAY,
  partsSql,
  seriesSql,
  spanSql,
  type PartRow,
} from './day-totals.sql.js';
import {
  CALL_SUMS,
  DAY_CALLS,
  DAY_ORDERS,
  NO_CALLS,
  NO_ORDERS,
  ORDER_SUMS,
  personDay,
  personSums,
  type CallSums,
  type DayCalls,
  type DayOrders,
  type OrderSums,
} from './figures.rules.js';
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
export async function findStatsPerson(
  sql: Sql,
  organizationId: number,
  id: number,
): Promise<StatsPerson | null> {
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
  readonly callsByDay: ReadonlyMap<string, DayCalls>;
  readonly orders: OrderSums;
  readonly ordersByDay: ReadonlyMap<string, DayOrders>;
}

type OrderRole = 'operator' | 'master';

/** Orders count by author, for a master by master. */
const orderRoleOf = ({ role }: StatsPerson): OrderRole => (role === 'master' ? 'master' : 'operator');

/** Keys of a dimension of people; within cities they are pairs. */
const keyOf = (person: string, isInCities: boolean): string =>
  isInCities ? `city || chr(31) || ${person}` : person;
const dimOf = (dim: string, isInCities: boolean): string => `'${isInCities ? `city_${dim}` : dim}'`;

/** Parameters: `$4` the person, for a master `$5` the master's row, last the cities when they count. */
function personSql(orderRole: OrderRole, isInCities: boolean): string {
  const places = orderRole === 'master' ? '$6::text[]' : '$5::text[]';
  const cities = isInCities ? ` FROM unnest(${places}) city` : '';
  const dim = (name: string): string => dimOf(name, isInCities);
  const person = keyOf('$4::int::text', isInCities);
  const author = keyOf(orderRole === 'master' ? '$5::int::text' : '$4::int::text', isInCities);
  const inCities = isInCities ? `coalesce(p.city, '') = ANY (${places})` : 'true';
  const ofPerson = `${inCities} AND (p.operator_id = $4::int OR $4::int = ANY (p.missed_by))`;
  const ofAuthor = `${inCities} AND ${orderRole === 'master' ? 'p.master_id = $5::int' : 'p.operator_id = $4::int'}`;
  const slots = `SELECT 'own' WHERE p.operator_id = $4::int UNION ALL SELECT 'rang_at' WHERE $4::int = ANY (p.missed_by)`;
  return partsSql({
    calls: spanSql(CALLS, {
      wanted: `SELECT 'own', '', ${dim('operator')}, ${person}${cities} UNION ALL SELECT 'rang_at', '', ${dim('missed_by')}, ${person}${cities}`,
      pendingOf: `(SELECT slot, '' FROM (${slots}) each (slot))`,
      pendingWhere: ofPerson,
    }),
    callDays: seriesSql(CALLS_OF_DAY, {
      wanted: `SELECT 'own', ${dim('operator')}, ${person}${cities} UNION ALL SELECT 'rang_at', ${dim('missed_by')}, ${person}${cities}`,
      pendingOf: `(${slots})`,
      pendingWhere: ofPerson,
    }),
    orders: spanSql(ORDERS, {
      wanted: `SELECT 'own', '', ${dim(orderRole)}, ${author}${cities}`,
      pendingOf: `(SELECT 'own', '')`,
      pendingWhere: ofAuthor,
    }),
    orderDays: seriesSql(ORDERS_OF_DAY, {
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
      ...(role === 'master' ? [person.masterId] : []),
      ...(cities === null ? [] : [[...cities, '']]),
    ],
  });
  const calls = bySlot(rows, 'calls');
  const own = daysOf(rows, { part: 'callDays', slot: 'own', names: DAY_CALLS });
  const rangAt = daysOf(rows, { part: 'callDays', slot: 'rang_at', names: DAY_CALLS });
  const days = [...new Set([...own.keys(), ...rangAt.keys()])];
  const orders = rows.find(({ part }) => part === 'orders');
  return {
    calls: personSums(calls('own'), calls('rang_at')),
    callsByDay: new Map(days.map((date) => [date, personDay(own.get(date), rangAt.get(date))])),
    orders: orders ? named(ORDER_SUMS, orders.values) : NO_ORDERS,
    ordersByDay: daysOf(rows, { part: 'orderDays', slot: 'own', names: DAY_ORDERS }),
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
    rows
      .filter((row) => row.part === part && row.slot === slot)
      .map((row) => [row.id, named(names, row.values)]),
  );
