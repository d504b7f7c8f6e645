import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-layer';

const DialogLayer = lazy(async () => ({ default: (await import('./dialog-layer')).DialogLayer }));

/**
 * A question or a short form over the page. Esc closes; the caller keeps unsaved text as a draft. What stands in it is
 * mounted while it is open; its frame comes with the first opening.
 */
export function Dialog({ open, ...dialog }: DialogProps & { open: boolean }) {
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <DialogLayer {...dialog} />
    </Suspense>
  );
}
