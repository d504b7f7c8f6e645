import type { LucideIcon } from 'lucide-react';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import type { Column } from '@/shared/ui/data-table';
import type { Option } from '@/shared/ui/listbox';
import type { RecordField } from '@/shared/ui/record-fields';
import { idField, integerField, optionField, defineUrlState, textField } from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';
import type { ReferenceDraft, ReferencePath, ReferenceRow } from '../api/reference.queries';

/** One reference list in a few words: what its rows show, and what its form asks. */
export interface ReferenceBook<Path extends ReferencePath> {
  path: Path;
  icon: LucideIcon;
  words: ReferenceWords;
  columns: readonly Column<ReferenceRow<Path>>[];
  filters?: readonly ReferenceFilter[];
  fields: readonly RecordField[];
  /** What the form starts with; null for a new row. */
  toValues: (row: ReferenceRow<Path> | null) => RecordValues;
  toDraft: (values: RecordValues) => ReferenceDraft<Path>;
  nameOf: (row: ReferenceRow<Path>) => string;
}

export interface ReferenceWords {
  title: string;
  /** On the button and over the form of a new row. */
  add: string;
  search: string;
  emptyTitle: string;
  emptyText: string;
  /** Why a row that is referred to stays. */
  inUse: string;
}

export interface ReferenceFilter {
  name: 'city' | 'rk' | 'statusWork';
  label: string;
  options: readonly Option<string>[];
}

/** What of such a page lives in its address. `edit` is the row whose form is open. */
export const referenceUrl = defineUrlState({
  search: textField(),
  city: textField(),
  rk: textField(),
  statusWork: textField(),
  page: integerField(1),
  add: optionField(['0', '1'], '0'),
  edit: idField(),
});

export type ReferenceUrl = UrlValues<typeof referenceUrl>;

/** Text of a field without spaces around it. */
export function textOf(values: RecordValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** As `textOf`, with null for nothing. */
export function textOrNull(values: RecordValues, name: string): string | null {
  const text = textOf(values, name);
  return text === '' ? null : text;
}

export function listOf(values: RecordValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
