import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useToastQueue } from './toast';

const Toaster = lazy(async () => ({ default: (await import('./toaster')).Toaster }));

/** Stands once in the application. The library comes with the first toast, so the first load does not carry it. */
export function ToastHost() {
  const { t } = useTranslation();
  const [started, setStarted] = useState(false);
  useEffect(
    () =>
      useToastQueue.subscribe(({ waiting }) => {
        if (waiting.length > 0) setStarted(true);
      }),
    [],
  );
  if (!started) return null;
  return (
    <Suspense fallback={null}>
      <Toaster label={t('shell.notifications')} />
    </Suspense>
  );
}
