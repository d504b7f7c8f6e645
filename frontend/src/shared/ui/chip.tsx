import { Plus, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

const shape =
  'inline-flex h-(--control-sm) shrink-0 items-center rounded-md border text-13 whitespace-nowrap transition-colors duration-(--motion-fast)';
const padded = 'gap-1.5 px-2.5';
const rest = 'border-line bg-panel text-ink-2 hover:bg-hover';
const chosen = 'border-brand-line bg-selected font-medium text-brand-text';

type ChipProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  children: ReactNode;
  on?: boolean;
  /** From the server; already formatted. */
  count?: ReactNode;
  icon?: LucideIcon;
  hue?: Hue;
};

/** A quick filter: off or on, with how many rows it would show. */
export function Chip({ children, on = false, count, icon, hue, ...props }: ChipProps) {
  return (
    <button
      type="button"
      {...props}
      aria-pressed={on}
      data-hue={hue}
      className={cn(shape, padded, on ? chosen : rest)}
    >
      {icon !== undefined && (
        <Icon of={icon} size={14} className={hue === undefined ? 'text-ink-3' : 'text-hue'} />
      )}
      {children}
      {/* The space parts the words from the figure in the spoken name; a flex box does not draw it. */}
      {count !== undefined && ' '}
      {count !== undefined && <span className={on ? '' : 'text-ink-3'}>{count}</span>}
    </button>
  );
}

/** Keeps the place of a count that is on its way. */
export function AwaitedCount() {
  return <span className="inline-block min-w-4" />;
}

/** Opens the choice of one more filter. Give it to a `Popover` as the trigger. */
export function AddChip({ children, icon = Plus, ...props }: Omit<ChipProps, 'on' | 'count' | 'hue'>) {
  return (
    <button
      type="button"
      {...props}
      className={cn(shape, padded, 'border-dashed border-line text-ink-2 hover:bg-hover hover:text-ink')}
    >
      <Icon of={icon} size={12} />
      {children}
    </button>
  );
}

type RemovableChipProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  children: ReactNode;
  /** Spoken on the cross, after "remove". */
  name: string;
  onRemove: () => void;
};

/** A filter in force: its words open the choice again, its cross takes it away. */
export function RemovableChip({ children, name, onRemove, ...props }: RemovableChipProps) {
  const { t } = useTranslation();
  return (
    <span className={cn(shape, chosen)}>
      <button type="button" {...props} className="h-full rounded-s-md ps-2.5 pe-1.5">
        {children}
      </button>
      <button
        type="button"
        aria-label={t('field.remove', { name })}
        onClick={onRemove}
        className="grid h-full place-items-center rounded-e-md ps-1 pe-2 hover:text-ink"
      >
        <Icon of={X} size={14} />
      </button>
    </span>
  );
}
