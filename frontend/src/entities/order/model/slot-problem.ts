import { ApiProblem } from '@/shared/api';

/** Free starts that a refusal because of a full slot names; null for any other failure. */
export function nearestOf(error: unknown): string[] | null {
  if (!(error instanceof ApiProblem) || error.code !== 'slot_full') return null;
  const { nearest } = error.extensions;
  return Array.isArray(nearest) ? nearest.filter((at): at is string => typeof at === 'string') : [];
}
