import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useForm } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import type { FieldFault } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';

/** A row as its form holds it: text, or several choices. The description of the form turns it into a body. */
export type RecordValues = Record<string, string | string[]>;

/** Both values of one field that two people have changed. */
export interface Difference {
  name: string;
  mine: string | string[];
  theirs: string | string[];
}

export interface RecordEditingOptions<Row extends { version: number }> {
  /** Null for a new row. */
  row: Row | null;
  toValues: (row: Row | null) => RecordValues;
  /** `changed` are the fields that differ from `base`; only they need to be sent. */
  save: (values: RecordValues, base: { row: Row | null; changed: ReadonlySet<string> }) => Promise<Row>;
  onSaved: (row: Row, isNew: boolean) => void;
  /** Our words for a refusal as a whole, such as `in_use`; undefined leaves the usual ones. */
  refusalText?: ((problem: ApiProblem) => string | undefined) | undefined;
  /** The form's field for a path the server names; its first part unless said otherwise. */
  fieldOf?: ((path: string) => string) | undefined;
}

/** The state of a form that edits one row of the server. See `useRecordEditing`. */
export interface RecordEditing {
  form: UseFormReturn<RecordValues>;
  element: RefObject<HTMLFormElement | null>;
  isNew: boolean;
  isSaving: boolean;
  fault: string | null;
  conflict: readonly Difference[] | null;
  submit: () => void;
  takeTheirs: () => void;
  isDirty: () => boolean;
}

/**
 * Edits one row. Faults the server names stand beside their fields. When the row was changed meanwhile, what the person
 * has not touched is taken from the server, what he has typed stays, and `conflict` holds both values.
 */
export function useRecordEditing<Row extends { version: number }>(
  options: RecordEditingOptions<Row>,
): RecordEditing {
  const { toValues, save, onSaved } = options;
  const state = useRecordState(options);
  const { base, setConflict, setFault, form, element } = state;
  const [isSaving, setIsSaving] = useState(false);
  const refuse = useRefusal(state, options);
  useFreshRow(state, options);

  const store = async (values: RecordValues): Promise<void> => {
    if (isSaving) return;
    const changed = changedNames(values, toValues(base));
    setFault(null);
    if (base !== null && changed.size === 0) {
      onSaved(base, false);
      return;
    }
    setIsSaving(true);
    try {
      const saved = await save(values, { row: base, changed });
      setConflict(null);
      onSaved(saved, base === null);
    } catch (error) {
      refuse(error, values);
    } finally {
      setIsSaving(false);
    }
  };
  const submit = form.handleSubmit(store, (errors) => {
    focusFirst(element.current, Object.keys(errors));
  });
  return {
    form,
    element,
    isNew: base === null,
    isSaving,
    fault: state.fault,
    conflict: state.conflict,
    submit: () => void submit(),
    takeTheirs: () => {
      form.reset(toValues(base));
      setConflict(null);
    },
    isDirty: state.isDirty,
  };
}

/** The row the form is compared with, the form, and what went wrong. */
function useRecordState<Row extends { version: number }>({ row, toValues }: RecordEditingOptions<Row>) {
  const [base, setBase] = useState(row);
  const [conflict, setConflict] = useState<readonly Difference[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<RecordValues>({
    defaultValues: toValues(row),
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const isDirty = (): boolean => changedNames(form.getValues(), toValues(base)).size > 0;
  return { base, setBase, conflict, setConflict, fault, setFault, element, form, isDirty };
}

type RecordState<Row extends { version: number }> = ReturnType<typeof useRecordState<Row>>;

/** What was shown from memory is replaced by what the server holds, as long as nothing is typed. */
function useFreshRow<Row extends { version: number }>(
  { base, setBase, form, isDirty }: RecordState<Row>,
  { row, toValues }: RecordEditingOptions<Row>,
): void {
  const follow = useRef<() => void>(() => undefined);
  useEffect(() => {
    follow.current = () => {
      if (row === null || base === null || row.version <= base.version || isDirty()) return;
      setBase(row);
      form.reset(toValues(row));
    };
  });
  const version = row?.version;
  useEffect(() => {
    follow.current();
  }, [version]);
}

/** Shows a refusal where the person looks: both values of a changed row, words at a field, or words over the form. */
function useRefusal<Row extends { version: number }>(
  { base, setBase, setConflict, setFault, form, element }: RecordState<Row>,
  { toValues, onSaved, refusalText, fieldOf = firstPart }: RecordEditingOptions<Row>,
): (error: unknown, values: RecordValues) => void {
  const words = useFaultWords();
  const meet = (current: Row, mine: RecordValues): void => {
    const theirs = toValues(current);
    const touched = [...changedNames(mine, toValues(base))];
    const differences = touched
      .map((name) => ({ name, mine: mine[name] ?? '', theirs: theirs[name] ?? '' }))
      .filter((found) => !isSame(found.mine, found.theirs));
    if (differences.length === 0) {
      onSaved(current, false);
      return;
    }
    setBase(current);
    setConflict(differences);
    form.reset({ ...theirs, ...Object.fromEntries(differences.map((found) => [found.name, found.mine])) });
  };
  return (error, values) => {
    if (!(error instanceof ApiProblem)) {
      setFault(problemText(error));
      return;
    }
    const current = currentRow(error);
    if (current !== null) {
      // The server answers with the row of the same resource.
      meet(current as Row, values);
      return;
    }
    const named = setFaults({ form, fieldOf }, error, words);
    if (named.length > 0) focusFirst(element.current, named);
    else setFault(refusalText?.(error) ?? problemText(error));
  };
}

function changedNames(values: RecordValues, base: RecordValues): ReadonlySet<string> {
  return new Set(Object.keys(values).filter((name) => !isSame(values[name] ?? '', base[name] ?? '')));
}

function isSame(one: string | string[], other: string | string[]): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.length === other.length && one.every((item) => other.includes(item));
}

/** The row as it stands, of a refusal because it has changed. */
function currentRow({ code, current }: ApiProblem): object | null {
  if (code !== 'stale_version') return null;
  return typeof current === 'object' && current !== null && 'version' in current ? current : null;
}

const firstPart = (path: string): string => path.split('.')[0] ?? path;

type FaultWords = (problem: ApiProblem, fault: FieldFault) => string;

/** A field that is fine by itself but clashes with other rows is told in words of its own. */
function useFaultWords(): FaultWords {
  const { t } = useTranslation();
  return ({ code }, fault) => {
    if (code === 'already_exists') return t('record.taken');
    if (code === 'in_use') return t('record.keyInUse');
    return fieldFaultText(fault);
  };
}

/** Puts each fault beside its field (`cities.0` beside `cities`); returns the fields it found. */
function setFaults(
  { form, fieldOf }: { form: UseFormReturn<RecordValues>; fieldOf: (path: string) => string },
  problem: ApiProblem,
  words: FaultWords,
): string[] {
  const known = Object.keys(form.getValues());
  return problem.errors.flatMap((fault) => {
    const name = known.find((candidate) => candidate === fieldOf(fault.field));
    if (name === undefined) return [];
    form.setError(name, { message: words(problem, fault) });
    return [name];
  });
}

/** Moves the focus to the first of these fields, in the order of the form. */
function focusFirst(form: HTMLFormElement | null, names: readonly string[]): void {
  const boxes = [...(form?.querySelectorAll<HTMLElement>('[data-record-field]') ?? [])];
  const first = boxes.find((box) => names.includes(box.dataset['recordField'] ?? ''));
  first?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
