import { isTemporary, refreshSession } from '@/shared/api';

const pauseMs = 2000;

/** Asks the cookie for a session until the server answers yes or no. Returns what stops the asking. */
export function restoreSession(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    refreshSession().catch((error: unknown) => {
      if (isTemporary(error)) timer = setTimeout(ask, pauseMs);
    });
  };
  ask();
  return () => {
    clearTimeout(timer);
  };
}
