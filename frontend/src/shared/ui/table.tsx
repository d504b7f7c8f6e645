import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { Icon } from './icon';
import { Skeleton } from './skeleton';

export type SortOrder = 'asc' | 'desc';

interface TableProps {
  /** Spoken name. */
  label: string;
  children: ReactNode;
  /** Rows are of an earlier answer: dimmed until the new one is there. */
  stale?: boolean;
  /** Of the whole list when only a part is rendered. */
  rowCount?: number;
}

/** A table on its panel. Put it in a box that scrolls; the head sticks to that box. Cells of 40 px, 28 when compact. */
export function Table({ label, children, stale = false, rowCount }: TableProps) {
  return (
    <table
      aria-label={label}
      aria-busy={stale}
      aria-rowcount={rowCount}
      className={cn(
        'w-full border-separate border-spacing-0 transition-opacity duration-(--motion-fast)',
        '[&_tr>:first-child]:ps-4 [&_tr>:last-child]:pe-4 [&_tr:last-child>td]:border-b-0',
        stale && 'opacity-60',
      )}
    >
      {children}
    </table>
  );
}

type HeadCellProps = Omit<ComponentProps<'th'>, 'className'> & {
  numeric?: boolean;
  /** Given for columns that can be sorted: the order now, or null. */
  sort?: SortOrder | null;
  onSort?: () => void;
  /** Spoken only: columns of actions and marks. */
  hiddenLabel?: string;
  className?: string;
};

/** A column's head, 32 px, with its sort arrow. */
export function HeadCell({
  numeric = false,
  sort,
  onSort,
  hiddenLabel,
  className,
  children,
  ...props
}: HeadCellProps) {
  const sorted = sort === 'asc' || sort === 'desc';
  return (
    <th
      scope="col"
      {...props}
      {...(sorted ? { 'aria-sort': sort === 'asc' ? 'ascending' : 'descending' } : {})}
      className={cn(
        'sticky top-0 z-(--z-sticky) h-8 border-b border-line bg-panel px-(--cell-x) text-12 whitespace-nowrap',
        numeric ? 'text-end' : 'text-start',
        sorted ? 'font-medium text-ink' : 'font-normal text-ink-3',
        className,
      )}
    >
      {hiddenLabel !== undefined && <span className="sr-only">{hiddenLabel}</span>}
      {onSort === undefined ? (
        children
      ) : (
        <SortButton sort={sort} onSort={onSort}>
          {children}
        </SortButton>
      )}
    </th>
  );
}

interface SortButtonProps {
  sort: SortOrder | null | undefined;
  onSort: () => void;
  children: ReactNode;
}

function SortButton({ sort, onSort, children }: SortButtonProps) {
  return (
    <button
      type="button"
      onClick={onSort}
      className="inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink"
    >
      {children}
      {(sort === 'asc' || sort === 'desc') && <Icon of={sort === 'asc' ? ArrowUp : ArrowDown} size={12} />}
    </button>
  );
}

type RowProps = Omit<ComponentProps<'tr'>, 'className'> & {
  selected?: boolean;
  /** A row of an open group. */
  sub?: boolean;
  /** The row can be opened by a press; a link or button in it does the same for the keyboard. */
  opens?: boolean;
};

export function Row({ selected = false, sub = false, opens = false, ...props }: RowProps) {
  return (
    <tr
      {...props}
      {...(selected ? { 'aria-selected': true } : {})}
      className={cn(
        'group/row',
        opens && 'cursor-pointer',
        selected
          ? '[&>td]:bg-selected'
          : sub
            ? '[&>td]:border-transparent [&>td]:bg-sunken'
            : 'hover:[&>td]:bg-hover',
      )}
    />
  );
}

type CellProps = Omit<ComponentProps<'td'>, 'className'> & {
  numeric?: boolean;
  /** The first column after figures starts 12 px further. */
  afterNumeric?: boolean;
  /** Takes the room that is left and cuts its text. */
  cut?: boolean;
  className?: string;
};

export function Cell({ numeric = false, afterNumeric = false, cut = false, className, ...props }: CellProps) {
  return (
    <td
      {...props}
      className={cn(
        'h-(--row) border-b border-line-subtle px-(--cell-x) whitespace-nowrap',
        numeric && 'text-end',
        afterNumeric && 'ps-[calc(var(--cell-x)+12px)]',
        cut && 'max-w-0 truncate',
        className,
      )}
    />
  );
}

/** Actions of a row: seen on hover and on keyboard focus. The main one stands outside, always seen. */
export function RowActions({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center justify-end gap-1 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100">
      {children}
    </span>
  );
}

const widths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'];

/** Rows on their way, in the final grid, so that nothing jumps. */
export function SkeletonRows({ columns, rows = 12 }: { columns: number; rows?: number | undefined }) {
  const { t } = useTranslation();
  return (
    <tbody aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row}>
          {Array.from({ length: columns }, (_cell, column) => (
            <Cell key={column}>
              <Skeleton className={widths[(row + column) % widths.length] ?? ''} />
            </Cell>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** The whole width of a table's body: empty, error. */
export function TableNote({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <td colSpan={columns} className="whitespace-normal">
          {children}
        </td>
      </tr>
    </tbody>
  );
}
