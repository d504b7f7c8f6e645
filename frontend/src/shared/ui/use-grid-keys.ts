import { useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';

interface GridKeys {
  /** Cells are numbered through, row by row. */
  count: number;
  columns: number;
  /** The cell that Tab comes to first. */
  start: number;
}

const attribute = 'data-cell';

/**
 * The keys of a grid of buttons, which is one stop of Tab: arrows by one, Home and End in the row, with Ctrl to the ends of
 * the grid. `grid` goes to the element of role `grid`, `cell(index)` to the button of each cell.
 */
export function useGridKeys({ count, columns, start }: GridKeys) {
  const [wanted, setWanted] = useState<number | null>(null);
  const active = Math.min(wanted ?? start, count - 1);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const next = target(event, { active, count, columns });
    if (next === null) return;
    event.preventDefault();
    setWanted(next);
    event.currentTarget.querySelector<HTMLElement>(`[${attribute}="${String(next)}"]`)?.focus();
  };
  const onFocus = ({ target: element }: FocusEvent<HTMLElement>): void => {
    const index = element.getAttribute(attribute);
    if (index !== null) setWanted(Number(index));
  };
  return {
    grid: { onKeyDown, onFocus },
    cell: (index: number) => ({ [attribute]: index, tabIndex: index === active ? 0 : -1 }),
  };
}

interface Place {
  active: number;
  count: number;
  columns: number;
}

function target({ key, ctrlKey }: KeyboardEvent, { active, count, columns }: Place): number | null {
  const rowStart = active - (active % columns);
  const rowEnd = Math.min(rowStart + columns, count) - 1;
  if (ctrlKey) return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(active - 1, rowStart);
    case 'ArrowRight':
      return Math.min(active + 1, rowEnd);
    case 'ArrowUp':
      return active < columns ? active : active - columns;
    case 'ArrowDown':
      return active + columns < count ? active + columns : active;
    case 'Home':
      return rowStart;
    case 'End':
      return rowEnd;
    default:
      return null;
  }
}
