import { ChevronDown } from 'lucide-react';
import { lazy, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFieldControl } from './field';
import { Icon } from './icon';
import { fieldBox, fieldTone } from './input';
import type { FieldSize } from './input';
import type { Option } from './listbox';
import { Popover } from './popover';
import type { SelectListProps } from './select-layer';

export type { Option } from './listbox';

const SelectLayer = lazy(async () => ({ default: (await import('./select-layer')).SelectList }));

interface SelectProps<Value extends string | number> {
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Spoken name where no `Field` gives one. */
  label?: string;
  placeholder?: string;
  size?: FieldSize;
  disabled?: boolean;
  fact?: boolean;
  /** As wide as its words instead of its column: in a line of filters. */
  compactWidth?: boolean;
  onBlur?: () => void;
}

/** One of a short fixed list. For long or searched lists take `Combobox`. */
export function Select<Value extends string | number>(props: SelectProps<Value>) {
  const { options, value, onChange, label, placeholder, size = 'md', disabled = false, fact = false } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const field = useFieldControl();
  const listId = useId();
  const chosen = options.find((option) => option.value === value);
  const name = label ?? placeholder ?? t('field.choose');
  const tone = fieldTone({ invalid: field['aria-invalid'] === true, fact });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      kind="listbox"
      label={name}
      padded={false}
      matchWidth
      trigger={
        <button
          type="button"
          {...field}
          role="combobox"
          aria-controls={listId}
          aria-expanded={open}
          {...(label === undefined ? {} : { 'aria-label': label })}
          disabled={disabled}
          onBlur={props.onBlur}
          onKeyDown={(event) => {
            openByArrow(event, setOpen);
          }}
          className={`${fieldBox({ size, tone })} text-start ${props.compactWidth === true ? 'w-auto! text-13!' : ''}`}
        >
          <SelectValue option={chosen} placeholder={placeholder ?? t('field.choose')} />
        </button>
      }
    >
      <SelectList
        id={listId}
        label={name}
        options={options}
        value={value}
        onChoose={(next) => {
          setOpen(false);
          onChange(next);
        }}
      />
    </Popover>
  );
}

function SelectValue({
  option,
  placeholder,
}: {
  option: Option<string | number> | undefined;
  placeholder: string;
}) {
  return (
    <>
      {option?.icon !== undefined && (
        <span data-hue={option.hue} className="contents">
          <Icon of={option.icon} size={14} className={option.hue === undefined ? 'text-ink-3' : 'text-hue'} />
        </span>
      )}
      <span className={`min-w-0 flex-1 truncate ${option === undefined ? 'text-ink-3' : ''}`}>
        {option?.label ?? placeholder}
      </span>
      <Icon of={ChevronDown} size={14} className="text-ink-3" />
    </>
  );
}

/** `lazy` cannot keep the type of the values; inside they are only compared and given back. */
function SelectList<Value extends string | number>(props: SelectListProps<Value>) {
  return <SelectLayer {...(props as unknown as SelectListProps<string | number>)} />;
}

function openByArrow(event: KeyboardEvent, setOpen: (open: boolean) => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  setOpen(true);
}
