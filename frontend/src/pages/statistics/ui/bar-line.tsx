import type { ReactNode } from 'react';

interface BarLineProps {
  label: ReactNode;
  /** 0–1 of the longest. */
  share: number;
  value: ReactNode;
  note?: ReactNode;
}

/** A label, a bar on a common base, and the figure. The bar says nothing the figure does not. */
export function BarLine({ label, share, value, note }: BarLineProps) {
  return (
    <li className="grid grid-cols-[104px_1fr_64px_48px] items-center gap-2">
      <span className="flex items-center gap-1.5 truncate">{label}</span>
      <span aria-hidden className="h-4 min-w-0">
        <span
          className="block h-full rounded-sm bg-chart-1"
          style={{ width: `${String(Math.max(share * 100, share > 0 ? 1 : 0))}%` }}
        />
      </span>
      <span className="text-end font-semibold tabular-nums">{value}</span>
      <span className="text-end text-12 text-ink-3 tabular-nums">{note}</span>
    </li>
  );
}
