import { CircleX } from 'lucide-react';
import { createContext, useContext, useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { Icon } from './icon';

/** Attributes that tie a control to its label, hint and error. */
export interface FieldControl {
  id?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
}

const FieldContext = createContext<FieldControl>({});

/** Read by the controls of shared/ui; an own control inside a `Field` spreads the result on its element. */
export function useFieldControl(): FieldControl {
  return useContext(FieldContext);
}

interface FieldProps {
  label: ReactNode;
  /** Red star for the eye, `aria-required` for the ear. */
  required?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** At the end of the label's line: a link, "from the call". */
  aside?: ReactNode;
  /** Keeps the line under the control, so that an error moves nothing. Off only where the design is tight. */
  reserve?: boolean;
  /** For groups of buttons or boxes, which no `<label for>` can name. */
  group?: boolean;
  children: ReactNode;
}

/** Label above, one control, hint and error on the same line below. */
export function Field({
  label,
  required = false,
  hint,
  error,
  aside,
  reserve = true,
  group = false,
  children,
}: FieldProps) {
  const id = useId();
  const noted = hint !== undefined || error !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center justify-between gap-2 text-12 whitespace-nowrap text-ink-2">
        <Caption id={id} group={group}>
          {label}
          {required && <RequiredStar />}
        </Caption>
        {aside}
      </div>
      <FieldContext value={controlOf({ id, required, error, noted, group })}>{children}</FieldContext>
      {(reserve || noted) && <FieldNote id={noteId(id)} hint={hint} error={error} />}
    </div>
  );
}

interface ControlParts {
  id: string;
  required: boolean;
  error: string | undefined;
  noted: boolean;
  group: boolean;
}

function controlOf({ id, required, error, noted, group }: ControlParts): FieldControl {
  return {
    ...(group ? { 'aria-labelledby': labelId(id) } : { id }),
    ...(noted ? { 'aria-describedby': noteId(id) } : {}),
    ...(error === undefined ? {} : { 'aria-invalid': true }),
    ...(required ? { 'aria-required': true } : {}),
  };
}

function Caption({ id, group, children }: { id: string; group: boolean; children: ReactNode }) {
  if (group) return <span id={labelId(id)}>{children}</span>;
  return (
    <label htmlFor={id} id={labelId(id)}>
      {children}
    </label>
  );
}

function labelId(id: string): string {
  return `${id}-label`;
}

function noteId(id: string): string {
  return `${id}-note`;
}

function RequiredStar() {
  return (
    <span aria-hidden className="ms-1 text-danger">
      *
    </span>
  );
}

function FieldNote({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  return (
    <p
      id={id}
      aria-live="polite"
      className={cn('min-h-4 text-12', error === undefined ? 'text-ink-3' : 'text-danger')}
    >
      {error === undefined ? (
        hint
      ) : (
        <span className="flex items-start gap-1">
          <Icon of={CircleX} size={12} className="mt-0.5" />
          <span>{error}</span>
        </span>
      )}
    </p>
  );
}

/** Says what the red star means; once per form. */
export function RequiredNote() {
  const { t } = useTranslation();
  return (
    <p className="text-12 text-ink-3">
      <RequiredStar /> {t('state.required')}
    </p>
  );
}
