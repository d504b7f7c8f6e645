import { Controller } from 'react-hook-form';
import type { ControllerRenderProps, RegisterOptions } from 'react-hook-form';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import type { RecordEditing, RecordValues } from '@/shared/lib/use-record-editing';
import { Combobox, MultiCombobox } from './combobox';
import { Field } from './field';
import { Input } from './input';
import type { OptionSource } from './option-search';
import type { Option } from './listbox';
import { Select } from './select';

interface Common {
  name: string;
  label: string;
  required?: boolean;
  hint?: ReactNode;
  /** Both columns. */
  wide?: boolean;
}

type Kind =
  | {
      kind: 'text';
      minLength?: number;
      maxLength: number;
      pattern?: RegExp;
      inputMode?: 'tel' | 'email' | 'text';
      autoComplete?: string;
    }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'select'; options: readonly Option<string>[] }
  | { kind: 'combobox'; options: readonly Option<string>[]; source?: OptionSource }
  | { kind: 'many'; options: readonly Option<string>[]; source?: OptionSource }
  | {
      kind: 'own';
      minLength?: number;
      /** For groups of boxes, which no `<label for>` can name. */
      group?: true;
      render: (field: OwnField) => ReactNode;
    };

export type OwnField = ControllerRenderProps<RecordValues>;

/** One field of a form that edits a row: what it holds and how it is checked before the server is asked. */
export type RecordField = Common & Kind;

interface RecordFieldsProps {
  editing: RecordEditing;
  fields: readonly RecordField[];
}

/** Fields in two columns, one on a phone. */
export function RecordFields({ editing, fields }: RecordFieldsProps) {
  const { form } = editing;
  const rulesOf = useRules();
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
      {fields.map((field) => (
        <div
          key={field.name}
          data-record-field={field.name}
          className={field.wide === true ? 'min-w-0 sm:col-span-2' : 'min-w-0'}
        >
          <Controller
            control={form.control}
            name={field.name}
            rules={rulesOf(field)}
            render={({ field: control, fieldState }) => (
              <Field
                label={field.label}
                required={field.required ?? false}
                error={fieldState.error?.message}
                group={field.kind === 'own' && field.group === true}
                {...(field.hint === undefined ? {} : { hint: field.hint })}
              >
                <RecordControl field={field} control={control} />
              </Field>
            )}
          />
        </div>
      ))}
    </div>
  );
}

function RecordControl({ field, control }: { field: RecordField; control: OwnField }) {
  const text = typeof control.value === 'string' ? control.value : '';
  switch (field.kind) {
    case 'text':
      return (
        <Input
          {...control}
          value={text}
          maxLength={field.maxLength}
          inputMode={field.inputMode}
          autoComplete={field.autoComplete ?? 'off'}
          spellCheck={false}
        />
      );
    case 'number':
      return <Input {...control} value={text} inputMode="numeric" autoComplete="off" maxLength={6} />;
    case 'select':
      return (
        <Select value={text} options={field.options} onChange={control.onChange} onBlur={control.onBlur} />
      );
    case 'combobox':
      return (
        <Combobox
          value={text === '' ? null : text}
          options={field.options}
          source={field.source}
          clearable={field.required !== true}
          onBlur={control.onBlur}
          onChange={(value) => {
            control.onChange(value ?? '');
          }}
        />
      );
    case 'many':
      return (
        <MultiCombobox
          values={Array.isArray(control.value) ? control.value : []}
          options={field.options}
          source={field.source}
          onBlur={control.onBlur}
          onChange={control.onChange}
        />
      );
    case 'own':
      return field.render(control);
  }
}

/** Checks that need no server. */
function useRules(): (field: RecordField) => RegisterOptions<RecordValues> {
  const { t } = useTranslation('errors');
  const textFault = (field: RecordField, text: string): string | null => {
    if ('minLength' in field && text.length < (field.minLength ?? 0)) return t('field.too_short');
    if (field.kind === 'text' && field.pattern?.test(text) === false) return t('field.invalid_value');
    if (field.kind === 'number' && !isWhole(text, field)) return t('field.out_of_range');
    return null;
  };
  return (field) => ({
    validate: (value) => {
      const isEmpty = typeof value === 'string' ? value.trim() === '' : value.length === 0;
      if (isEmpty) return field.required !== true || t('field.required');
      return typeof value !== 'string' || (textFault(field, value.trim()) ?? true);
    },
  });
}

function isWhole(text: string, { min, max }: { min: number; max: number }): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
