import { OPEN_LIST } from './order-rows.queries.js';
import { OPEN_STATUSES, isFinal, type OrderRow, type OrderStatus } from './order-values.js';
import type { ListOrdersQuery } from './orders.contract.js';

type Value = number | Date;

/** A stretch of the list with one order; a sort is one stretch, or the open orders and the closed ones. */
export interface Stretch {
  readonly holds: 'all' | 'open' | 'closed';
  /** Literal, so that the planner can prove the predicates of the partial indexes. */
  readonly where: string | null;
  /** Sort keys, the id last, all in one direction. */
  readonly keys: readonly {
    readonly sql: string;
    readonly type: 'int' | 'timestamptz';
    readonly of: (row: OrderRow) => Value;
  }[];
  readonly direction: 'ASC' | 'DESC';
}

const RANK = `array_position(ARRAY['new', 'assigned', 'on_the_way', 'in_progress', 'workshop'], o.status_order)`;
const OPEN = `o.status_order IN (${OPEN_LIST})`;
const CLOSED = 'o.closing_data IS NOT NULL';

type Key = Stretch['keys'][number];
const BY_ID: Key = { sql: 'o.id', type: 'int', of: ({ id }) => id };
const BY_RANK: Key = {
  sql: RANK,
  type: 'int',
  of: ({ statusOrder }) => (OPEN_STATUSES as readonly string[]).indexOf(statusOrder) + 1,
};
const BY_MEETING: Key = { sql: 'o.date_meeting', type: 'timestamptz', of: ({ dateMeeting }) => dateMeeting };
const BY_CREATION: Key = { sql: 'o.create_date', type: 'timestamptz', of: ({ createDate }) => createDate };
const BY_CLOSING: Key = {
  sql: 'o.closing_data',
  type: 'timestamptz',
  of: ({ closingData }) => closingData ?? new Date(0),
};

/** The stretches of a list in their order; those that the status filter leaves empty are left out. */
export function stretchesOf({
  sortBy,
  sortOrder,
  status,
}: Pick<ListOrdersQuery, 'sortBy' | 'sortOrder' | 'status'>): Stretch[] {
  const direction = sortOrder === 'asc' ? 'ASC' : 'DESC';
  const all = (key: Key): Stretch[] => [{ holds: 'all', where: null, keys: [key, BY_ID], direction }];
  if (sortBy === 'createDate') return all(BY_CREATION);
  if (sortBy === 'dateMeeting') return all(BY_MEETING);
  const isPriority = sortBy === 'priority';
  const closed: Stretch = {
    holds: 'closed',
    where: CLOSED,
    keys: [BY_CLOSING, BY_ID],
    direction: isPriority ? 'DESC' : direction,
  };
  const open: Stretch = isPriority
    ? { holds: 'open', where: OPEN, keys: [BY_RANK, BY_MEETING, BY_ID], direction: 'ASC' }
    : { holds: 'open', where: OPEN, keys: [BY_CREATION, BY_ID], direction };
  return (isPriority ? [open, closed] : [closed, open]).filter((stretch) => mayHold(stretch, status));
}

/** The stretch in which a row stands. */
export function stretchOf(
  stretches: readonly Stretch[],
  { statusOrder }: Pick<OrderRow, 'statusOrder'>,
): Stretch {
  const found = stretches.find((stretch) => mayHold(stretch, statusOrder));
  if (!found) throw new Error(`No stretch of the list holds ${statusOrder}`);
  return found;
}

const mayHold = ({ holds }: Stretch, status: OrderStatus | undefined): boolean =>
  status === undefined || holds === 'all' || isFinal(status) === (holds === 'closed');
