import { draftKey, readDraft } from '@/shared/lib/drafts';
import { editFields } from './fields';
import type { EditField, EditTexts } from './fields';

/** What a person has changed, and what stood there when he did. */
export interface Edits {
  base: Partial<EditTexts>;
  mine: Partial<EditTexts>;
}

export const noEdits: Edits = { base: {}, mine: {} };

export interface Conflict {
  field: EditField;
  mine: string;
  theirs: string;
}

/** After a key: a text equal to what stands there is no change. */
export function withText(
  edits: Edits,
  { field, text, current }: { field: EditField; text: string; current: string },
): Edits {
  const base = { ...edits.base, [field]: edits.base[field] ?? current };
  if (text === current) return withoutField(edits, field);
  return { base, mine: { ...edits.mine, [field]: text } };
}

export function withoutField({ base, mine }: Edits, field: EditField): Edits {
  const others = ([name]: [string, string]): boolean => name !== field;
  return {
    base: Object.fromEntries(Object.entries(base).filter(others)),
    mine: Object.fromEntries(Object.entries(mine).filter(others)),
  };
}

/** Mine over theirs: what stands there now is what I have seen. */
export function rebased(edits: Edits, field: EditField, current: string): Edits {
  return { ...edits, base: { ...edits.base, [field]: current } };
}

/** Fields that both have changed, to different values. */
export function conflictsOf({ base, mine }: Edits, current: EditTexts): Conflict[] {
  return editFields.flatMap((field) => {
    const text = mine[field];
    const isTouched = text !== undefined && text !== current[field];
    return isTouched && base[field] !== current[field] ? [{ field, mine: text, theirs: current[field] }] : [];
  });
}

export function editsKey(personId: number, orderId: number): string {
  return draftKey(personId, 'order-edit', String(orderId));
}

/** Whether changes of this order wait in this browser, not saved. */
export function hasOrderEdits(personId: number, orderId: number): boolean {
  return Object.keys(readEdits(editsKey(personId, orderId)).mine).length > 0;
}

/** A draft may be of an earlier version of the form: only what still fits is taken. */
export function readEdits(key: string): Edits {
  const draft = readDraft(key);
  if (!isRecord(draft)) return noEdits;
  return { base: textsIn(draft['base']), mine: textsIn(draft['mine']) };
}

function textsIn(value: unknown): Partial<EditTexts> {
  if (!isRecord(value)) return {};
  const known = Object.entries(value).filter(
    ([name, text]) => typeof text === 'string' && (editFields as readonly string[]).includes(name),
  );
  return Object.fromEntries(known);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
