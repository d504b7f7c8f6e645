import { ChevronDown, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFieldControl } from './field';
import { Icon } from './icon';
import { fieldBox, fieldTone } from './input';
import type { FieldSize } from './input';
import { OptionSearch } from './option-search';
import type { Option } from './listbox';
import { Popover } from './popover';
import { Tag } from './badge';

type CommonProps<Value extends string | number> = {
  options: readonly Option<Value>[];
  label?: string;
  placeholder?: string;
  size?: FieldSize;
  disabled?: boolean;
  fact?: boolean;
  /** The list is on its way. */
  loading?: boolean;
  /** Searches on the server instead of among `options`. */
  onSearch?: (text: string) => void;
  onBlur?: () => void;
};

type ComboboxProps<Value extends string | number> = CommonProps<Value> & {
  value: Value | null;
  onChange: (value: Value | null) => void;
  clearable?: boolean;
};

/** One of a reference list, found by typing: a city, a master, a campaign. */
export function Combobox<Value extends string | number>({
  value,
  onChange,
  clearable = false,
  ...common
}: ComboboxProps<Value>) {
  const chosen = common.options.find((option) => option.value === value);
  return (
    <ComboboxFrame
      {...common}
      values={value === null ? [] : [value]}
      onChoose={onChange}
      {...(clearable && value !== null
        ? {
            onClear: () => {
              onChange(null);
            },
          }
        : {})}
    >
      {chosen?.label ?? (value === null ? null : String(value))}
    </ComboboxFrame>
  );
}

type MultiComboboxProps<Value extends string | number> = CommonProps<Value> & {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
};

/** Several of a reference list; the field shows what is chosen as marks. */
export function MultiCombobox<Value extends string | number>({
  values,
  onChange,
  ...common
}: MultiComboboxProps<Value>) {
  const named = values.map(
    (value) => common.options.find((option) => option.value === value)?.label ?? String(value),
  );
  return (
    <ComboboxFrame
      {...common}
      multiple
      values={values}
      onChoose={(value) => {
        onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
      }}
    >
      {named.length === 0 ? null : (
        <span className="flex flex-wrap gap-1 py-1">
          {named.map((name) => (
            <Tag key={name}>{name}</Tag>
          ))}
        </span>
      )}
    </ComboboxFrame>
  );
}

type FrameProps<Value extends string | number> = CommonProps<Value> & {
  values: readonly Value[];
  onChoose: (value: Value) => void;
  onClear?: () => void;
  multiple?: boolean;
  /** What is chosen, or null for the placeholder. */
  children: ReactNode;
};

function ComboboxFrame<Value extends string | number>(props: FrameProps<Value>) {
  const { options, values, onChoose, onClear, multiple = false, children, loading = false } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const field = useFieldControl();
  const listId = useId();
  const name = props.label ?? props.placeholder ?? t('field.choose');
  const tone = fieldTone({ invalid: field['aria-invalid'] === true, fact: props.fact ?? false });
  return (
    <span className={fieldBox({ size: props.size ?? 'md', tone })}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        kind="listbox"
        label={name}
        padded={false}
        trigger={
          <button
            type="button"
            {...field}
            role="combobox"
            aria-controls={listId}
            aria-expanded={open}
            disabled={props.disabled ?? false}
            onBlur={props.onBlur}
            {...(props.label === undefined ? {} : { 'aria-label': props.label })}
            className="flex min-h-6 min-w-0 flex-1 items-center gap-2 self-stretch text-start outline-none focus-visible:shadow-none"
          >
            <span className={`min-w-0 flex-1 truncate ${children === null ? 'text-ink-3' : ''}`}>
              {children ?? props.placeholder ?? t('field.choose')}
            </span>
            {onClear === undefined && <Icon of={ChevronDown} size={14} className="text-ink-3" />}
          </button>
        }
      >
        <OptionSearch
          id={listId}
          label={name}
          options={options}
          values={values}
          multiple={multiple}
          loading={loading}
          {...(props.onSearch === undefined ? {} : { onSearch: props.onSearch })}
          onChoose={(value) => {
            onChoose(value);
            if (!multiple) setOpen(false);
          }}
        />
      </Popover>
      {onClear !== undefined && (
        <button
          type="button"
          aria-label={t('field.clear')}
          onClick={onClear}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:text-ink"
        >
          <Icon of={X} size={14} />
        </button>
      )}
    </span>
  );
}
