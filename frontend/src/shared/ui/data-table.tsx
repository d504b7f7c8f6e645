import { lazy, Suspense, useRef } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import { cn } from '@/shared/lib/class-names';
import { ErrorState } from './error-state';
import { Cell, HeadCell, Row, SkeletonRows, Table, TableNote } from './table';
import type { SortOrder } from './table';

/** Comes with the first long list, so that short ones do not carry it. */
const VirtualRows = lazy(async () => ({ default: (await import('./virtual-rows')).VirtualRows }));

export interface Column<Item> {
  id: string;
  /** Column head; `hiddenHead` for columns of actions, spoken only. */
  head?: ReactNode;
  hiddenHead?: string;
  cell: (item: Item) => ReactNode;
  numeric?: boolean;
  /** The first column after figures. */
  afterNumeric?: boolean;
  /** Takes the room that is left and cuts its text; give it a `width` too. */
  cut?: boolean;
  /** Name of the sort the server knows; without it the column cannot be sorted. */
  sortBy?: string;
  /** Class of a width or of hiding: `w-40`, `max-xl:hidden`. */
  className?: string;
}

export interface ListState {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  /** Rows are of an earlier question: `isPlaceholderData` of the query. */
  isStale?: boolean;
  isRetrying?: boolean;
  onRetry: () => void;
}

export interface DataTableProps<Item> {
  label: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  itemId: (item: Item) => string | number;
  state: ListState;
  empty: ReactNode;
  sort?: { by: string; order: SortOrder; onSort: (by: string, order: SortOrder) => void };
  hiddenColumns?: readonly string[];
  selectedId?: string | number | null;
  /** A press anywhere on the row but its links and buttons. */
  onOpen?: (item: Item) => void;
  /** How many rows are drawn while they are on their way, where a screenful would promise too much. */
  expected?: number;
  /** Beyond this many rows only those in sight are rendered. */
  virtualFrom?: number;
  /** A row of an open group: under its head, on a sunken ground. */
  isSub?: (item: Item) => boolean;
  /** Rows under a row, of an open group. */
  subRows?: (item: Item) => ReactNode;
  /** Under the last row: "show more". */
  foot?: ReactNode;
}

/** A list with its head, states and sorting. It fills its box and scrolls in it; long lists render what is in sight. */
export function DataTable<Item extends object>(props: DataTableProps<Item>) {
  const { label, columns, items, state, hiddenColumns = [], sort } = props;
  const scrollBox = useRef<HTMLDivElement>(null);
  const shown = columns.filter((column) => !hiddenColumns.includes(column.id));
  return (
    <div
      ref={scrollBox}
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable without a mouse
      tabIndex={0}
      className="focus-inset h-full min-h-0 scroll-pt-8 overflow-auto"
    >
      <Table label={label} stale={state.isStale ?? false} rowCount={items.length + 1}>
        <thead>
          <tr>
            {shown.map((column) => (
              <HeadCell key={column.id} {...headProps(column, sort)}>
                {column.head}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <Body {...props} shown={shown} scrollBox={scrollBox} />
      </Table>
      {props.foot}
    </div>
  );
}

type BodyProps<Item extends object> = DataTableProps<Item> & {
  shown: readonly Column<Item>[];
  scrollBox: RefObject<HTMLElement | null>;
};

function Body<Item extends object>({
  shown,
  scrollBox,
  virtualFrom = 100,
  expected,
  ...props
}: BodyProps<Item>) {
  const { items, itemId, state } = props;
  if (state.isPending) return <SkeletonRows columns={shown.length} rows={expected} />;
  if (items.length === 0) return <TableNote columns={shown.length}>{instead(props)}</TableNote>;
  const draw = (index: number): ReactNode => {
    const item = items[index];
    return item === undefined ? null : (
      <ItemRows key={itemId(item)} item={item} index={index} shown={shown} {...props} />
    );
  };
  const first = Array.from({ length: Math.min(items.length, virtualFrom) }, (_, index) => draw(index));
  if (items.length <= virtualFrom) return <tbody>{first}</tbody>;
  return (
    <Suspense fallback={<tbody>{first}</tbody>}>
      <VirtualRows count={items.length} columns={shown.length} scrollBox={scrollBox} draw={draw} />
    </Suspense>
  );
}

/** What stands for rows when there are none. Rows that are there stay when a refresh fails. */
function instead<Item extends object>({
  state,
  empty,
}: Pick<DataTableProps<Item>, 'state' | 'empty'>): ReactNode {
  if (!state.isError) return empty;
  return <ErrorState error={state.error} onRetry={state.onRetry} retrying={state.isRetrying ?? false} />;
}

type ItemRowsProps<Item extends object> = Pick<
  DataTableProps<Item>,
  'selectedId' | 'onOpen' | 'isSub' | 'subRows' | 'itemId'
> & {
  item: Item;
  index: number;
  shown: readonly Column<Item>[];
};

function ItemRows<Item extends object>({
  item,
  index,
  shown,
  selectedId,
  onOpen,
  isSub,
  subRows,
  itemId,
}: ItemRowsProps<Item>) {
  return (
    <>
      <Row
        aria-rowindex={index + 2}
        selected={selectedId !== undefined && selectedId === itemId(item)}
        sub={isSub?.(item) ?? false}
        opens={onOpen !== undefined}
        onClick={(event) => {
          if (!isOwnPress(event)) onOpen?.(item);
        }}
      >
        {shown.map((column) => (
          <Cell
            key={column.id}
            numeric={column.numeric ?? false}
            afterNumeric={column.afterNumeric ?? false}
            cut={column.cut ?? false}
            className={cn(column.className)}
          >
            {column.cell(item)}
          </Cell>
        ))}
      </Row>
      {subRows?.(item)}
    </>
  );
}

function headProps<Item>(column: Column<Item>, sort: DataTableProps<Item>['sort']) {
  const base = {
    numeric: column.numeric ?? false,
    className: cn(column.className, column.afterNumeric === true && 'ps-[calc(var(--cell-x)+12px)]'),
    ...(column.hiddenHead === undefined ? {} : { hiddenLabel: column.hiddenHead }),
  };
  const { sortBy } = column;
  if (sortBy === undefined || sort === undefined) return base;
  const order = sort.by === sortBy ? sort.order : null;
  return {
    ...base,
    sort: order,
    onSort: () => {
      sort.onSort(sortBy, order === 'desc' ? 'asc' : 'desc');
    },
  };
}

/**
 * A press on a link, button or field in the row is that control's own, and so is marking text. So is one in a menu or dialog that a cell has
 * opened: it stands elsewhere on the page and still tells its row.
 */
function isOwnPress({ target, currentTarget }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  const isElsewhere = !currentTarget.contains(target);
  const onControl = isElsewhere || target.closest('a, button, input, label, select') !== null;
  return onControl || window.getSelection()?.isCollapsed === false;
}
