import { ApiProblem } from '@/shared/api';
import { useNow } from '@/shared/lib/use-now';

/** Whole seconds until the next attempt may be made after a refusal of an attempt made at `askedAt`; 0 when it may be made now. */
export function useCountdown(error: Error | null, askedAt: number): number {
  const now = useNow();
  if (!(error instanceof ApiProblem) || error.status !== 429) return 0;
  const seconds = error.retryAfterSeconds ?? 0;
  // The clock of the page ticks once a second and may be behind the attempt.
  return Math.max(0, Math.min(seconds, Math.ceil((askedAt - now) / 1000 + seconds)));
}
