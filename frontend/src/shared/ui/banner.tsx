import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

interface BannerProps {
  hue: Extract<Hue, 'danger' | 'warning' | 'info' | 'success'>;
  icon: LucideIcon;
  title?: ReactNode;
  children?: ReactNode;
  /** A link or a small button at the end. */
  action?: ReactNode;
}

/** A strip across a page or form. One at a time, the worst first; the page decides. Where there is little room its action goes under the words. */
export function Banner({ hue, icon, title, children, action }: BannerProps) {
  return (
    <div
      data-hue={hue}
      role={hue === 'danger' ? 'alert' : 'status'}
      className="flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-lg bg-hue-soft px-3 py-2 text-hue-text [&_a]:underline [&_a]:underline-offset-2"
    >
      <Icon of={icon} />
      <p className={cn('min-w-0 flex-1', action !== undefined && 'basis-48')}>
        {title !== undefined && <strong className="font-semibold">{title} </strong>}
        {children}
      </p>
      {action !== undefined && <span className="ms-auto">{action}</span>}
    </div>
  );
}
