import { lazy, Suspense, useEffect } from 'react';
import { offerToAsk, useDemands } from '@/shared/api';
import { loadTexts } from '@/shared/i18n';

const ConfirmDialog = lazy(async () => {
  const [{ ConfirmIdentityDialog }] = await Promise.all([
    import('./confirm-identity-dialog'),
    loadTexts(['factor']),
  ]);
  return { default: ConfirmIdentityDialog };
});

/** The one place that asks "is it you?" when the server wants to know; what was asked for goes on afterwards by itself. */
export function ConfirmIdentity() {
  const ask = useDemands((demands) => demands.proof);
  useEffect(() => offerToAsk(), []);
  if (ask === null) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmDialog {...ask} />
    </Suspense>
  );
}
