import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/class-names';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import { Icon } from './icon';
import type { LucideIcon } from './icon';
import { ariaKeys } from './key-cap';
import { tooltip as hint } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> & {
  icon: LucideIcon;
  /** Spoken, and shown as the tooltip. */
  label: string;
  size?: 'sm' | 'md';
  on?: boolean;
  combo?: KeyCombo;
  /** Without it the label is only spoken: for buttons whose meaning stands beside them. */
  tooltip?: boolean;
};

/** An icon alone, always with a spoken name. */
export function IconButton({
  icon,
  label,
  size = 'md',
  on = false,
  combo,
  tooltip = true,
  ...props
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...props}
      {...(tooltip ? hint(label, { combo }) : {})}
      aria-label={label}
      {...(on ? { 'aria-pressed': true } : {})}
      {...(combo === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(combo) })}
      className={cn(
        'inline-grid shrink-0 place-items-center rounded-md transition-colors duration-(--motion-instant) disabled:cursor-not-allowed disabled:text-ink-disabled',
        size === 'sm' ? 'size-6 pointer-coarse:size-11' : 'size-(--control)',
        on ? 'bg-selected text-brand-text' : 'text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink',
      )}
    >
      <Icon of={icon} size={size === 'sm' ? 14 : 16} />
    </button>
  );
}
