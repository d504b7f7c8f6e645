import type { ReactNode } from 'react';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

interface EmptyStateProps {
  icon: LucideIcon;
  hue?: Hue;
  title: string;
  /** What to do now. */
  text?: ReactNode;
  /** Buttons, the first one primary. */
  actions?: ReactNode;
}

/** Nothing to show, said so that one knows what to do next. */
export function EmptyState({ icon, hue, title, text, actions }: EmptyStateProps) {
  return (
    <div data-hue={hue} className="flex flex-col items-center gap-1 p-6 text-center">
      <Icon of={icon} size={24} className={hue === undefined ? 'mb-2 text-ink-3' : 'mb-2 text-hue'} />
      <p className="text-14 font-semibold">{title}</p>
      {text !== undefined && <div className="max-w-80 text-balance text-ink-2">{text}</div>}
      {actions !== undefined && (
        <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}
