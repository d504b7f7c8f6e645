import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';

interface VirtualRowsProps {
  count: number;
  columns: number;
  scrollBox: RefObject<HTMLElement | null>;
  draw: (index: number) => ReactNode;
}

/** A table's body of which only the rows in sight, and a few around, are drawn. All rows have the height of the density. */
export function VirtualRows({ count, columns, scrollBox, draw }: VirtualRowsProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollBox.current,
    estimateSize: () => rowHeight(scrollBox.current),
    overscan: 12,
  });
  const seen = virtualizer.getVirtualItems();
  const before = seen[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <tbody>
      <Spacer height={before} columns={columns} />
      {seen.map(({ index }) => draw(index))}
      <Spacer height={after} columns={columns} />
    </tbody>
  );
}

/** Stands for the rows out of sight, so that the scroll bar tells the truth. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function rowHeight(box: HTMLElement | null): number {
  const height = box === null ? 0 : Number.parseInt(getComputedStyle(box).getPropertyValue('--row'), 10);
  return Number.isNaN(height) || height === 0 ? 40 : height;
}
