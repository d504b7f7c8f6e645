/** Seconds a person has for the paperwork after a call before he is back in the state he chose. */
export const WRAP_UP_SECONDS = 60;

export type StatusWork = 'offline' | 'online' | 'break' | 'on_call' | 'wrap_up';

/** A step in a person's presence that his calls make. */
export type CallStep = 'call_started' | 'call_ended' | 'wrap_up_ended';

/**
 * The step that brings a person's state of work in line with whether he talks at the moment; null when it is so already. Who is offline
 * stays offline: he may have forgotten to sign on, but only he can say so.
 */
export function stepByCalls(state: StatusWork, isTalking: boolean): CallStep | null {
  if (state === 'offline') return null;
  if (isTalking) return state === 'on_call' ? null : 'call_started';
  return state === 'on_call' ? 'call_ended' : null;
}
