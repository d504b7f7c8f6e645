import { create } from 'zustand';

/**
 * `connecting` is the first attempt, `waiting` the pause before the next one, `offline` says the browser itself has no
 * network. `since` is `Date.now()` of the last change of status, `latencyMs` the last measured way there and back.
 */
export interface LiveLine {
  status: 'idle' | 'connecting' | 'open' | 'waiting' | 'offline';
  since: number;
  latencyMs: number | null;
}

/** The health of the line to the server, as shown in the top strip. */
export const useLiveLine = create<LiveLine>(() => ({ status: 'idle', since: Date.now(), latencyMs: null }));

/** Sets the status; its time changes only when it does, and a lost line keeps the time it was lost at. */
export function setLineStatus(status: LiveLine['status']): void {
  const before = useLiveLine.getState();
  if (before.status === status) return;
  const stillLost = isLost(before.status) && isLost(status);
  useLiveLine.setState({ status, since: stillLost ? before.since : Date.now() });
}

export function isLost(status: LiveLine['status']): boolean {
  return status === 'waiting' || status === 'offline';
}
