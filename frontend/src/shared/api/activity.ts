import { create } from 'zustand';

/** What counts as use of a session; what the page does by itself does not. */
const inputs = ['keydown', 'pointerdown', 'wheel'] as const;
/** Moving on more often than this would trouble the store for nothing. */
const stepMs = 1000;

/** The last key, click or touch in any tab of this browser, `Date.now()`; opening a page is one. */
export const useActivity = create<{ lastInputAt: number }>(() => ({ lastInputAt: Date.now() }));

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('crm-activity');
channel?.addEventListener('message', ({ data: at }: MessageEvent<number>) => {
  if (at > useActivity.getState().lastInputAt) useActivity.setState({ lastInputAt: at });
});

/** Counts as use, here and in the other tabs. */
export function touchSession(): void {
  const now = Date.now();
  if (now - useActivity.getState().lastInputAt < stepMs) return;
  useActivity.setState({ lastInputAt: now });
  channel?.postMessage(now);
}

/** Whole seconds since the last use. */
export function idleSeconds(): number {
  return Math.max(0, Math.floor((Date.now() - useActivity.getState().lastInputAt) / 1000));
}

/** Follows keys, clicks and touches of this tab. Returns what ends it. */
export function watchActivity(): () => void {
  for (const input of inputs) window.addEventListener(input, touchSession, { capture: true, passive: true });
  return () => {
    for (const input of inputs) window.removeEventListener(input, touchSession, { capture: true });
  };
}
