import { OPEN_LIST } from './order-rows.queries.js';
import { OPEN_STATUSES, isFinal, type OrderRow } from './order-values.js';
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

type StateFilters = Pick<ListOrdersQuery, 'status' | 'isOpen' | 'isLate'>;

/** The stretches of a list in their order; those that its filters leave empty are left out. */
export function stretchesOf({
  sortBy,
  sortOrder,
  ...filters
}: Pick<ListOrdersQuery, 'sortBy' | 'sortOrder'> & StateFilters): Stretch[] {
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
  return (isPriority ? [open, closed] : [closed, open]).filter((stretch) => mayHold(stretch, filters));
}

/** The stretch in which a row stands. */
export function stretchOf(
  stretches: readonly Stretch[],
  { statusOrder }: Pick<OrderRow, 'statusOrder'>,
): Stretch {
  const found = stretches.find((stretch) => mayHold(stretch, { status: statusOrder }));
  if (!found) throw new Error(`No stretch of the list holds ${statusOrder}`);
  return found;
}

function mayHold({ holds }: Stretch, { status, isOpen, isLate }: StateFilters): boolean {
  if (holds === 'all') return true;
  const wanted = [status && !isFinal(status), isOpen, isLate === true ? true : undefined];
  return wanted.every((open) => open === undefined || open === (holds === 'open'));
}
