import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

type VisibleRowsOptions<Item> = {
  rows: readonly Item[];
  scrollBox: RefObject<HTMLElement | null>;
  enabled: boolean;
};

type VisibleRows<Item> = {
  rows: readonly Item[];
  /** Heights of what is left out above and below, in px. */
  before: number;
  after: number;
};

/** The rows in sight and a few around them. All rows have the height of the density; short lists come back whole. */
export function useVisibleRows<Item>({
  rows,
  scrollBox,
  enabled,
}: VisibleRowsOptions<Item>): VisibleRows<Item> {
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled,
    getScrollElement: () => scrollBox.current,
    estimateSize: () => rowHeight(scrollBox.current),
    overscan: 12,
  });
  if (!enabled) return { rows, before: 0, after: 0 };
  const seen = virtualizer.getVirtualItems();
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined) return { rows: rows.slice(0, 50), before: 0, after: 0 };
  return {
    rows: rows.slice(first.index, last.index + 1),
    before: first.start,
    after: virtualizer.getTotalSize() - last.end,
  };
}

function rowHeight(box: HTMLElement | null): number {
  const height = box === null ? 0 : Number.parseInt(getComputedStyle(box).getPropertyValue('--row'), 10);
  return Number.isNaN(height) || height === 0 ? 40 : height;
}
