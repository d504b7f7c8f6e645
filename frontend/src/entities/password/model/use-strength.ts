import { useEffect, useState } from 'react';
import { useDebounced } from '@/shared/lib/use-debounced';
import { loadEstimate } from './estimate';
import type { Estimate, Strength } from './estimate';

const pauseMs = 200;

/** How hard a password is to guess, a moment after typing pauses; null while that is not known. */
export function useStrength(password: string, words: readonly string[]): Strength | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const settled = useDebounced(password, pauseMs);
  const isTyped = password !== '';
  useEffect(() => {
    if (!isTyped) return undefined;
    let isHere = true;
    loadEstimate().then(
      (loaded) => {
        if (isHere) setEstimate(() => loaded);
      },
      // Without the estimator the page works; the server judges anyway.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [isTyped]);
  if (estimate === null || settled === '' || !isTyped) return null;
  return estimate(settled, words);
}
