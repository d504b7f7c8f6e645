import type { Sql } from '../../platform/db/database.js';
import { OPEN_STATUSES, type OrderStatus, type TypeEquipment } from '../orders/index.js';
import type { RingBrief } from './ring-brief.contract.js';
import { lateMinutes, rankReasons, type RingFacts } from './ring-brief.rules.js';

/** JSON carries instants as text. */
interface OrderFacts {
  readonly id: number;
  readonly statusOrder: OrderStatus;
  readonly typeEquipment: TypeEquipment;
  readonly dateMeeting: string;
  readonly closedAt: string | null;
  readonly createdAt: string;
  readonly clientName: string;
  readonly address: string;
  readonly city: string;
  /** IANA zone of the order's city, in which its visit is agreed. */
  readonly timezone: string;
  readonly problem: string;
  readonly masterId: number | null;
  readonly masterName: string | null;
}

interface BriefRow {
  readonly callId: number;
  readonly now: Date;
  readonly phone: string | null;
  readonly phoneAts: string | null;
  readonly rk: string | null;
  readonly city: string | null;
  readonly timezone: string | null;
  readonly avitoName: string | null;
  readonly isInbound: boolean;
  readonly earlierCalls: number;
  readonly lastAt: Date | null;
  readonly missedToday: number;
  readonly missedTimes: readonly string[] | null;
  readonly classifiedAt: Date | null;
  readonly disposition: string | null;
  readonly ordersTotal: number;
  readonly spent: number;
  readonly openOrder: OrderFacts | null;
  readonly latest: OrderFacts | null;
  readonly completed: OrderFacts | null;
  readonly refused: OrderFacts | null;
}

export interface RingBriefsQuery {
  readonly organizationId: number;
  readonly callIds: readonly number[];
  /** The present moment; the database's by default. */
  readonly now?: Date;
}

const OPEN = `(${OPEN_STATUSES.map((status) => `'${status}'`).join(', ')})`;
const ORDER_JSON = `jsonb_build_object('id', o.id, 'statusOrder', o.status_order, 'typeEquipment', o.type_equipment,
    'dateMeeting', o.date_meeting, 'closedAt', o.closing_data, 'createdAt', o.create_date, 'clientName', o.client_name,
    'address', o.address, 'city', o.city, 'timezone', v.timezone, 'problem', o.problem, 'masterId', m.id, 'masterName', m.name)`;

// One statement, reading only the rows of this client: both indexes begin with (organization_id, number).
const BRIEF = `
  SELECT c.id AS "callId", seen.now, c.phone_client AS phone, c.phone_ats AS "phoneAts", c.rk, c.city, place.timezone, c.avito_name AS "avitoName",
    c.direction = 'inbound' AS "isInbound",
    known.*, ordered.*
  FROM unnest($2::int[]) AS wanted (id)
  JOIN call c ON c.id = wanted.id
  JOIN organization g ON g.id = c.organization_id
  CROSS JOIN LATERAL (SELECT coalesce($3::timestamptz, now()) AS now) seen
  CROSS JOIN LATERAL (
    SELECT date_trunc('day', seen.now AT TIME ZONE g.timezone) AT TIME ZONE g.timezone AS start
  ) today
  LEFT JOIN city place ON place.organization_id = c.organization_id AND place.name = c.city
  CROSS JOIN LATERAL (
    SELECT
      (count(*) FILTER (WHERE e.direction = 'inbound'))::int AS "earlierCalls",
      max(e.date_create) FILTER (WHERE e.direction = 'inbound') AS "lastAt",
      (count(*) FILTER (WHERE e.status = 'missed' AND e.date_create >= today.start))::int AS "missedToday",
      to_jsonb((array_agg(e.date_create ORDER BY e.date_create DESC)
        FILTER (WHERE e.status = 'missed' AND e.date_create >= today.start))[1:3]) AS "missedTimes",
      max(e.date_create) FILTER (WHERE e.disposition IS NOT NULL) AS "classifiedAt",
      (array_agg(e.disposition ORDER BY e.date_create DESC, e.id DESC) FILTER (WHERE e.disposition IS NOT NULL))[1] AS disposition
    FROM call e
    WHERE e.organization_id = c.organization_id AND e.phone_client = c.phone_client
      AND (e.date_create, e.id) < (c.date_create, c.id)
  ) known
  CROSS JOIN LATERAL (
    SELECT
      count(*)::int AS "ordersTotal",
      coalesce(sum(o.result) FILTER (WHERE o.status_order = 'completed'), 0)::float8 AS spent,
      (array_agg(${ORDER_JSON} ORDER BY abs(extract(epoch FROM o.date_meeting - seen.now)), o.id)
        FILTER (WHERE o.status_order IN ${OPEN}))[1] AS "openOrder",
      (array_agg(${ORDER_JSON} ORDER BY o.create_date DESC, o.id DESC))[1] AS latest,
      (array_agg(${ORDER_JSON} ORDER BY o.closing_data DESC, o.id DESC) FILTER (WHERE o.status_order = 'completed'))[1] AS completed,
      (array_agg(${ORDER_JSON} ORDER BY o.closing_data DESC, o.id DESC) FILTER (WHERE o.status_order = 'refused'))[1] AS refused
    FROM "order" o JOIN city v ON v.organization_id = o.organization_id AND v.name = o.city
      LEFT JOIN master m ON m.id = o.master_id
    WHERE o.organization_id = c.organization_id AND o.phone = c.phone_client AND o.deleted_at IS NULL
  ) ordered
  WHERE c.organization_id = $1::int`;

/** The ring briefs of calls by id, phone numbers in full; calls that are not there have none. One statement for all of them. */
export async function ringBriefsOf(
  sql: Sql,
  { organizationId, callIds, now }: RingBriefsQuery,
): Promise<ReadonlyMap<number, RingBrief>> {
  if (callIds.length === 0) return new Map();
  const rows = await sql.query<BriefRow>({
    name: 'ring-briefs',
    text: BRIEF,
    values: [organizationId, callIds, now?.toISOString() ?? null],
  });
  return new Map(rows.map((row) => [row.callId, toRingBrief(row)]));
}

function toRingBrief(row: BriefRow): RingBrief {
  const openOrder = row.openOrder && toOpenOrder(row.openOrder);
  return {
    callId: row.callId,
    ...knownFrom(row.latest),
    phone: row.phone,
    calls: {
      total: row.earlierCalls + (row.isInbound ? 1 : 0),
      missedToday: row.missedToday,
      lastAt: row.lastAt,
    },
    orders: { total: row.ordersTotal, spent: row.spent },
    openOrder: openOrder && { ...openOrder, lateMinutes: lateMinutes(openOrder, row.now) },
    lastOutcome: lastOutcome(row),
    phoneAts: row.phoneAts,
    rk: row.rk,
    city: row.city,
    timezone: row.timezone,
    avitoName: row.avitoName,
    reasons: rankReasons({
      now: row.now,
      hasNumber: row.phone !== null,
      earlierCalls: row.earlierCalls,
      missedToday: row.missedToday,
      missedTimes: (row.missedTimes ?? []).map((at) => new Date(at)),
      ordersTotal: row.ordersTotal,
      openOrder,
      completed: toClosed(row.completed),
      refused: toClosed(row.refused),
    }),
  };
}

/** What his latest order tells of him. */
const knownFrom = (latest: OrderFacts | null) => ({
  clientName: latest?.clientName ?? null,
  address: latest?.address ?? null,
  addressCity: latest?.city ?? null,
});

function toOpenOrder(order: OrderFacts): NonNullable<RingFacts['openOrder']> {
  const { id, statusOrder, typeEquipment, address, city, timezone, problem, masterId, masterName } = order;
  const master = masterId === null || masterName === null ? null : { id: masterId, name: masterName };
  return {
    id,
    statusOrder,
    typeEquipment,
    address,
    city,
    timezone,
    problem,
    master,
    dateMeeting: new Date(order.dateMeeting),
  };
}

const toClosed = (order: OrderFacts | null): RingFacts['completed'] =>
  order?.closedAt
    ? { id: order.id, typeEquipment: order.typeEquipment, closedAt: new Date(order.closedAt) }
    : null;

/** What came of him last: the outcome of a call or the state of an order, whichever is younger. */
function lastOutcome({ classifiedAt, disposition, latest }: BriefRow): RingBrief['lastOutcome'] {
  const orderAt = latest && new Date(latest.closedAt ?? latest.createdAt);
  if (classifiedAt && disposition !== null && (!orderAt || classifiedAt > orderAt)) {
    return { kind: 'call', at: classifiedAt, disposition };
  }
  return latest && orderAt
    ? { kind: 'order', at: orderAt, orderId: latest.id, statusOrder: latest.statusOrder }
    : null;
}
