import type { CallFacts } from './call-facts.js';
import type { Columns, Row } from './insert-rows.js';
import type { DemoOrder, Money } from './orders.js';

export const ORDER_COLUMNS: Columns = {
  id: 'int',
  organization_id: 'int',
  rk: 'text',
  city: 'text',
  avito_name: 'text',
  phone: 'text',
  type_order: 'text',
  client_name: 'text',
  address: 'text',
  date_meeting: 'timestamptz',
  type_equipment: 'text',
  problem: 'text',
  status_order: 'text',
  reason: 'text',
  master_id: 'int',
  result: 'numeric',
  expenditure: 'numeric',
  clean: 'numeric',
  master_change: 'numeric',
  prepayment: 'numeric',
  date_close_workshop: 'timestamptz',
  comment: 'text',
  operator_name_id: 'int',
  create_date: 'timestamptz',
  closing_data: 'timestamptz',
  slot_place: 'int',
  version: 'int',
  updated_at: 'timestamptz',
};

const FINAL: ReadonlySet<string> = new Set(['completed', 'refused', 'not_an_order']);

export function toOrderRow(order: DemoOrder, organizationId: number): Row {
  const { client, call, path } = order;
  const last = path.steps.at(-1)?.at ?? path.namedAt ?? order.createdAt;
  return {
    ...{ id: order.id, organization_id: organizationId, phone: client.phone, client_name: client.name },
    ...{
      rk: call.story.line.rk,
      city: order.city.name,
      avito_name: call.story.line.avitoName,
      address: client.address,
    },
    ...{
      type_order: order.type,
      type_equipment: order.direction,
      problem: order.problem,
      date_meeting: order.meetingAt,
    },
    ...{
      status_order: path.status,
      reason: order.reason,
      master_id: order.master?.id ?? null,
      slot_place: order.slotPlace,
    },
    ...moneyColumns(order.money),
    ...{ prepayment: order.prepayment, date_close_workshop: order.promisedBack, comment: order.comment },
    ...{ operator_name_id: call.story.operator.id, create_date: order.createdAt, updated_at: last },
    closing_data: FINAL.has(path.status) ? last : null,
    version: 1 + path.steps.length + (path.namedAt ? 1 : 0),
  };
}

/** Up to this many roubles of clean money the company takes 60 %, above it 50 % (`domain.md` C6). */
const SMALL_CLEAN = 5000;

function moneyColumns(money: Money | null): Row {
  if (!money) return { result: null, expenditure: null, clean: null, master_change: null };
  const clean = money.result - money.expenditure;
  const percent = clean <= SMALL_CLEAN ? 60 : 50;
  return { ...money, clean, master_change: Math.round(clean * percent) / 100 };
}

export const HISTORY_COLUMNS: Columns = {
  organization_id: 'int',
  order_id: 'int',
  at: 'timestamptz',
  operator_id: 'int',
  kind: 'text',
  from_status: 'text',
  to_status: 'text',
  reason: 'text',
  changes: 'jsonb',
};

export interface HistoryContext {
  readonly organizationId: number;
  readonly managerId: number;
}

/** What people see under an order, in order of time. */
export function* toHistoryRows(
  order: DemoOrder,
  { organizationId, managerId }: HistoryContext,
): Generator<Row> {
  const { path, master, call } = order;
  const author = call.story.operator.id;
  const base = {
    organization_id: organizationId,
    order_id: order.id,
    from_status: null,
    to_status: null,
    reason: null,
    changes: {},
  };
  yield { ...base, at: order.createdAt, operator_id: author, kind: 'created', to_status: 'new' };
  if (path.namedAt && master) {
    yield {
      ...base,
      at: path.namedAt,
      operator_id: author,
      kind: 'changed',
      changes: { masterId: [null, master.id] },
    };
  }
  let from = 'new';
  for (const { to, at } of path.steps) {
    const isRefusal = to === 'refused' || to === 'not_an_order';
    const actor = isRefusal && from === 'new' ? author : (master?.operatorId ?? managerId);
    yield {
      ...base,
      at,
      operator_id: actor,
      kind: 'status',
      from_status: from,
      to_status: to,
      reason: isRefusal ? order.reason : null,
    };
    from = to;
  }
}

export const ORDER_CALL_COLUMNS: Columns = { organization_id: 'int', order_id: 'int', call_id: 'int' };

/** Every call of the client until the order was closed belongs to it, as when orders are made by hand. */
export function* toOrderCallRows(
  orders: readonly DemoOrder[],
  calls: readonly CallFacts[],
  organizationId: number,
): Generator<Row> {
  const byPhone = callsByPhone(calls);
  for (const { id, client, path } of orders) {
    const closedAt = FINAL.has(path.status) ? path.steps.at(-1)?.at : undefined;
    for (const call of byPhone.get(client.phone) ?? []) {
      if (closedAt && call.story.at > closedAt) break;
      yield { organization_id: organizationId, order_id: id, call_id: call.id };
    }
  }
}

/** Calls of each client in order of time. */
function callsByPhone(calls: readonly CallFacts[]): Map<string, CallFacts[]> {
  const byPhone = new Map<string, CallFacts[]>();
  for (const call of calls) {
    const phone = call.story.client?.phone;
    if (phone === undefined) continue;
    const known = byPhone.get(phone) ?? [];
    known.push(call);
    byPhone.set(phone, known);
  }
  return byPhone;
}
