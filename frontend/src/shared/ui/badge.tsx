import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

interface BadgeProps {
  hue: Hue;
  icon: LucideIcon;
  children: ReactNode;
  size?: 'md' | 'lg';
  /** Outline for trouble; never a new fill. */
  outline?: boolean;
  /** Time in state: 1 within the norm, 2 over it, 3 over twice the norm. */
  depth?: 1 | 2 | 3;
}

const depths = {
  1: 'bg-hue-soft text-hue-text',
  2: 'bg-[color-mix(in_oklab,var(--hue-line)_55%,var(--surface-panel))] text-ink',
  3: 'bg-hue-text text-(--surface-panel)',
} as const;

/** A state or status with its tint, for cards and heads: hue, icon and word together. */
export function Badge({ hue, icon, children, size = 'md', outline = false, depth = 1 }: BadgeProps) {
  return (
    <span
      data-hue={hue}
      className={cn(
        'inline-flex shrink-0 items-center gap-1 rounded-sm font-medium whitespace-nowrap',
        size === 'md' ? 'h-5 ps-1 pe-2 text-12' : 'h-6 ps-2 pe-2 text-13',
        outline ? 'text-hue-text ring-1 ring-hue ring-inset' : depths[depth],
        hue === 'state-lost' && 'bg-inverse text-ink-inverse',
        hue === 'state-hold' &&
          'bg-[repeating-linear-gradient(135deg,var(--hue-soft)_0_4px,var(--surface-active)_4px_8px)]',
      )}
    >
      <Icon of={icon} size={12} />
      {children}
    </span>
  );
}

/** The same without a tint, for rows of a table. */
export function Status({ hue, icon, children }: { hue: Hue; icon: LucideIcon; children: ReactNode }) {
  return (
    <span data-hue={hue} className="inline-flex min-w-0 items-center gap-1.5 align-top whitespace-nowrap">
      <Icon of={icon} size={14} className="text-hue" />
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A small grey mark: a count, "repeat". Not a status. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-4.5 shrink-0 items-center rounded-sm bg-active px-1.5 text-11 leading-none whitespace-nowrap text-ink-2">
      {children}
    </span>
  );
}
