import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from '@/shared/ui/hue';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';

interface RosterItemProps {
  to: string;
  icon: LucideIcon;
  hue?: Hue | undefined;
  title: string;
  /** At the end of the first line. */
  clock: ReactNode;
  sub: string;
  isOn?: boolean;
  /** Rings now. */
  pulses?: boolean;
}

/** One thing to do, 48 px: what it is, who, how long it waits. */
export function RosterItem({
  to,
  icon,
  hue,
  title,
  clock,
  sub,
  isOn = false,
  pulses = false,
}: RosterItemProps) {
  return (
    <li>
      <Link
        to={to}
        {...(isOn ? { 'aria-current': 'true' as const } : {})}
        data-hue={hue}
        className={cn(
          'focus-inset grid min-h-12 grid-cols-[16px_minmax(0,1fr)_auto] items-baseline gap-x-2 rounded-md px-2 py-1.5',
          isOn ? 'bg-panel shadow-sm' : 'hover:bg-hover',
        )}
      >
        <span
          className={cn(
            'relative mt-0.5 self-start rounded-full',
            hue === undefined ? 'text-ink-3' : 'text-hue',
            pulses &&
              'after:absolute after:-inset-1 after:animate-ring after:rounded-full after:border-2 after:border-hue motion-reduce:after:animate-none',
          )}
        >
          <Icon of={icon} />
        </span>
        <span className={cn('truncate', isOn && 'font-semibold')}>{title}</span>
        <span className="text-12 whitespace-nowrap">{clock}</span>
        <span className="col-span-2 col-start-2 truncate text-12 text-ink-2">{sub}</span>
      </Link>
    </li>
  );
}

interface RosterSectionProps {
  heading?: string;
  count?: number;
  /** What the clocks of the section tell. */
  note?: string;
  children: ReactNode;
}

export function RosterSection({ heading, count, note, children }: RosterSectionProps) {
  return (
    <section>
      {heading !== undefined && (
        <h2 className="flex items-center gap-1.5 px-2 py-1 text-12 text-ink-2">
          <strong className="font-semibold text-ink">{heading}</strong>
          {count}
          <span className="ms-auto">{note}</span>
        </h2>
      )}
      <ul>{children}</ul>
    </section>
  );
}
