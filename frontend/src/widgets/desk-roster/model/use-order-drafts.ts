import { useProfile } from '@/entities/session';
import { draftKey, useDrafts } from '@/shared/lib/drafts';

/** An order one has begun to type. */
export interface OrderDraft {
  /** The call it is about, or null for an order without one. */
  callId: number | null;
  clientName: string | null;
  phone: string | null;
  city: string | null;
  savedAt: number;
}

/** One's own unfinished orders, the latest first. */
export function useOrderDrafts(): OrderDraft[] {
  const { id } = useProfile();
  const drafts = useDrafts((store) => store.drafts);
  const prefix = draftKey(id, 'order', '');
  return Object.entries(drafts)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { value, savedAt }]) => ({
      ...readFields(value),
      callId: callIdOf(key.slice(prefix.length)),
      savedAt,
    }))
    .toSorted((one, other) => other.savedAt - one.savedAt);
}

function callIdOf(about: string): number | null {
  const match = /^call-(\d+)$/.exec(about);
  return match === null ? null : Number(match[1]);
}

/** A draft is the form's own; only what names it is read here. */
function readFields(value: unknown): Pick<OrderDraft, 'clientName' | 'phone' | 'city'> {
  const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const text = (field: unknown): string | null => (typeof field === 'string' && field !== '' ? field : null);
  return { clientName: text(fields['clientName']), phone: text(fields['phone']), city: text(fields['city']) };
}
