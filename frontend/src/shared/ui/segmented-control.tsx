import { useId } from 'react';
import { cn } from '@/shared/lib/class-names';
import { useFieldControl } from './field';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
  /** Shows the icon alone; the label is spoken. */
  iconOnly?: boolean;
  disabled?: boolean;
}

interface SegmentedControlProps<Value extends string> {
  segments: readonly Segment<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Spoken name, unless a `Field` with `group` gives one. */
  label?: string;
  /** Fills the width, all segments equal. */
  block?: boolean;
}

/** One of a few, all in sight. Arrow keys move, as in any group of radio buttons. */
export function SegmentedControl<Value extends string>({
  segments,
  value,
  onChange,
  label,
  block = false,
}: SegmentedControlProps<Value>) {
  const name = useId();
  const field = useFieldControl();
  return (
    <div
      role="radiogroup"
      {...field}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={cn(
        'relative gap-0.5 rounded-md bg-active p-0.5 dark:bg-sunken dark:ring-1 dark:ring-line-subtle dark:ring-inset',
        block ? 'flex' : 'inline-flex',
      )}
    >
      {segments.map((segment) => (
        <label
          key={segment.value}
          className={cn(
            'inline-flex h-[calc(var(--control)-4px)] items-center justify-center gap-1.5 rounded-sm px-2.5 whitespace-nowrap has-[:focus-visible]:shadow-focus',
            block && 'flex-1',
            segment.disabled === true && 'cursor-not-allowed text-ink-disabled',
            segment.value === value
              ? 'bg-panel font-medium text-ink shadow-xs dark:bg-active'
              : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.disabled}
            onChange={() => {
              onChange(segment.value);
            }}
            className="sr-only"
          />
          {segment.icon !== undefined && <Icon of={segment.icon} size={14} />}
          <span className={segment.iconOnly === true ? 'sr-only' : ''}>{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
