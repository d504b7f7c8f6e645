import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFieldControl } from './field';
import { Icon } from './icon';
import { fieldBox, fieldTone } from './input';
import type { FieldSize } from './input';
import { Listbox } from './listbox';
import type { Option } from './listbox';
import { Popover } from './popover';
import { useListKeys } from './use-list-keys';

export type { Option } from './listbox';

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
          className={`${fieldBox({ size, tone })} text-start ${props.compactWidth === true ? 'w-auto!' : ''}`}
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

interface SelectListProps<Value extends string | number> {
  id: string;
  label: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
}

function SelectList<Value extends string | number>({
  id,
  label,
  options,
  value,
  onChoose,
}: SelectListProps<Value>) {
  const { active, setActive, onKeyDown } = useListKeys({
    count: options.length,
    start: Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
    onChoose: (index) => {
      const option = options[index];
      if (option !== undefined && option.disabled !== true) onChoose(option.value);
    },
    labelOf: (index) => options[index]?.label ?? '',
  });
  return (
    <Listbox
      id={id}
      label={label}
      options={options}
      active={active}
      onActive={setActive}
      isChosen={(candidate) => candidate === value}
      onChoose={onChoose}
      onKeyDown={onKeyDown}
    />
  );
}

function openByArrow(event: KeyboardEvent, setOpen: (open: boolean) => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  setOpen(true);
}
