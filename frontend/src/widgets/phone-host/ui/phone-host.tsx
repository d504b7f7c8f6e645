import { lazy, Suspense } from 'react';
import { useCan } from '@/entities/session';
import { loadTexts } from '@/shared/i18n';

const Phone = lazy(async () => {
  const [phone] = await Promise.all([import('./phone'), loadTexts(['calls', 'orders'])]);
  return { default: phone.Phone };
});

/** The telephone of the whole application. Its code comes right after the frame, before anything can ring. */
export function PhoneHost() {
  const can = useCan();
  if (!can('calls:read')) return null;
  return (
    <Suspense fallback={null}>
      <Phone />
    </Suspense>
  );
}
