import { create } from 'zustand';

/** Something typed and not sent yet. `savedAt` is `Date.now()` of the last key. */
export interface Draft {
  value: unknown;
  savedAt: number;
}

const prefix = 'crm.draft.';
const keptMs = 7 * 86_400_000;

/**
 * Drafts of this browser by key. Kept in `localStorage`, so that a crash, a reload or a ring loses nothing typed; a
 * week later they are gone. Make keys with `draftKey`: another person at this machine must not see them.
 */
export const useDrafts = create<{ drafts: Readonly<Record<string, Draft>> }>(() => ({
  drafts: readStored(),
}));

/** `draftKey(profile.id, 'order', 'call-12')`: owner, kind, and what it is about. */
export function draftKey(ownerId: number, kind: string, about: string): string {
  return `${String(ownerId)}:${kind}:${about}`;
}

export function keepDraft(key: string, value: unknown): void {
  const draft = { value, savedAt: Date.now() };
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft));
  } catch {
    // Storage is closed or full: the draft then lasts until the page is left.
  }
}

export function dropDraft(key: string): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)),
  }));
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // See `keepDraft`.
  }
}

/** The draft as it was typed, or null. The caller checks its shape: it may be of an earlier version of the screen. */
export function readDraft(key: string): unknown {
  return useDrafts.getState().drafts[key]?.value ?? null;
}

/** Drafts of other tabs appear here too; started once by the shell of the page. Returns what ends it. */
export function followDraftsOfOtherTabs(): () => void {
  const onStorage = ({ key }: StorageEvent): void => {
    if (key === null || key.startsWith(prefix)) useDrafts.setState({ drafts: readStored() });
  };
  window.addEventListener('storage', onStorage);
  return () => {
    window.removeEventListener('storage', onStorage);
  };
}

function readStored(): Record<string, Draft> {
  const found: Record<string, Draft> = {};
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
      const draft = parsed(localStorage.getItem(key));
      if (draft !== null && Date.now() - draft.savedAt < keptMs) found[key.slice(prefix.length)] = draft;
      else localStorage.removeItem(key);
    }
  } catch {
    // See `keepDraft`.
  }
  return found;
}

function parsed(text: string | null): Draft | null {
  try {
    const draft: unknown = JSON.parse(text ?? 'null');
    const isDraft =
      typeof draft === 'object' &&
      draft !== null &&
      'value' in draft &&
      'savedAt' in draft &&
      typeof draft.savedAt === 'number';
    return isDraft ? { value: draft.value, savedAt: draft.savedAt as number } : null;
  } catch {
    return null;
  }
}
