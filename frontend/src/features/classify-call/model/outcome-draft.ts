/** What a person has chosen and written about a call and not saved yet. */
export interface Outcome {
  disposition: string | null;
  comment: string;
}

/** A stored draft, if it is one. */
export function readOutcome(value: unknown): Outcome | null {
  if (typeof value !== 'object' || value === null) return null;
  const { disposition, comment } = value as Partial<Record<keyof Outcome, unknown>>;
  if (typeof comment !== 'string') return null;
  return { comment, disposition: typeof disposition === 'string' ? disposition : null };
}
