import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** How many columns a CSS grid has now; all of `count` in one row until it is laid out. */
export function useGridColumns(count: number): { box: RefObject<HTMLDivElement | null>; columns: number } {
  const box = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // Laid out, the value is a list of widths: `82px 82px 82px`.
      const widths = getComputedStyle(element).gridTemplateColumns.match(/[\d.]+px/g);
      setColumns(widths?.length ?? null);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { box, columns: Math.max(1, columns ?? count) };
}
