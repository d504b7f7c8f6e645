import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Checkbox } from './checkbox';
import type { Column } from './data-table';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

interface ListTableOptions<Item extends object> {
  columns: readonly Column<Item>[];
  items: readonly Item[];
  itemId: (item: Item) => string | number;
  /** Words for one row's box: the order's number, the person's name. */
  itemName: (item: Item) => string;
  /** From the address; see `choicesField`. */
  hiddenColumns: readonly string[];
  onHiddenColumns: (ids: string[]) => void;
}

interface ListTable<Item> {
  /** For `DataTable`: boxes first, then the columns that are not hidden. */
  columns: Column<Item>[];
  /** For a menu of columns: each with its words and a way to show or hide it. */
  choices: { id: string; head: Column<Item>['head']; isShown: boolean; toggle: () => void }[];
  selected: Item[];
  clearSelection: () => void;
}

/** Rows that can be chosen by boxes and columns that can be hidden, for a `DataTable`. Lists without either need no hook. */
export function useListTable<Item extends object>(options: ListTableOptions<Item>): ListTable<Item> {
  const { columns, items, itemId, itemName, hiddenColumns, onHiddenColumns } = options;
  const { t } = useTranslation();
  const table = useTable({
    features,
    data: items,
    columns: useMemo(() => columns.map(toColumnDef), [columns]),
    getRowId: (item) => String(itemId(item)),
    state: { columnVisibility: Object.fromEntries(hiddenColumns.map((id) => [id, false])) },
    onColumnVisibilityChange: (change) => {
      const now = Object.fromEntries(hiddenColumns.map((id) => [id, false]));
      const next = typeof change === 'function' ? change(now) : change;
      onHiddenColumns(Object.keys(next).filter((id) => next[id] === false));
    },
  });
  const boxes: Column<Item> = {
    id: 'selection',
    head: (
      <Checkbox
        aria-label={t('table.selectAll')}
        checked={table.getIsAllRowsSelected()}
        indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
        onChange={table.getToggleAllRowsSelectedHandler()}
      />
    ),
    cell: (item) => {
      const row = table.getRow(String(itemId(item)));
      return (
        <Checkbox
          aria-label={`${t('table.selectRow')}: ${itemName(item)}`}
          checked={row.getIsSelected()}
          onChange={row.getToggleSelectedHandler()}
        />
      );
    },
    className: 'w-10',
  };
  return {
    columns: [boxes, ...columns.filter(({ id }) => table.getColumn(id)?.getIsVisible() ?? true)],
    choices: columns
      .filter(({ head }) => head !== undefined)
      .map(({ id, head }) => ({
        id,
        head,
        isShown: table.getColumn(id)?.getIsVisible() ?? true,
        toggle: () => {
          table.getColumn(id)?.toggleVisibility();
        },
      })),
    selected: table.getSelectedRowModel().rows.map((row) => row.original),
    clearSelection: () => {
      table.resetRowSelection(true);
    },
  };
}

function toColumnDef<Item extends object>(column: Column<Item>): ColumnDef<typeof features, Item> {
  return { id: column.id, accessorFn: (item: Item) => item };
}
