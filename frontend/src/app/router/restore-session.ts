import { isTemporary, refreshSession } from '@/shared/api';

const pauseMs = 2000;

/**
 * Asks the cookie for a session until the server answers yes or no; `onUnreachable` hears of each change between the
 * two. Returns what stops the asking.
 */
export function restoreSession(onUnreachable: (unreachable: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    refreshSession().then(
      () => {
        onUnreachable(false);
      },
      (error: unknown) => {
        if (!isTemporary(error)) return;
        onUnreachable(true);
        timer = setTimeout(ask, pauseMs);
      },
    );
  };
  ask();
  return () => {
    clearTimeout(timer);
  };
}
