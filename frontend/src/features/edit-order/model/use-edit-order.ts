import { useState } from 'react';
import { currentOrder, nearestOf, useUpdateOrder } from '@/entities/order';
import type { Order, TakenSlot } from '@/entities/order';
import { useProfile } from '@/entities/session';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { dropDraft, keepDraft } from '@/shared/lib/drafts';
import { conflictsOf, editsKey, noEdits, readEdits, rebased, withoutField, withText } from './edits';
import type { Edits } from './edits';
import { editFields, textsOf, toChange } from './fields';
import type { EditField } from './fields';

type FaultField = EditField | 'forceReason';
type Faults = Partial<Record<FaultField, string>>;

/**
 * Changes of one order. Only what the person changed is sent, with the version on the screen; when the order was changed
 * meanwhile, other fields are taken from it silently and those that both changed wait for a choice. Typed text is kept
 * as a draft until it is saved.
 */
export function useEditOrder(order: Order, onSaved: () => void) {
  const key = editsKey(useProfile().id, order.id);
  const [edits, setEdits] = useState<Edits>(() => readEdits(key));
  const [forceReason, setForceReason] = useState('');
  const sending = useSending();
  const current = textsOf(order);
  const keep = (next: Edits): void => {
    setEdits(next);
    if (Object.keys(next.mine).length === 0) dropDraft(key);
    else keepDraft(key, next);
  };
  const drop = (): void => {
    setEdits(noEdits);
    dropDraft(key);
  };
  const conflicts = conflictsOf(edits, current);
  const save = async (): Promise<void> => {
    if (conflicts.length > 0 || sending.isSaving) return;
    const isSaved = Object.keys(edits.mine).length === 0 || (await sending.send(order, edits, forceReason));
    if (!isSaved) return;
    drop();
    onSaved();
  };
  return {
    textOf: (field: EditField): string => edits.mine[field] ?? current[field],
    isDirty: Object.keys(edits.mine).length > 0,
    change: (field: EditField, text: string) => {
      sending.forget(field);
      keep(withText(edits, { field, text, current: current[field] }));
    },
    conflicts,
    keepMine: (field: EditField) => {
      keep(rebased(edits, field, current[field]));
    },
    takeTheirs: (field: EditField) => {
      keep(withoutField(edits, field));
    },
    forceReason,
    setForceReason,
    ...sending,
    save: () => void save(),
    drop,
  };
}

export type OrderEditing = ReturnType<typeof useEditOrder>;

/** One attempt; a refusal because of changes that touch none of mine is repeated at once with the new version. */
function useSending() {
  const update = useUpdateOrder();
  const [faults, setFaults] = useState<Faults>({});
  const [fault, setFault] = useState<string | null>(null);
  const [taken, setTaken] = useState<TakenSlot | null>(null);
  const attempt = async (order: Order, edits: Edits, forceReason: string): Promise<void> => {
    const force = forceReason.trim() === '' ? {} : { force: { reason: forceReason.trim() } };
    try {
      await update.mutateAsync({ id: order.id, version: order.version, ...toChange(edits.mine), ...force });
    } catch (error) {
      const now = currentOrder(error);
      const isMendable = now !== null && conflictsOf(edits, textsOf(now)).length === 0;
      if (!isMendable) throw error;
      await update.mutateAsync({ id: order.id, version: now.version, ...toChange(edits.mine), ...force });
    }
  };
  const show = (error: unknown, edits: Edits): void => {
    if (currentOrder(error) !== null) return;
    const nearest = nearestOf(error);
    if (nearest !== null) {
      setTaken({ at: edits.mine.dateMeeting ?? edits.base.dateMeeting ?? '', nearest });
      return;
    }
    const found = faultsOf(error);
    setFaults(found);
    if (Object.keys(found).length === 0) setFault(problemText(error));
  };
  return {
    faults,
    fault,
    taken,
    isSaving: update.isPending,
    forget: (field: EditField) => {
      setFaults(({ [field]: _gone, ...others }) => others);
      if (field === 'dateMeeting') setTaken(null);
    },
    send: async (order: Order, edits: Edits, forceReason: string): Promise<boolean> => {
      setFault(null);
      try {
        await attempt(order, edits, forceReason);
        return true;
      } catch (error) {
        show(error, edits);
        return false;
      }
    },
  };
}

function faultsOf(error: unknown): Faults {
  if (!(error instanceof ApiProblem)) return {};
  const known: readonly FaultField[] = [...editFields, 'forceReason'];
  return Object.fromEntries(
    error.errors.flatMap((found) => {
      const path = found.field.startsWith('force') ? 'forceReason' : found.field;
      const name = known.find((field) => field === path);
      return name === undefined ? [] : [[name, fieldFaultText(found)]];
    }),
  );
}
