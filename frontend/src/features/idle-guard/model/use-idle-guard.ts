import { useEffect, useRef } from 'react';
import { useProfile } from '@/entities/session';
import { keepSessionUsed, refreshSession, touchSession, useActivity, watchActivity } from '@/shared/api';
import { useNow } from '@/shared/lib/use-now';

/** As the server has it. */
const idleMs = 30 * 60_000;
const warnMs = 60_000;
/** The server is asked a little later than it would say yes. */
const marginMs = 2000;
const callStepMs = 60_000;

/** Seconds until the session ends unused, once it is less than a minute; else null. */
export function useIdleGuard(): number | null {
  const now = useNow();
  const lastInputAt = useActivity((activity) => activity.lastInputAt);
  const leftMs = lastInputAt + idleMs - now;
  const isOver = leftMs <= -marginMs;
  const asked = useRef(false);
  useEffect(watchActivity, []);
  useEffect(() => keepSessionUsed(), []);
  useCallsAsUse();
  useEffect(() => {
    if (!isOver) {
      asked.current = false;
      return;
    }
    // The clock of the page may be older or newer than what it is compared with by a tick.
    if (asked.current || Date.now() < lastInputAt + idleMs) return;
    asked.current = true;
    // The server says that the session is over, or that another tab has used it.
    refreshSession().catch(() => undefined);
  }, [isOver, lastInputAt]);
  return leftMs > warnMs ? null : Math.max(0, Math.ceil(leftMs / 1000));
}

/** Who talks on the phone touches no key and is here all the same. */
function useCallsAsUse(): void {
  const { statusWork } = useProfile();
  const isTalking = statusWork === 'on_call';
  useEffect(() => {
    if (!isTalking) return undefined;
    touchSession();
    const timer = setInterval(touchSession, callStepMs);
    return () => {
      clearInterval(timer);
    };
  }, [isTalking]);
}
