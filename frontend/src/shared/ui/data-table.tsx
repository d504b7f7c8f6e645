import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef, Row as TableRow } from '@tanstack/react-table';
import { lazy, Suspense, useMemo, useRef } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import { cn } from '@/shared/lib/class-names';
import { ErrorState } from './error-state';
import { Cell, HeadCell, Row, SkeletonRows, Table, TableNote } from './table';
import type { SortOrder } from './table';

const features = tableFeatures({ columnVisibilityFeature });

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
  const { label, columns, items, itemId, state, hiddenColumns = [], sort } = props;
  const scrollBox = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    data: items,
    columns: useMemo(() => columns.map(toColumnDef), [columns]),
    getRowId: (item) => String(itemId(item)),
    state: { columnVisibility: Object.fromEntries(hiddenColumns.map((id) => [id, false])) },
  });
  const shown = columns.filter((column) => !hiddenColumns.includes(column.id));
  return (
    <div ref={scrollBox} className="h-full min-h-0 scroll-pt-8 overflow-auto">
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
        <Body {...props} shown={shown} rows={table.getRowModel().rows} scrollBox={scrollBox} />
      </Table>
      {props.foot}
    </div>
  );
}

type BodyProps<Item extends object> = DataTableProps<Item> & {
  shown: readonly Column<Item>[];
  rows: readonly TableRow<typeof features, Item>[];
  scrollBox: RefObject<HTMLElement | null>;
};

function Body<Item extends object>({
  shown,
  rows,
  scrollBox,
  state,
  empty,
  virtualFrom = 100,
  ...props
}: BodyProps<Item>) {
  if (state.isPending) return <SkeletonRows columns={shown.length} />;
  if (state.isError && rows.length === 0) {
    return (
      <TableNote columns={shown.length}>
        <ErrorState error={state.error} onRetry={state.onRetry} retrying={state.isRetrying ?? false} />
      </TableNote>
    );
  }
  if (rows.length === 0) return <TableNote columns={shown.length}>{empty}</TableNote>;
  const draw = (index: number): ReactNode => {
    const row = rows[index];
    return row === undefined ? null : <ItemRows key={row.id} row={row} shown={shown} {...props} />;
  };
  const first = Array.from({ length: Math.min(rows.length, virtualFrom) }, (_, index) => draw(index));
  if (rows.length <= virtualFrom) return <tbody>{first}</tbody>;
  return (
    <Suspense fallback={<tbody>{first}</tbody>}>
      <VirtualRows count={rows.length} columns={shown.length} scrollBox={scrollBox} draw={draw} />
    </Suspense>
  );
}

type ItemRowsProps<Item extends object> = Pick<
  DataTableProps<Item>,
  'selectedId' | 'onOpen' | 'isSub' | 'subRows' | 'itemId'
> & {
  row: TableRow<typeof features, Item>;
  shown: readonly Column<Item>[];
};

function ItemRows<Item extends object>({
  row,
  shown,
  selectedId,
  onOpen,
  isSub,
  subRows,
  itemId,
}: ItemRowsProps<Item>) {
  const item = row.original;
  return (
    <>
      <Row
        aria-rowindex={row.index + 2}
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

function toColumnDef<Item extends object>(column: Column<Item>): ColumnDef<typeof features, Item> {
  return { id: column.id, accessorFn: (item: Item) => item };
}

/** A press on a link, button or field in the row is that control's own, and so is marking text. */
function isOwnPress(event: MouseEvent): boolean {
  const onControl =
    event.target instanceof Element && event.target.closest('a, button, input, label, select') !== null;
  return onControl || window.getSelection()?.isCollapsed === false;
}
