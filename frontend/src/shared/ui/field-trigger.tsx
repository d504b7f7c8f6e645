import { X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useFieldControl } from './field';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

type FieldTriggerProps = Omit<ComponentProps<'button'>, 'className' | 'type'> & {
  /** What is chosen; null shows the placeholder. */
  children: ReactNode;
  placeholder: string;
  leadingIcon?: LucideIcon;
  trailingIcon?: LucideIcon | undefined;
};

/** The inside of a field that opens something instead of taking text: its value and a mark. */
export function FieldTrigger({
  children,
  placeholder,
  leadingIcon,
  trailingIcon,
  ...button
}: FieldTriggerProps) {
  const field = useFieldControl();
  return (
    <button
      type="button"
      {...field}
      {...button}
      className="flex min-h-6 min-w-0 flex-1 items-center gap-2 self-stretch text-start outline-none focus-visible:shadow-none"
    >
      {leadingIcon !== undefined && <Icon of={leadingIcon} size={14} className="text-ink-3" />}
      <span className={cn('min-w-0 flex-1 truncate', children === null && 'text-ink-3')}>
        {children ?? placeholder}
      </span>
      {trailingIcon !== undefined && <Icon of={trailingIcon} size={14} className="text-ink-3" />}
    </button>
  );
}

/** The cross at the end of a chosen value. */
export function ClearButton({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t('field.clear')}
      onClick={onClear}
      className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:text-ink"
    >
      <Icon of={X} size={14} />
    </button>
  );
}
