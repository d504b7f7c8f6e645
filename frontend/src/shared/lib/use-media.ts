import { useCallback, useSyncExternalStore } from 'react';

/** Widths at which the layout changes, as in app/styles/base.css. */
export const screens = {
  phone: '(max-width: 719px)',
  narrow: '(max-width: 1099px)',
  wide: '(min-width: 1600px)',
  report: '(min-width: 1280px)',
} as const;

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => {
        media.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
