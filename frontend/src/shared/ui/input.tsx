import { cva } from 'class-variance-authority';
import type { ComponentProps, ReactNode } from 'react';
import { useFieldControl } from './field';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

/** The box of every field: input, select, combobox. */
export const fieldBox = cva(
  'field-focus flex w-full min-w-0 items-center gap-2 rounded-md border bg-panel px-2.5 text-ink transition-colors duration-(--motion-instant) dark:bg-sunken dark:shadow-none has-[:disabled]:cursor-not-allowed has-[:disabled]:bg-sunken has-[:disabled]:text-ink-disabled',
  {
    variants: {
      size: {
        sm: 'min-h-(--control-sm) text-13 pointer-coarse:text-16',
        md: 'min-h-(--control) text-13 pointer-coarse:text-16',
        lg: 'min-h-10 text-14 pointer-coarse:min-h-11 pointer-coarse:text-16',
      },
      tone: {
        rest: 'border-line shadow-xs',
        bad: 'border-(--danger) shadow-xs',
        /** Known from the call or the database: the person only confirms. */
        fact: 'border-line-subtle bg-sunken',
      },
    },
    defaultVariants: { size: 'md', tone: 'rest' },
  },
);

export type FieldSize = 'sm' | 'md' | 'lg';

/** Tone of a field's box by its state. */
export function fieldTone({ invalid, fact }: { invalid: boolean; fact: boolean }): 'rest' | 'bad' | 'fact' {
  if (invalid) return 'bad';
  return fact ? 'fact' : 'rest';
}

interface FieldFrameProps {
  size?: FieldSize | undefined;
  fact?: boolean | undefined;
  children: ReactNode;
}

/** The box around one control of a field; red when the field has an error. */
export function FieldFrame({ size = 'md', fact = false, children }: FieldFrameProps) {
  const invalid = useFieldControl()['aria-invalid'] === true;
  return (
    <span data-field-box className={fieldBox({ size, tone: fieldTone({ invalid, fact }) })}>
      {children}
    </span>
  );
}

export type InputProps = Omit<ComponentProps<'input'>, 'size' | 'className'> & {
  size?: FieldSize;
  icon?: LucideIcon | undefined;
  /** Inside the box, at the end: a button, a unit. */
  trailing?: ReactNode;
  fact?: boolean;
  /** Figures and money: text at the end of the line. */
  numeric?: boolean;
};

/** One line of text. Inside a `Field` it takes its label, hint and error from there. */
export function Input({ size = 'md', icon, trailing, fact = false, numeric = false, ...props }: InputProps) {
  const field = useFieldControl();
  const invalid = (props['aria-invalid'] ?? field['aria-invalid']) === true;
  return (
    <span className={fieldBox({ size, tone: fieldTone({ invalid, fact }) })}>
      {icon !== undefined && <Icon of={icon} className="text-ink-3" />}
      <input
        {...field}
        {...props}
        className={`h-full min-w-0 flex-1 truncate bg-transparent outline-none focus-visible:shadow-none ${numeric ? 'text-end' : ''}`}
      />
      {trailing}
    </span>
  );
}

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'className'> & { fact?: boolean };

/** Several lines; grows with its text, from `rows` on. */
export function Textarea({ fact = false, rows = 3, ...props }: TextareaProps) {
  const field = useFieldControl();
  const invalid = (props['aria-invalid'] ?? field['aria-invalid']) === true;
  return (
    <span className={fieldBox({ size: 'md', tone: fieldTone({ invalid, fact }) })}>
      <textarea
        {...field}
        rows={rows}
        {...props}
        style={{ minHeight: `calc(${String(rows)} * var(--lh-13) + 12px)` }}
        className="field-sizing-content max-h-80 min-w-0 flex-1 resize-none bg-transparent py-1.5 outline-none focus-visible:shadow-none"
      />
    </span>
  );
}
