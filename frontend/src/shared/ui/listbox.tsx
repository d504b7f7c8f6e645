import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

export interface Option<Value extends string | number> {
  value: Value;
  label: string;
  /** Grey, at the end: a city, a number. */
  hint?: string;
  icon?: LucideIcon;
  hue?: Hue;
  disabled?: boolean;
}

interface ListboxProps<Value extends string | number> {
  id: string;
  label: string;
  options: readonly Option<Value>[];
  /** Row under the keyboard, by index; the focus itself stays in the field or on the list. */
  active: number;
  onActive: (index: number) => void;
  isChosen: (value: Value) => boolean;
  onChoose: (value: Value) => void;
  multiple?: boolean;
  /** Given when the list itself holds the focus; otherwise the search field over it does. */
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** The open list of `Select` and `Combobox`. Rows never take the focus: `aria-activedescendant` says which is meant. */
export function Listbox<Value extends string | number>(props: ListboxProps<Value>) {
  const { id, label, options, active, onActive, isChosen, onChoose, multiple = false, onKeyDown } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={multiple}
      {...(onKeyDown === undefined
        ? {}
        : { tabIndex: 0, onKeyDown, 'aria-activedescendant': optionId(id, active) })}
      className="max-h-72 min-w-48 overflow-y-auto outline-none focus-visible:shadow-none"
    >
      {options.map((option, index) => (
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys go to the field or list that holds the focus
        <div
          key={option.value}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={isChosen(option.value)}
          aria-disabled={option.disabled ?? false}
          data-hue={option.hue}
          onPointerMove={() => {
            onActive(index);
          }}
          // The field keeps the focus: a press on a row must not take it.
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            if (option.disabled !== true) onChoose(option.value);
          }}
          className={cn(
            'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 select-none pointer-coarse:min-h-11',
            index === active && 'bg-hover',
            option.disabled === true && 'cursor-not-allowed text-ink-disabled',
          )}
        >
          {option.icon !== undefined && (
            <Icon
              of={option.icon}
              size={14}
              className={option.hue === undefined ? 'text-ink-3' : 'text-hue'}
            />
          )}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {option.hint !== undefined && <span className="text-12 text-ink-3">{option.hint}</span>}
          <Icon
            of={Check}
            size={14}
            className={cn('text-brand-text', !isChosen(option.value) && 'invisible')}
          />
        </div>
      ))}
    </div>
  );
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}
