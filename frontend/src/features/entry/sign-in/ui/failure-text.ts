import { ApiProblem, problemText } from '@/shared/api';
import type { useTranslation } from '@/shared/i18n';

type Words = ReturnType<typeof useTranslation<'auth'>>['t'];

/** What to tell of a failed attempt; with how long to wait, where that is known. */
export function failureText(error: Error, t: Words, duration: (seconds: number) => string): string {
  if (error instanceof ApiProblem && error.status === 429 && error.retryAfterSeconds !== undefined)
    return t('waitSeconds', { duration: duration(error.retryAfterSeconds) });
  return problemText(error);
}
