import { cn } from '@/shared/lib/class-names';
import { screens, useMedia } from '@/shared/lib/use-media';
import { DataTable } from './data-table';
import type { Column, DataTableProps } from './data-table';
import { ErrorState } from './error-state';
import { SkeletonLines } from './skeleton';

interface RecordTableProps<Item extends object> extends DataTableProps<Item> {
  /** False where it stands in a panel already. */
  framed?: boolean;
}

/**
 * A list of rows on its panel: a table, and on a phone a card for each row, its first column as the heading.
 * The table scrolls in its panel, cards scroll with the page.
 */
export function RecordTable<Item extends object>({ framed = true, ...props }: RecordTableProps<Item>) {
  const isPhone = useMedia(screens.phone);
  return (
    <div
      className={cn(
        'flex flex-col sm:min-h-0 sm:overflow-hidden',
        framed && 'mx-4 rounded-lg border border-line-subtle bg-panel sm:mx-6',
      )}
    >
      {isPhone ? <RecordCards {...props} /> : <DataTable {...props} />}
    </div>
  );
}

function RecordCards<Item extends object>(props: DataTableProps<Item>) {
  const { label, columns, items, itemId, state, empty, expected = 8 } = props;
  if (state.isPending) return <SkeletonLines lines={expected} />;
  if (items.length === 0) {
    return state.isError ? (
      <ErrorState error={state.error} onRetry={state.onRetry} retrying={state.isRetrying ?? false} />
    ) : (
      empty
    );
  }
  return (
    <>
      <ul aria-label={label} aria-busy={state.isStale === true}>
        {items.map((item) => (
          <li
            key={itemId(item)}
            className="border-b border-line-subtle p-3 last:border-b-0 pointer-coarse:pt-1"
          >
            <RecordCard item={item} columns={columns} />
          </li>
        ))}
      </ul>
      {props.foot}
    </>
  );
}

function RecordCard<Item extends object>({
  item,
  columns,
}: {
  item: Item;
  columns: readonly Column<Item>[];
}) {
  const [heading, ...rest] = columns;
  const facts = rest.filter(({ head }) => head !== undefined);
  const actions = rest.filter(({ head }) => head === undefined);
  return (
    <>
      <div className="flex min-h-8 items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{heading?.cell(item)}</span>
        {actions.map((column) => (
          <span key={column.id}>{column.cell(item)}</span>
        ))}
      </div>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
        {facts.map((column) => (
          <div key={column.id} className="contents">
            <dt className="text-12 text-ink-3">{column.head}</dt>
            <dd className="min-w-0 truncate text-end">{column.cell(item)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
