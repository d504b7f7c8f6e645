import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { ClearButton, FieldTrigger } from './field-trigger';
import { FieldFrame } from './input';
import type { FieldSize } from './input';
import { OptionSearch } from './option-search';
import type { OptionSource } from './option-search';
import type { Option } from './listbox';
import { Popover } from './popover';
import { Tag } from './badge';

interface CommonProps<Value extends string | number> {
  options: readonly Option<Value>[];
  label?: string;
  placeholder?: string;
  size?: FieldSize;
  disabled?: boolean;
  fact?: boolean;
  /** The query that brings the list. */
  source?: OptionSource | undefined;
  /** Searches on the server instead of among `options`. */
  onSearch?: (text: string) => void;
  onBlur?: () => void;
}

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
  const { onChoose, onClear, multiple = false } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const placeholder = props.placeholder ?? t('field.choose');
  const name = props.label ?? placeholder;
  return (
    <FieldFrame size={props.size} fact={props.fact}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        kind="listbox"
        label={name}
        padded={false}
        trigger={
          <FieldTrigger
            role="combobox"
            aria-controls={listId}
            aria-expanded={open}
            disabled={props.disabled}
            onBlur={props.onBlur}
            aria-label={props.label}
            placeholder={placeholder}
            trailingIcon={onClear === undefined ? ChevronDown : undefined}
          >
            {props.children}
          </FieldTrigger>
        }
      >
        <OptionSearch
          id={listId}
          label={name}
          options={props.options}
          values={props.values}
          multiple={multiple}
          source={props.source}
          onSearch={props.onSearch}
          onChoose={(value) => {
            onChoose(value);
            if (!multiple) setOpen(false);
          }}
        />
      </Popover>
      {onClear !== undefined && <ClearButton onClear={onClear} />}
    </FieldFrame>
  );
}
